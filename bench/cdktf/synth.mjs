// One program in a process of its own: how long it takes from the first construct to the written file, and what it needs.
//   node synth.mjs construct 100 <folder>
import { readFileSync } from "node:fs";
import path from "node:path";
import { performance } from "node:perf_hooks";
import process from "node:process";
import { App, TerraformProvider, TerraformStack } from "cdktf";

class Aws extends TerraformProvider {
  constructor(scope) {
    super(scope, "aws", {
      terraformResourceType: "aws",
      terraformGeneratorMetadata: { providerName: "aws" },
      terraformProviderSource: "hashicorp/aws",
    });
  }

  synthesizeAttributes() {
    return { region: "eu-central-1" };
  }
}

const [program, domains, outdir] = process.argv.slice(2);
const { fill } = await import(`./programs/${program}.mjs`);

const cpu = process.cpuUsage();
const started = performance.now();
const app = new App({ outdir });
const stack = new TerraformStack(app, "mta-sts");
new Aws(stack);
fill(stack, Number(domains));
const built = performance.now();
app.synth();
const ended = performance.now();
const { user, system } = process.cpuUsage(cpu);

const written = JSON.parse(readFileSync(path.join(outdir, "stacks", "mta-sts", "cdk.tf.json"), "utf8"));
process.send({
  measured: {
    buildMs: built - started,
    totalMs: ended - started,
    cpuMs: (user + system) / 1000,
    peakMiB: process.resourceUsage().maxRSS / 1024,
  },
  resources: written.resource,
});

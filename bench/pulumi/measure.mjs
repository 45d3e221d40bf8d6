// One program on the real engine and an emulated cloud of its own: how long its commands take, and what its process needs.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { openPulumiStack } from "@mtasts/engines";
import { startTestbed } from "@mtasts/testbed";

const programs = fileURLToPath(new URL("programs", import.meta.url));
const batch = ["--non-interactive", "--color", "never"];
const commands = { preview: ["preview", ...batch], up: ["up", "--yes", "--skip-preview", ...batch] };

let opened = 0;

/**
 * Runs the commands on a new stack, and returns the measurements of each, with the state that they leave. With `isLooking`, the
 * program looks at the emulated internet first; else it is offline.
 */
export async function measureProgram(program, { domains, commands: names, isLooking = false }) {
  const bed = await startTestbed({ delays: { certificateTimeoutMs: 600_000 } });
  const scratch = await mkdtemp(path.join(tmpdir(), "mtasts-bench-"));
  const usage = path.join(scratch, "usage.json");
  const stackName = `bench-${process.pid}-${(opened += 1)}`;
  const stack = await openPulumiStack({
    program: path.join(programs, program),
    stack: stackName,
    providers: bed.env,
    timeoutMs: 1_800_000,
    env: {
      BENCH_DOMAINS: String(domains),
      BENCH_USAGE: usage,
      // A file holds the state, and is written anew for every step, which takes the longer the more it holds.
      PULUMI_EXPERIMENTAL: "true",
      PULUMI_SKIP_CHECKPOINTS: "true",
      ...(isLooking ? await waysTo(bed, path.join(scratch, "ca.pem")) : {}),
    },
  });
  const run = async (...args) => {
    const result = await stack.run(...args);
    if (result.exitCode !== 0) throw new Error(`${result.command} ended with ${result.exitCode}:\n${result.output}`);
    return result;
  };
  try {
    await run("stack", "init", stackName);
    await run("config", "set", "aws:region", "eu-central-1");
    const measured = {};
    for (const name of names) {
      const { seconds } = await run(...commands[name]);
      measured[name] = { seconds, ...JSON.parse(await readFile(usage, "utf8")) };
    }
    const { output } = await run("stack", "export");
    return { measured, state: JSON.parse(output) };
  } finally {
    await stack.close();
    await bed.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The variables with which the program finds the emulated internet in place of the real one. */
async function waysTo({ dns, https, caPem }, authority) {
  await writeFile(authority, caPem);
  return {
    MTASTS_OFFLINE: "",
    MTASTS_RESOLVER: `${dns.address}:${dns.port}`,
    MTASTS_HTTPS_PORT: String(https.port),
    MTASTS_ALLOW_PRIVATE: "1",
    NODE_EXTRA_CA_CERTS: authority,
  };
}

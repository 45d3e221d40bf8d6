// Measures what the construct writes beside the same resources by hand, on the real engine and the emulated cloud, and writes
// docs/bench/terraform.json and docs/bench/terraform.md.
//   npm run bench:terraform -- --apply 1,10,100 --rounds 15,11,7 --plan 1000 --plan-rounds 3
// What a run leaves out keeps its earlier numbers.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import path from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { openTofu, provideEngines } from "@mtasts/engines";
import { format, resolveConfig } from "prettier";
import { measure, readResources } from "./measure.mjs";
import { page } from "./page.mjs";
import { difference } from "./same-resources.mjs";

const { values } = parseArgs({
  options: {
    apply: { type: "string", default: "1,10,100" },
    rounds: { type: "string", default: "15,11,7" },
    plan: { type: "string", default: "1000" },
    "plan-rounds": { type: "string", default: "3" },
    out: { type: "string", default: path.join(import.meta.dirname, "..", "..", "docs", "bench") },
  },
});
const numbersOf = (text) => text.split(",").filter(Boolean).map(Number);
const files = { json: path.join(values.out, "terraform.json"), page: path.join(values.out, "terraform.md") };

const log = (line) => void process.stderr.write(`${line}\n`);
const program = (await provideEngines([openTofu], process.env, log)).programs.tofu;

await mkdir(values.out, { recursive: true });
const results = JSON.parse(await readFile(files.json, "utf8").catch(() => '{ "apply": {}, "plan": {} }'));
results.engine = `${openTofu.title} ${openTofu.version}`;
results.machine = {
  processor: cpus()[0].model,
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  // How much else ran.
  load: loadavg()[0],
};

await compare("apply", numbersOf(values.apply), numbersOf(values.rounds));
await compare("plan", numbersOf(values.plan), numbersOf(values["plan-rounds"]));

async function compare(command, sizes, rounds) {
  for (const [i, domains] of sizes.entries()) {
    const construct = await readResources(program, "construct", domains);
    for (const other of ["cdktf", "hcl"]) {
      const different = difference(construct, await readResources(program, other, domains));
      if (different !== undefined) throw new Error(`the configurations do not ask for the same: ${different}`);
    }
    const measured = [];
    for (let round = 0; round < (rounds[i] ?? 1); round += 1) {
      measured.push(await measureAll(command, domains, round));
      results[command][domains] = { date: new Date().toISOString().slice(0, 10), rounds: measured };
      await save();
    }
    console.log(`${command} of ${domains} domains: ${measured.length} rounds, the same ${construct.length} resources`);
  }
}

/** All, one right after the other. Each goes first as often as the others. */
async function measureAll(command, domains, round) {
  const names = ["construct", "cdktf", "hcl"];
  const measured = {};
  for (const i of names.keys()) {
    const name = names[(i + round) % names.length];
    measured[name] = await measure(program, name, domains, command);
  }
  return measured;
}

async function save() {
  for (const [file, text, parser] of [
    [files.json, JSON.stringify(results), "json"],
    [files.page, page(results), "markdown"],
  ]) {
    await writeFile(file, await format(text, { ...(await resolveConfig(file)), parser }));
  }
}

// Measures the component beside the same resources by hand, and writes docs/bench/pulumi.json and docs/bench/pulumi.md.
//   npm run bench:pulumi -- --sizes 1,10,100,1000 --rounds 5,3,2,1 --commands preview,up --imports 20 --minutes 10
// A size keeps its earlier numbers where this run does not reach it.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { measureImports } from "./imports.mjs";
import { measureProgram } from "./measure.mjs";
import { page } from "./page.mjs";
import { mustBeSame } from "./same-resources.mjs";

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "1,10,100,1000" },
    rounds: { type: "string", default: "5,3,2,1" },
    commands: { type: "string", default: "preview,up" },
    imports: { type: "string", default: "20" },
    minutes: { type: "string", default: "10" },
  },
});
const sizes = values.sizes.split(",").map(Number);
const rounds = values.rounds.split(",").map(Number);
const commands = values.commands.split(",");
const deadline = Date.now() + Number(values.minutes) * 60_000;
const folder = fileURLToPath(new URL("../../docs/bench", import.meta.url));
const files = { json: path.join(folder, "pulumi.json"), page: path.join(folder, "pulumi.md") };

await mkdir(folder, { recursive: true });
const results = JSON.parse(await readFile(files.json, "utf8").catch(() => '{ "sizes": {} }'));
results.machine = {
  processor: cpus()[0].model,
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
};

if (Number(values.imports) > 0) {
  results.imports = { date: today(), ...measureImports(Number(values.imports)) };
  await save();
}

let firstPair;
let lastPair;
for (const [i, domains] of sizes.entries()) {
  const pairs = [];
  for (let round = 0; round < (rounds[i] ?? 1) && Date.now() + expectedMs(domains) < deadline; round += 1) {
    const started = Date.now();
    // Each goes first as often as the other.
    const order = round % 2 === 0 ? ["component", "by-hand"] : ["by-hand", "component"];
    const pair = {};
    for (const program of order) pair[program] = await measureProgram(program, { domains, commands });
    if (commands.includes("up")) {
      const children = mustBeSame(pair.component.state, pair["by-hand"].state);
      console.log(`${domains} domains: the same ${children} resources`);
    }
    pairs.push({ component: pair.component.measured, byHand: pair["by-hand"].measured });
    console.log(JSON.stringify(pairs.at(-1)));
    lastPair = { domains, ms: Date.now() - started };
    firstPair ??= lastPair;
    results.sizes[domains] = { date: today(), pairs };
    await save();
  }
  if (pairs.length === 0) console.log(`${domains} domains: not measured, it would take too long`);
}

/** The first pair shows what every pair takes, the last one what the domains take. */
function expectedMs(domains) {
  if (firstPair === undefined) return 0;
  return firstPair.ms + ((lastPair.ms - firstPair.ms) * domains) / lastPair.domains;
}

function today() {
  return new Date().toISOString().slice(0, 10);
}

async function save() {
  for (const [file, text, parser] of [
    [files.json, JSON.stringify(results), "json"],
    [files.page, page(results), "markdown"],
  ]) {
    await writeFile(file, await format(text, { ...(await resolveConfig(file)), parser }));
  }
}

// Measures the construct beside the same resources by hand, and writes docs/bench/cdktf.json and docs/bench/cdktf.md.
//   npm run bench:cdktf -- --sizes 1,10,100,1000 --rounds 15,11,7,3 --imports 21 --install
// What a run leaves out keeps its earlier numbers.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import path from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { measureImports } from "./imports.mjs";
import { measureInstall } from "./install.mjs";
import { measureSynth } from "./measure.mjs";
import { page } from "./page.mjs";

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "1,10,100,1000" },
    rounds: { type: "string", default: "15,11,7,3" },
    imports: { type: "string", default: "21" },
    install: { type: "boolean", default: false },
  },
});
const sizes = values.sizes.split(",").filter(Boolean).map(Number);
const rounds = values.rounds.split(",").map(Number);
const folder = path.join(import.meta.dirname, "..", "..", "docs", "bench");
const files = { json: path.join(folder, "cdktf.json"), page: path.join(folder, "cdktf.md") };

await mkdir(folder, { recursive: true });
const results = JSON.parse(await readFile(files.json, "utf8").catch(() => '{ "sizes": {} }'));
results.machine = {
  processor: cpus()[0].model,
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  // How much else ran.
  load: loadavg()[0],
};

if (values.install) results.install = { date: today(), ...measureInstall() };
if (Number(values.imports) > 0) results.imports = { date: today(), ...measureImports(Number(values.imports)) };
await save();

for (const [i, domains] of sizes.entries()) {
  const pairs = [];
  for (let round = 0; round < (rounds[i] ?? 1); round += 1) {
    pairs.push(await measurePair(domains, round));
    results.sizes[domains] = { date: today(), pairs };
    await save();
  }
  console.log(`${domains} domains: ${pairs.length} pairs, the same JSON`);
}

/** Both programs, one right after the other. Each goes first as often as the other. */
async function measurePair(domains, round) {
  const pair = {};
  for (const name of round % 2 === 0 ? ["construct", "by-hand"] : ["by-hand", "construct"]) {
    pair[name] = await measureSynth(name, domains);
  }
  const [construct, byHand] = [pair.construct, pair["by-hand"]];
  if (JSON.stringify(construct.resources) !== JSON.stringify(byHand.resources)) {
    throw new Error("the programs do not write the same resources");
  }
  return { construct: construct.measured, byHand: byHand.measured };
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

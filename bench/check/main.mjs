// Measures checks on the stage of the test bed, keeps the numbers in docs/bench/check.json, and writes docs/bench/check.md.
//   npm run bench:check -- --parts latency --rounds 30 --round-trips 20,100
//   npm run bench:check -- --parts many --domains 1000 --pairs 3
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { measureLatency } from "./latency.mjs";
import { measureManyDomains } from "./many-domains.mjs";
import { page } from "./page.mjs";

const { values } = parseArgs({
  options: {
    parts: { type: "string", default: "latency,many" },
    rounds: { type: "string", default: "30" },
    "round-trips": { type: "string", default: "20,100" },
    domains: { type: "string", default: "1000" },
    pairs: { type: "string", default: "3" },
  },
});
const parts = {
  latency: () =>
    measureLatency({ rounds: Number(values.rounds), roundTrips: values["round-trips"].split(",").map(Number) }),
  many: () => measureManyDomains({ domains: Number(values.domains), pairs: Number(values.pairs) }),
};

const numbersFile = fileURLToPath(new URL("../../docs/bench/check.json", import.meta.url));
const pageFile = numbersFile.replace(/json$/, "md");
const numbers = existsSync(numbersFile) ? JSON.parse(await readFile(numbersFile, "utf8")) : {};

for (const part of values.parts.split(",")) {
  const measured = await parts[part]();
  const machine = { processor: cpus()[0].model, cores: cpus().length, node: process.version, load: loadavg()[0] };
  numbers[part] = { ...measured, machine, date: new Date().toISOString().slice(0, 10) };
}
await write(numbersFile, JSON.stringify(numbers));
await write(pageFile, page(numbers));

async function write(file, text) {
  await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}

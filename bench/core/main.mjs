// Measures @mtasts/core, mox and mailauth side by side on the same texts: rounds take turns, and the median of each counts.
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { availableParallelism, cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { measureCore, measureMailauth, measureMox } from "./contestants.mjs";
import { hosts, policyOf, vectors } from "./corpus.mjs";

const require = createRequire(import.meta.url);
const { provideEngines } = require("@mtasts/engines");
const { moxParsers } = require("../../tools/differential/dist/oracle.js");

const ROUNDS = 7;
const MILLISECONDS = 400;

const ten = policyOf(10);
const tasks = [
  { name: "policies: the test vectors", kind: "policy", texts: await vectors() },
  { name: "policies: 1 mx line", kind: "policy", texts: [policyOf(1)] },
  { name: "policies: 10 mx lines", kind: "policy", texts: [ten] },
  { name: "policies: 1,000 mx lines", kind: "policy", texts: [policyOf(1_000)] },
  { name: "policies with lints: 10 mx lines", kind: "lint", texts: [ten] },
  { name: "hosts against 10 patterns", kind: "mx", texts: [ten], hosts },
  { name: "ids of policies of 10 mx lines", kind: "id", texts: [ten] },
];

const { programs } = await provideEngines([moxParsers], process.env, (line) => console.error(line));
const contestants = {
  core: measureCore,
  mox: (task, milliseconds) => measureMox(programs[moxParsers.name], task, milliseconds),
  mailauth: measureMailauth,
};

const results = tasks.map(({ name }) => ({ name, perSecond: { core: [], mox: [], mailauth: [] } }));
for (let round = 0; round < ROUNDS; round++) {
  for (const [i, task] of tasks.entries()) {
    for (const [contestant, measure] of Object.entries(contestants)) {
      const perSecond = measure(task, MILLISECONDS);
      if (perSecond !== undefined) results[i].perSecond[contestant].push(perSecond);
    }
  }
  console.error(`round ${round + 1} of ${ROUNDS}`);
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

const rows = results.map(({ name, perSecond }) => {
  const [core, mox, mailauth] = Object.values(perSecond).map(median);
  const best = Math.max(mox ?? 0, mailauth ?? 0);
  return { name, core, mox, mailauth, ratio: best === 0 ? undefined : core / best };
});

const count = (value) => (value === undefined ? "-" : Math.round(value).toLocaleString("en"));
console.log("| per second | core | mox | mailauth | core / the faster one |");
console.log("| --- | ---: | ---: | ---: | ---: |");
for (const { name, core, mox, mailauth, ratio } of rows) {
  console.log(`| ${name} | ${[core, mox, mailauth].map(count).join(" | ")} | ${ratio?.toFixed(2) ?? "-"} |`);
}
const machine = `${cpus()[0]?.model ?? "unknown processor"}, ${availableParallelism()} cores, Node.js ${process.version}`;
console.log(`\n${machine}; medians of ${ROUNDS} rounds of ${MILLISECONDS} ms`);
const output = fileURLToPath(new URL("results.json", import.meta.url));
await writeFile(output, `${JSON.stringify({ machine, rounds: ROUNDS, milliseconds: MILLISECONDS, rows }, null, 2)}\n`);

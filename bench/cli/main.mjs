// Measures how long the bundled command takes to start, beside Node.js with nothing to do, keeps the numbers in docs/bench/cli.json,
// and writes docs/bench/cli.md. It needs bash, whose `time` counts the processor time of a whole process.
//   npm run bench:cli -- --pairs 41
import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { median } from "../pulumi/median.mjs";
import { page } from "./page.mjs";

const { values } = parseArgs({ options: { pairs: { type: "string", default: "41" } } });
const pairs = Number(values.pairs);
const fileOf = (place) => fileURLToPath(new URL(place, import.meta.url));
const command = fileOf("../../packages/cli/bundle/mtasts.cjs");
const policy = "version: STSv1\r\nmode: enforce\r\nmx: mail.test.org\r\nmax_age: 604800\r\n";

const runs = [
  { args: ["--version"], isAim: true },
  { args: ["--help"], isAim: true },
  { args: ["check", "--help"], isAim: true },
  { args: ["completion", "bash"] },
  { args: ["lint", "policy", "-"], input: policy },
  { args: ["generate", "--domain", "test.org", "--mx", "mail.test.org"] },
];

const rows = runs.map(({ args, input = "", isAim = false }) => {
  const measured = [];
  timed([command, ...args], input);
  for (let i = 0; i < pairs; i += 1)
    measured.push({ bare: timed(["-e", "0"], ""), mtasts: timed([command, ...args], input) });
  const middle = (what) => median(measured.map(what));
  const row = {
    command: ["mtasts", ...args].join(" "),
    isAim,
    milliseconds: Math.round(middle(({ mtasts }) => mtasts.wall)),
    bareMilliseconds: Math.round(middle(({ bare }) => bare.wall)),
    wallRatio: middle(({ bare, mtasts }) => mtasts.wall / bare.wall),
    processorRatio: middle(({ bare, mtasts }) => mtasts.processor / bare.processor),
  };
  console.log(
    `${row.command}: ${row.wallRatio.toFixed(2)} x the time, ${row.processorRatio.toFixed(2)} x the processor time`,
  );
  return row;
});

/** Milliseconds of the clock and of the processor that Node.js takes with these arguments. */
function timed(args, input) {
  const script = 'TIMEFORMAT="%3R %3U %3S"; time "$@" >/dev/null 2>&1';
  const { stderr, status } = spawnSync("bash", ["-c", script, "bash", process.execPath, ...args], {
    input,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}`);
  const [wall, user, system] = stderr
    .trim()
    .split(" ")
    .map((seconds) => Number(seconds) * 1_000);
  return { wall, processor: user + system };
}

const machine = { processor: cpus()[0].model, cores: cpus().length, node: process.version, load: loadavg()[0] };
const numbers = { date: new Date().toISOString().slice(0, 10), machine, pairs, rows };
const json = fileOf("../../docs/bench/cli.json");
for (const [file, text] of [
  [json, JSON.stringify(numbers)],
  [json.replace(/json$/, "md"), page(numbers)],
]) {
  await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}

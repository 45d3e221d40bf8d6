// What importing the package costs beside importing the framework, which a program imports anyway.
import { execFileSync } from "node:child_process";
import process from "node:process";
import { median } from "../pulumi/median.mjs";

const bare = ["cdktf", "constructs"];
const ours = ["cdktf-mtasts", "cdktf-mtasts/aws"];

/** The modules in fresh processes, again and again, the two sides in turn. */
export function measureImports(rounds) {
  const pairs = Array.from({ length: rounds }, () => [importAll(bare), importAll([...bare, ...ours])]);
  const added = (key) => median(pairs.map(([without, all]) => all[key] - without[key]));
  const side = (i) => ({ ms: of(pairs, i, "ms"), rssMiB: of(pairs, i, "rssMiB"), files: of(pairs, i, "files") });
  return {
    rounds,
    bare: side(0),
    all: side(1),
    added: { ms: added("ms"), rssMiB: added("rssMiB"), files: added("files") },
    pairs,
  };
}

function of(pairs, side, key) {
  return median(pairs.map((pair) => pair[side][key]));
}

function importAll(names) {
  const code = `
    const { user, system } = process.cpuUsage();
    for (const name of ${JSON.stringify(names)}) require(name);
    const used = process.cpuUsage();
    const ms = (used.user + used.system - user - system) / 1000;
    const rssMiB = process.memoryUsage.rss() / 2 ** 20;
    console.log(JSON.stringify({ ms, rssMiB, files: Object.keys(require.cache).length }));`;
  return JSON.parse(execFileSync(process.execPath, ["--eval", code], { cwd: import.meta.dirname, encoding: "utf8" }));
}

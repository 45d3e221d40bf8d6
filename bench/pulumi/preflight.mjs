// Measures what the look at what is live adds to a preview of domains that are deployed, and prints it as a table.
//   npm run bench:preflight -- --sizes 1,100 --rounds 3
import process from "node:process";
import { parseArgs } from "node:util";
import { measureProgram } from "./measure.mjs";
import { median } from "./median.mjs";

const { values } = parseArgs({
  options: { sizes: { type: "string", default: "1,100" }, rounds: { type: "string", default: "3" } },
});
// The emulated network has no latency: what is left is the work of the process.
const commands = ["up", "preview"];

console.log("| domains | preview without | with the look | added, median of pairs | rounds |");
console.log("| --: | --: | --: | --: | --: |");
for (const domains of values.sizes.split(",").map(Number)) {
  const pairs = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const pair = {};
    // Each goes first as often as the other.
    for (const isLooking of round % 2 === 0 ? [false, true] : [true, false]) {
      const { measured } = await measureProgram("component", { domains, commands, isLooking });
      pair[isLooking ? "looking" : "offline"] = measured.preview.seconds;
    }
    pairs.push(pair);
    process.stderr.write(`${JSON.stringify({ domains, ...pair })}\n`);
  }
  const of = (key) => median(pairs.map((pair) => pair[key])).toFixed(2);
  const added = median(pairs.map(({ looking, offline }) => looking - offline)).toFixed(2);
  console.log(`| ${domains} | ${of("offline")} s | ${of("looking")} s | ${added} s | ${pairs.length} |`);
}

// The page that shows the measurements.
import { median } from "../pulumi/median.mjs";

export function page({ machine, engine, apply, plan }) {
  return `# The construct on OpenTofu, beside the same resources by hand

\`\`\`sh
npm run bench:terraform
npm run bench:terraform -- --apply 100 --rounds 15 --plan ""
\`\`\`

Measured on ${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node.js ${machine.node}, ${engine}. ${loadOf(machine)}Before anything is
timed, both configurations are planned, and every planned value is compared: they ask for the same resources. Then they take turns,
one right after the other, each on a cloud in which nothing exists and nothing is slow. Seconds of the clock vary with what else
runs, and hold the work of the emulated cloud as well; so the ratio is that of the engine's processor time within a pair, and its
median is shown. The configuration by hand is [plain HCL](../../bench/terraform/by-hand) with one file for each domain, CloudFront and Route 53,
14 resources; that of the construct is what \`cdktf synth\` has written. The numbers of every run are in [terraform.json](terraform.json).

## Apply

| domains | construct | by hand | ratio | processor time | pairs | date |
|--:|--:|--:|--:|--:|--:|---|
${rowsOf(apply)}

Aim: 1.02. Times are those of the clock, processor time the construct's first.

## Plan

| domains | construct | by hand | ratio | processor time | pairs | date |
|--:|--:|--:|--:|--:|--:|---|
${rowsOf(plan)}
`;
}

function loadOf({ cores, load }) {
  if (load < cores / 2) return "";
  return `**The machine was busy** (${load.toFixed(0)} processes wanted its ${cores} cores). `;
}

function rowsOf(sizes) {
  const numbers = Object.keys(sizes).map(Number);
  return numbers
    .sort((a, b) => a - b)
    .map((domains) => row(domains, sizes[domains]))
    .join("\n");
}

function row(domains, { date, pairs }) {
  const of = (name, key) => ms(median(pairs.map((pair) => pair[name][key])));
  const ratio = median(pairs.map(({ construct, byHand }) => construct.cpuMs / byHand.cpuMs));
  const cells = [
    domains,
    of("construct", "ms"),
    of("byHand", "ms"),
    `**${ratio.toFixed(2)}**`,
    `${of("construct", "cpuMs")} / ${of("byHand", "cpuMs")}`,
    pairs.length,
    date,
  ];
  return `| ${cells.join(" | ")} |`;
}

function ms(value) {
  return value < 10_000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(1)} s`;
}

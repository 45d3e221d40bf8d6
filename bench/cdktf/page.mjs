// The page that shows the measurements.
import { median } from "../pulumi/median.mjs";

export function page({ machine, imports, install, sizes }) {
  const rows = Object.keys(sizes)
    .map(Number)
    .sort((a, b) => a - b)
    .map((domains) => row(domains, sizes[domains]));
  return `# The construct beside the same resources by hand

\`\`\`sh
npm run bench:cdktf -- --install
npm run bench:cdktf -- --sizes 100 --rounds 15 --imports 0
\`\`\`

Measured on ${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node.js ${machine.node}. ${loadOf(machine)}Seconds of the clock vary with what
else runs, processor time much less, so it is what the ratios are taken of: within a pair of runs, one right after the other in
processes of their own, and the median over the pairs is shown. The numbers of every run are in [cdktf.json](cdktf.json).

## Synthesis

From the first construct to the written file, with the modules loaded. The program by hand has no construct and no bindings: it
writes the same 14 resources for each domain, on CloudFront and Route 53. After each pair both files are compared: the resources are the same, byte by
byte.

| domains | construct | by hand | ratio | processor time | peak memory | pairs | date |
|--:|--:|--:|--:|--:|--:|--:|---|
${rows.join("\n")}

Aim: 1.1 at 100 domains. Times are those of the clock, processor time and peak memory the construct's first.

${imports === undefined ? "" : importsSection(imports)}
${install === undefined ? "" : installSection(install)}`;
}

function loadOf({ cores, load }) {
  if (load < cores / 2) return "";
  return `**The machine was busy** (${load.toFixed(0)} processes wanted its ${cores} cores). `;
}

function row(domains, { date, pairs }) {
  const of = (side, key) => median(pairs.map((pair) => pair[side][key]));
  const ratio = median(pairs.map(({ construct, byHand }) => construct.cpuMs / byHand.cpuMs));
  const cells = [
    domains,
    ms(of("construct", "totalMs")),
    ms(of("byHand", "totalMs")),
    `**${ratio.toFixed(2)}**`,
    `${ms(of("construct", "cpuMs"))} / ${ms(of("byHand", "cpuMs"))}`,
    `${of("construct", "peakMiB").toFixed(0)} / ${of("byHand", "peakMiB").toFixed(0)} MiB`,
    pairs.length,
    date,
  ];
  return `| ${cells.join(" | ")} |`;
}

function ms(value) {
  return value < 1000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(1)} s`;
}

function importsSection({ date, rounds, bare, all, added }) {
  const line = (name, one) => `| ${name} | ${one.ms.toFixed(0)} ms | ${one.rssMiB.toFixed(1)} MiB | ${one.files} |`;
  return `## Importing

Fresh processes, ${rounds} pairs, medians, ${date}. The last line is the median of the differences. Aim: 10 ms and 5 MiB.

| what is required | processor time | resident memory | files |
|---|--:|--:|--:|
${line("`cdktf` and `constructs`", bare)}
${line("the same, `cdktf-mtasts` and `cdktf-mtasts/aws`", all)}
${line("added", added)}
`;
}

function installSection({ date, ours, bindings, percent }) {
  const line = (name, one) => `| ${name} | ${one.mib.toFixed(2)} MiB | ${one.files} |`;
  return `## Installing

What comes into \`node_modules\` beside \`cdktf\` and \`constructs\`, ${date}. Aim: 2 %.

| what | size | files |
|---|--:|--:|
${line("`cdktf-mtasts`, with all that it depends on", ours)}
${line("`@cdktf/provider-aws` 21.22.1, on which a construct for CloudFront and Route 53 could be built", bindings)}

That is ${percent.toFixed(2)} % of it.
`;
}

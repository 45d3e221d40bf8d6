// The page that shows the measurements.
import { median } from "./median.mjs";

const allSizes = [1, 10, 100, 1000];

export function page({ machine, imports, sizes }) {
  const commands = ["preview", "up"];
  const shown = [...new Set([...allSizes, ...Object.keys(sizes).map(Number)])].sort((a, b) => a - b);
  const rows = commands.flatMap((command) => shown.map((domains) => row(command, domains, sizes[domains])));
  return `# The component beside the same resources by hand

\`\`\`sh
npm run bench:pulumi
npm run bench:pulumi -- --sizes 10 --rounds 5 --commands preview
\`\`\`

Measured on ${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node.js ${machine.node}. Little else ran,
but beside the 1,000 domains; seconds vary from run to run, so a ratio is taken within a pair of runs, one right after the other,
and the median over the pairs is shown. Processor time suffers least from what else runs. The numbers of every run are in [pulumi.json](pulumi.json).

Both programs run on the real engine, with the clouds emulated, on a new stack. They are plain JavaScript, so that no
compiler is measured. \`up\` comes without its own preview, and the engine writes the state once at the end (\`PULUMI_SKIP_CHECKPOINTS\`): the file that holds it here would be
written anew for each of the thousands of steps. The program by hand has no component and imports single modules of the provider. After each \`up\`, both states are
compared: 13 resources for each domain, with the same types, names, arguments, dependencies and protection.

## preview and up

| command | domains | component | by hand | ratio | processor time of the program | ratio | peak memory of the program | pairs | date |
|---|--:|--:|--:|--:|--:|--:|--:|--:|---|
${rows.join("\n")}

Where it says "not measured", there was no time for that size in the run: no number is estimated. Seconds are those of the whole command; processor time and peak memory are those of the Node.js process that runs the program, the component's first.

The gain is that of [stack-traces.ts](../../packages/pulumi-mtasts/src/stack-traces.ts): the SDK formats a stack trace for each promise
of each resource, and under Pulumi looks each frame up in source maps.

${imports === undefined ? "" : importsSection(imports)}`;
}

function row(command, domains, size) {
  const pairs = (size?.pairs ?? []).filter(({ component }) => command in component);
  if (pairs.length === 0) return `| ${command} | ${domains} | not measured | | | | | | | |`;
  const of = (side, key) => median(pairs.map((pair) => pair[side][command][key]));
  const ratio = (key) => median(pairs.map(({ component, byHand }) => component[command][key] / byHand[command][key]));
  const cells = [
    command,
    domains,
    `${of("component", "seconds").toFixed(1)} s`,
    `${of("byHand", "seconds").toFixed(1)} s`,
    `**${ratio("seconds").toFixed(2)}**`,
    `${of("component", "cpuSeconds").toFixed(1)} / ${of("byHand", "cpuSeconds").toFixed(1)} s`,
    ratio("cpuSeconds").toFixed(2),
    `${of("component", "peakMiB").toFixed(0)} / ${of("byHand", "peakMiB").toFixed(0)} MiB`,
    pairs.length,
    size.date,
  ];
  return `| ${cells.join(" | ")} |`;
}

function importsSection({ date, rounds, bare, all, added }) {
  const line = (name, { ms, rssMiB, files }) =>
    `| ${name} | ${ms.toFixed(0)} ms | ${rssMiB.toFixed(1)} MiB | ${files} |`;
  return `## Importing

Fresh processes, ${rounds} pairs, medians, ${date}. The last line is the median of the differences.

| what is required | time | resident memory | files |
|---|--:|--:|--:|
${line("the SDK and the ten modules of `@pulumi/aws`", bare)}
${line("the same, `pulumi-mtasts` and `pulumi-mtasts/aws`", all)}
${line("added", added)}
`;
}

// The page that shows the measurements.
import { median } from "../pulumi/median.mjs";

export function page({ machine, engine, apply, plan }) {
  return `# The construct on OpenTofu, beside the same resources by hand

\`\`\`sh
npm run bench:terraform
npm run bench:terraform -- --apply 100 --rounds 15 --plan ""
\`\`\`

Measured on ${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node.js ${machine.node}, ${engine}. ${loadOf(machine)}Three
configurations with CloudFront and Route 53, 14 resources a domain, take turns:

- **construct**: what \`cdktf synth\` has written of \`new MtaSts(...)\`,
- **CDKTF**: what it has written of [the same resources by hand](../../bench/cdktf/programs/by-hand.mjs),
- **HCL**: [plain HCL](../../bench/terraform/by-hand) with one file for each domain.

Before anything is timed, all are planned, and every planned value is compared: they ask for the same resources. Each runs on a
cloud in which nothing exists and nothing is slow. Seconds of the clock vary with what else runs, and hold the work of the
emulated cloud as well; so a ratio is that of the engine's processor time within a round, and its median is shown. The numbers
of every run are in [terraform.json](terraform.json).

The construct costs nothing beside the same resources in CDKTF. What both cost more than HCL is the price of JSON: the engine
keeps an expression of HCL as it was parsed, and parses a string of JSON anew whenever it looks for references, functions or
the value (\`hclsyntax.ParseTemplate\` in a profile, which \`TOFU_CPU_PROFILE=cpu.prof tofu apply\` writes).

## Apply

${tableOf(apply)}

Times are those of the clock. Aim: 1.02.

## Plan

${tableOf(plan)}
`;
}

function loadOf({ cores, load }) {
  if (load < cores / 2) return "";
  return `**The machine was busy** (${load.toFixed(0)} processes wanted its ${cores} cores). `;
}

function tableOf(sizes) {
  const numbers = Object.keys(sizes).map(Number);
  const rows = numbers.sort((a, b) => a - b).map((domains) => row(domains, sizes[domains]));
  return `| domains | construct | CDKTF | HCL | to CDKTF | to HCL | rounds | date |
|--:|--:|--:|--:|--:|--:|--:|---|
${rows.join("\n")}`;
}

function row(domains, { date, rounds }) {
  const time = (name) => ms(median(rounds.map((round) => round[name].ms)));
  const ratio = (name) => median(rounds.map((round) => round.construct.cpuMs / round[name].cpuMs)).toFixed(2);
  const cells = [
    domains,
    ...["construct", "cdktf", "hcl"].map(time),
    ...["cdktf", "hcl"].map((name) => `**${ratio(name)}**`),
    rounds.length,
    date,
  ];
  return `| ${cells.join(" | ")} |`;
}

function ms(value) {
  return value < 10_000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(1)} s`;
}

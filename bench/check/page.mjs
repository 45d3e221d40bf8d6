// The page that shows the measurements.
import { median } from "../pulumi/median.mjs";

export function page({ latency, many }) {
  return `# How long a check takes

\`\`\`sh
npm run bench:check
npm run bench:check -- --parts latency --rounds 30 --round-trips 20,100
npm run bench:check -- --parts many --domains 1000 --pairs 3
\`\`\`

The numbers of every run are in [check.json](check.json).

${latency === undefined ? "" : latencySection(latency)}
${many === undefined ? "" : manySection(many)}`;
}

function measuredOn({ machine: { processor, cores, node, load }, date }) {
  return `Measured on ${processor}, ${cores} cores, Node.js ${node}, on ${date}. The load of the machine was ${load.toFixed(1)} at the end:
where that is more than its cores, other programs took a part of the time.`;
}

function latencySection(latency) {
  return `## One domain

${measuredOn(latency)} ${latency.rounds} checks each, one after the other, in one process. On the stage of the test bed every query, and every turn of a connection, takes the time in the second column.
The chain is what no sender can do without: each of its round trips needs the answer to the one before.

| check | round trip | chain | longest chain | median | ratio | fastest | ratio | 90 % within | steps in sequence |
|---|--:|---|--:|--:|--:|--:|--:|--:|--:|
${latency.results.map(latencyRow).join("\n")}

The last column adds up the times of all steps, which is what they would take one after the other. The aim is a ratio of at
most 1.3; what is above 1 is mostly the work of TLS on both ends, since the servers run on the same processor. The mail server answers at once; real ones hold their greeting back to catch spam.
`;
}

function latencyRow({ title, roundTripMs, chain, walls, sums }) {
  const needed = chain.length * roundTripMs;
  const at = (list, share) => list[Math.min(list.length - 1, Math.floor(list.length * share))];
  const ratio = (ms) => (ms / needed).toFixed(2);
  const cells = [
    title,
    `${roundTripMs} ms`,
    chain.join(", "),
    `${needed} ms`,
    `${at(walls, 0.5).toFixed(0)} ms`,
    `**${ratio(at(walls, 0.5))}**`,
    `${walls[0].toFixed(0)} ms`,
    ratio(walls[0]),
    `${at(walls, 0.9).toFixed(0)} ms`,
    `${at(sums, 0.5).toFixed(0)} ms`,
  ];
  return `| ${cells.join(" | ")} |`;
}

function manySection(many) {
  return `## Many domains, beside checkdmarc

${measuredOn(many)} \`checkDomain\` of \`@mtasts/check\` and checkdmarc 6.0.4 (PyPI) check the same sound domains in
fresh processes, in turn, with the same name server and policy hosts, each of which has its own address and certificate. Medians over the pairs; a ratio is taken within a pair. Both must find every domain sound.

| domains | at once | round trip | pairs | | domains a second | ratio | processor time | ratio | peak memory | queries a domain |
|--:|--:|--:|--:|---|--:|--:|--:|--:|--:|--:|
${many.settings.flatMap(manyRows).join("\n")}

A ratio above 1 is in favour of \`@mtasts/check\`. The two do not do the same work:

- checkdmarc looks at the two records, whether an alias stands beside them, and the policy: the calls here are \`check_mta_sts\` and
  \`check_smtp_tls_reporting\`. As a program it takes one domain after the other and always adds SPF, DMARC, DNSSEC, BIMI and more, which
  \`@mtasts/check\` knows nothing of; the threads of the rows with several at once are the benchmark's.
- \`@mtasts/check\` also looks for the MX hosts, their addresses and DANE, compares them with the policy, asks for a random label to find wildcards and for the
  mail hosts of report addresses, and reads the certificate. Hence its larger number of queries. None of it adds to the longest chain, but all of it takes processor time.
- checkdmarc resolves the policy host with the system's resolver; the benchmark has it ask the stage for the A record
  instead, which is one query of those counted. It leaves the size of an answer unbounded.
- The servers run in one process on the same machine. With several domains at once both contestants use a fraction of a processor
  and wait for that process, which has twice as many queries to answer for \`@mtasts/check\`.
`;
}

function manyRows({ domains, atOnce, roundTripMs, runs }) {
  const of = (name, key) => median(runs.map((pair) => pair[name][key]));
  const ratio = (key) => median(runs.map(({ mtasts, checkdmarc }) => checkdmarc[key] / mtasts[key])).toFixed(2);
  const row = (name, title, first) => {
    const ours = name === "mtasts";
    const cells = [
      ...first,
      title,
      (domains / of(name, "seconds")).toFixed(1),
      ours ? `**${ratio("seconds")}**` : "",
      `${of(name, "cpuSeconds").toFixed(1)} s`,
      ours ? ratio("cpuSeconds") : "",
      `${of(name, "peakMiB").toFixed(0)} MiB`,
      (of(name, "queries") / domains).toFixed(1),
    ];
    return `| ${cells.join(" | ")} |`;
  };
  return [
    row("mtasts", "`@mtasts/check`", [domains, atOnce, `${roundTripMs} ms`, runs.length]),
    row("checkdmarc", "checkdmarc", ["", "", "", ""]),
  ];
}

// The page that shows the measurements.
export function page({ machine, rounds, results, date }) {
  return `# How long a check takes

\`\`\`sh
npm run bench:check
npm run bench:check -- --rounds 30 --round-trips 20,100
\`\`\`

Measured on ${machine.processor}, ${machine.cores} cores, Node.js ${machine.node}, on ${date}, ${rounds} checks each, one after the
other, in one process. The load of the machine was ${machine.load.toFixed(1)} at the end: where that is more than its cores, other
programs took a part of the time. On the stage of the test bed every query, and every turn of a connection, takes the time in the second column.
The chain is what no sender can do without: each of its round trips needs the answer to the one before.

| check | round trip | chain | longest chain | median | ratio | fastest | ratio | 90 % within | steps in sequence |
|---|--:|---|--:|--:|--:|--:|--:|--:|--:|
${results.map(row).join("\n")}

The last column adds up the times of all steps, which is what they would take one after the other. The aim is a ratio of at
most 1.3; what is above 1 is mostly the work of TLS on both ends, since the servers run on the same processor. The mail server answers at once; real ones hold their greeting back to catch spam.
`;
}

function row({ title, roundTripMs, chain, walls, sums }) {
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

/** The page of the numbers. */
export function page({ date, machine, pairs, rows }) {
  const { processor, cores, node, load } = machine;
  return `# How fast \`mtasts\` starts

\`\`\`sh
npm run bench:cli
\`\`\`

Measured on ${processor}, ${cores} cores, Node.js ${node}, on ${date}. The load average at the end was ${load.toFixed(1)}${load > cores ? ", so other programs took part of the time" : ""}.
Each command ran ${pairs} times in turn with \`node -e 0\`, in processes of their own. The columns show medians; each ratio is taken within a pair, and
its median is shown. The numbers are in [cli.json](cli.json).

| command | time | \`node -e 0\` | ratio | ratio of processor time |
| --- | ---: | ---: | ---: | ---: |
${rows.map(rowOf).join("\n")}

The aim is a ratio of at most 1.5 for the commands in bold. They read a single file, which holds the definitions of all commands and the library that
parses the command line. Everything else is in files that a command loads when it runs.
`;
}

function rowOf({ command, isAim, milliseconds, bareMilliseconds, wallRatio, processorRatio }) {
  const shown = isAim ? `**\`${command}\`**` : `\`${command}\``;
  return `| ${shown} | ${milliseconds} ms | ${bareMilliseconds} ms | ${wallRatio.toFixed(2)} | ${processorRatio.toFixed(2)} |`;
}

/** The lines of a command's output that match, without what the engine prints again as it goes. */
export function linesMatching(output: string, pattern: RegExp): readonly string[] {
  const lines = output.split("\n").map((line) => line.trimEnd());
  return [...new Set(lines.filter((line) => pattern.test(line)))];
}

/** The text from the line that matches to the end of its paragraph. */
export function paragraph(output: string, start: RegExp): readonly string[] {
  const lines = output.split("\n").map((line) => line.trimEnd());
  const first = lines.findIndex((line) => start.test(line));
  if (first < 0) return [];
  const length = lines.slice(first).findIndex((line) => line === "");
  return lines.slice(first, length < 0 ? undefined : first + length);
}

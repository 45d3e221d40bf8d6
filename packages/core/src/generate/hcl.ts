/** A text as HCL writes it: what begins a template there is escaped. */
export function hclString(text: string): string {
  return JSON.stringify(text).replace(/[$%](?=\{)/g, (sign) => sign + sign);
}

/** A list of texts, one a line. */
export function hclList(texts: readonly string[], indent: string): string {
  if (texts.length === 0) return "[]";
  return `[\n${texts.map((text) => `${indent}  ${hclString(text)},\n`).join("")}${indent}]`;
}

/** A block with its arguments as `terraform fmt` aligns them; blocks inside are given whole. */
export function hclBlock(head: string, args: readonly (readonly [string, string] | string)[]): string {
  return `${head} {\n${hclBody(args, "  ")}}\n`;
}

/** Arguments that stand side by side have their equals signs in one column. */
export function hclBody(args: readonly (readonly [string, string] | string)[], indent: string): string {
  const lines: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (arg === undefined) continue;
    if (typeof arg === "string") lines.push(`${arg}\n`);
    else lines.push(`${indent}${arg[0].padEnd(runWidth(args, i))} = ${arg[1]}\n`);
  }
  return lines.join("");
}

/** The longest name in the run of single-line arguments around this one. */
function runWidth(args: readonly (readonly [string, string] | string)[], index: number): number {
  const isOneLine = (i: number): boolean => {
    const arg = args[i];
    return typeof arg === "object" && (!arg[1].includes("\n") || arg[1].startsWith("<<"));
  };
  const nameAt = (i: number): number => {
    const arg = args[i];
    return typeof arg === "object" ? arg[0].length : 0;
  };
  // A value of several lines stands for itself.
  if (!isOneLine(index)) return 0;
  let from = index;
  let to = index;
  while (isOneLine(from - 1)) from--;
  while (isOneLine(to + 1)) to++;
  return Math.max(...Array.from({ length: to - from + 1 }, (_, i) => nameAt(from + i)));
}

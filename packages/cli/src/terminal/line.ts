import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

/** Text that may wrap: what stands before it, and the text, whose further lines are indented as far as it. */
export interface Hanging {
  readonly head: string;
  readonly body: string;
  /** Columns by which further lines are indented, at least as wide as the head. @default the width of the head */
  readonly indent?: number;
}

/** A line of the output. A plain string stays as it is, since it shows a record, a file, or a difference. */
export type Line = string | Hanging;

/** A sentence, which wraps at the left margin. */
export function prose(text: string): Hanging {
  return { head: "", body: text };
}

/** Moves lines to the right. */
export function indented(lines: readonly Line[], columns: number): readonly Line[] {
  const margin = " ".repeat(columns);
  return lines.map((line) => {
    if (typeof line === "string") return `${margin}${line}`;
    return {
      ...line,
      head: `${margin}${line.head}`,
      ...(line.indent === undefined ? {} : { indent: line.indent + columns }),
    };
  });
}

/** Longer lines of text are hard to read, however wide the terminal is. */
const MAX_TEXT_WIDTH = 120;

/** With less beside the indentation, text is a column of single words. */
const MIN_TEXT_WIDTH = 24;

/** The line as text, broken between words so that it fits the width; a longer word, such as a name or a URL, stays whole. */
export function wrapped(line: Line, columns: number | undefined): string {
  if (typeof line === "string") return line;
  const { head, body, indent = stringWidth(head) } = line;
  const whole = `${head}${body}`;
  if (columns === undefined) return whole;
  const width = Math.min(columns, MAX_TEXT_WIDTH);
  if (stringWidth(whole) <= width) return whole;
  if (indent <= NARROW || width - indent >= MIN_TEXT_WIDTH) return head + hang(body, indent, width);
  const start = head.trim();
  return (
    (head.startsWith(" ") ? " ".repeat(NARROW) : "") + hang(start === "" ? body : `${start} ${body}`, NARROW, width)
  );
}

/** What remains of an indentation where the terminal is too narrow for it. */
const NARROW = 2;

function hang(text: string, indent: number, width: number): string {
  const lines = wrapAnsi(text, Math.max(width - indent, 1), { hard: false, trim: true }).split("\n");
  return lines.join(`\n${" ".repeat(indent)}`);
}

import { printable } from "@mtasts/check";
import type { Issue } from "@mtasts/core";
import type { Mend } from "@mtasts/core/fix";
import type { Hanging, Line } from "../terminal/line";
import type { Paint } from "../terminal/paint";

/** A file and what it was told. */
export interface LintedText {
  readonly file: string;
  readonly text: string;
  readonly issues: readonly Issue<string>[];
  /** The line of the file that the text was read from, where it is a record out of a longer one. */
  readonly firstLine?: number;
}

/** Wider lines are shown in part, around the place. */
const SHOWN_WIDTH = 100;

/** As compilers write: `file:line:column: severity code: message`, the line, and a caret below the place. */
export function lintLines({ file, text, issues, firstLine }: LintedText, paint: Paint): readonly Line[] {
  const lines = text.split(/\r?\n/);
  return issues.flatMap((issue) => [headOf(file, moved(issue, firstLine), paint), ...placeOf(lines, issue, paint)]);
}

/** The issue at the line of the file, also where it concerns the whole record. */
function moved(issue: Issue<string>, firstLine: number | undefined): Issue<string> {
  if (firstLine === undefined) return issue;
  const { line, column, offset } = issue.position ?? { line: 1, column: 1, offset: 0 };
  return { ...issue, position: { line: line + firstLine - 1, column, offset } };
}

function headOf(file: string, { code, severity, message, position, spec }: Issue<string>, paint: Paint): Hanging {
  const place = position === undefined ? file : `${file}:${position.line}:${position.column}`;
  const source = spec === undefined ? "" : ` (${spec})`;
  const start = `${paint.bold(`${printable(place)}:`)} ${paint[severity](severity)} ${code}:`;
  return { head: "", body: `${start} ${printable(`${message}${source}`)}`, indent: 2 };
}

function placeOf(lines: readonly string[], { position, severity }: Issue<string>, paint: Paint): readonly string[] {
  const line = position === undefined ? undefined : lines[position.line - 1];
  if (line === undefined || position === undefined) return [];
  const start = Math.max(0, position.column - 1 - SHOWN_WIDTH / 2);
  // A tab is one column of the place and one space of the picture.
  const shown = line.slice(start, start + SHOWN_WIDTH).replaceAll("\t", " ");
  const before = printable(shown.slice(0, position.column - 1 - start));
  return [`  ${printable(shown)}`, `  ${" ".repeat(before.length)}${paint[severity]("^")}`];
}

/** What was mended, line by line, as it was and as it is. */
export function mendLines(file: string, mends: readonly Mend[], paint: Paint): readonly string[] {
  return mends.flatMap(({ line, codes, before, after }) => [
    `${paint.bold(`${printable(file)}:${line}:`)} ${paint.good("fixed")} ${codes.join(", ")}`,
    ...(before === after ? [] : [paint.error(`- ${printable(before)}`)]),
    ...(after === undefined || before === after ? [] : [paint.good(`+ ${printable(after)}`)]),
  ]);
}

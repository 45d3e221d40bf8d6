import { printable } from "@mtasts/check";
import stringWidth from "string-width";
import type { Line } from "./line";

/** A cell, and the style that its text gets once it has its width. */
export interface Cell {
  readonly text: string;
  readonly style?: (text: string) => string;
}

const GAP = "  ";

/**
 * Rows of columns, each as wide as its widest cell on a terminal, where many characters take two columns or none. The last column
 * wraps. Where a table is wider than the terminal, a first cell that is too long stands on a line of its own above its row.
 */
export function table(rows: readonly (readonly Cell[])[], columns?: number): readonly Line[] {
  const texts = rows.map((row) => row.map(({ text }) => printable(text)));
  const widths = widthsOf(texts, columns);
  return rows.flatMap((row, y) => {
    const cells = row.map(({ style = same }, x) => {
      const text = texts[y]?.[x] ?? "";
      const space = (widths[x] ?? 0) - stringWidth(text);
      return { shown: style(text), padded: style(text) + " ".repeat(Math.max(space, 0)), isTooLong: space < 0 };
    });
    const [first, ...others] = cells;
    if (first?.isTooLong !== true) return [lineOf(cells)];
    return [first.shown, lineOf([{ shown: "", padded: " ".repeat(widths[0] ?? 0) }, ...others])];
  });
}

interface Padded {
  readonly shown: string;
  readonly padded: string;
}

function lineOf(cells: readonly Padded[]): Line {
  const last = cells.at(-1)?.shown ?? "";
  const head = cells.slice(0, -1).map(({ padded }) => padded + GAP);
  // The last column needs no space behind it, nor does one before an empty cell.
  return last === "" ? head.join("").trimEnd() : { head: head.join(""), body: last };
}

function widthsOf(texts: readonly (readonly string[])[], columns: number | undefined): readonly number[] {
  const widths: number[] = [];
  for (const row of texts) row.forEach((text, x) => (widths[x] = Math.max(widths[x] ?? 0, stringWidth(text))));
  const [first = 0, ...others] = widths;
  const left = (columns ?? Number.POSITIVE_INFINITY) - others.reduce((sum, width) => sum + width + GAP.length, 0);
  // Two columns are a title and its text, which wraps by itself.
  if (others.length < 2 || first <= left || left < MIN_FIRST) return widths;
  return [left, ...others];
}

/** A first column that is narrower would be a column of fragments. */
const MIN_FIRST = 12;

function same(text: string): string {
  return text;
}

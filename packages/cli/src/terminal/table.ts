import { printable } from "@mtasts/check";

/** A cell, and the style that its text gets once it has its width. */
export interface Cell {
  readonly text: string;
  readonly style?: (text: string) => string;
}

/** Lines of columns that stand below each other, as wide as they must be. */
export function table(rows: readonly (readonly Cell[])[]): readonly string[] {
  const texts = rows.map((row) => row.map(({ text }) => printable(text)));
  const widths: number[] = [];
  for (const row of texts) row.forEach((text, i) => (widths[i] = Math.max(widths[i] ?? 0, text.length)));
  return rows.map((row, y) =>
    row
      .map(({ style = same }, x) => {
        const text = texts[y]?.[x] ?? "";
        // The last column needs no space behind it.
        return x === row.length - 1 ? style(text) : style(text) + " ".repeat((widths[x] ?? 0) - text.length);
      })
      .join("  ")
      .trimEnd(),
  );
}

function same(text: string): string {
  return text;
}

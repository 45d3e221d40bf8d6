import { printable } from "@mtasts/check";

/** The only sequences that this program writes: bold, dim, the colours, and their ends. */
// eslint-disable-next-line no-control-regex -- the escape character is what is looked for
const OWN_STYLES = /(\u001b\[(?:1|2|22|31|32|33|36|39)m)/;

/**
 * A line that is safe to show and to paste: nothing in it moves the cursor, hides text or turns the direction of writing. Without
 * colours no escape sequence at all is let through.
 */
export function safeLine(line: string, isColored: boolean): string {
  if (!isColored) return printable(line);
  // The odd parts are the styles.
  return line
    .split(OWN_STYLES)
    .map((part, i) => (i % 2 === 1 ? part : printable(part)))
    .join("");
}

/** JSON whose strings hold nothing that a terminal would obey. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/(?!\n)\p{C}|[\u2028\u2029]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`,
    ).join(""),
  );
}

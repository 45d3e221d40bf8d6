/**
 * A text from outside as a terminal, a log or a web page may show it: control characters, invisible ones and those that turn
 * the direction of writing are escaped as `\u{1b}`. Line ends are escaped too, so that it stays on one line.
 *
 * @example
 * import { printable } from "@mtasts/check";
 *
 * const line: string = printable("mail.example.com\u001b[2J"); // mail.example.com\u{1b}[2J
 */
export function printable(text: string): string {
  return text.replace(/\p{C}|[^\P{Z} ]/gu, (invisible) => `\\u{${(invisible.codePointAt(0) ?? 0).toString(16)}}`);
}

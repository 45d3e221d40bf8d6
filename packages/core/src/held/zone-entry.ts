/** A word of a zone file. */
export interface ZoneToken {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** One entry of a zone file, which parentheses may spread over several lines. */
export interface ZoneEntry {
  readonly tokens: readonly ZoneToken[];
  /** Whether the entry begins with white space, and so belongs to the owner before. */
  readonly isIndented: boolean;
  /** What follows the first semicolon outside of quotes, where the entry ends. */
  readonly comment: string;
  /** How many lines it has. */
  readonly lineCount: number;
}

/** Opening marks, and those that close them: panels and word processors turn quotes into other ones. */
const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "\u201c": "\u201d",
  "\u201e": "\u201c\u201d",
  "\u00ab": "\u00bb",
};

/** Reads the entry that begins at a line (RFC 1035 §5.1). Every character is looked at once. */
export function readZoneEntry(lines: readonly string[], first: number): ZoneEntry {
  const tokens: ZoneToken[] = [];
  let depth = 0;
  let comment = "";
  let index = first;
  for (; index < lines.length; index++) {
    const line = lines[index] ?? "";
    let at = 0;
    while (at < line.length) {
      const character = line[at] ?? "";
      if (character === ";") {
        if (comment === "") comment = line.slice(at + 1);
        break;
      }
      if (character === "(") depth++;
      if (character === ")") depth = Math.max(0, depth - 1);
      if (/[\s()]/.test(character)) {
        at++;
        continue;
      }
      const closing = QUOTES[character];
      const [text, end] = closing === undefined ? readWord(line, at) : readQuoted(line, at + 1, closing);
      tokens.push({ text, isQuoted: closing !== undefined });
      at = end;
    }
    if (depth === 0) break;
  }
  return {
    tokens,
    isIndented: /^\s/.test(lines[first] ?? ""),
    comment,
    lineCount: Math.min(index, lines.length - 1) - first + 1,
  };
}

/** The character-strings of a text that holds nothing else. */
export function readStrings(text: string): readonly string[] {
  return readZoneEntry([text], 0).tokens.map((token) => token.text);
}

/** Whether the text begins with a quotation mark of any kind. */
export function beginsQuoted(text: string): boolean {
  return QUOTES[text[0] ?? ""] !== undefined;
}

function readQuoted(line: string, start: number, closing: string): readonly [text: string, end: number] {
  let text = "";
  let at = start;
  while (at < line.length && !closing.includes(line[at] ?? "")) {
    const [character, next] = readCharacter(line, at);
    text += character;
    at = next;
  }
  return [text, at + 1];
}

function readWord(line: string, start: number): readonly [text: string, end: number] {
  let text = "";
  let at = start;
  while (at < line.length && !/[\s();]/.test(line[at] ?? "")) {
    const [character, next] = readCharacter(line, at);
    text += character;
    at = next;
  }
  return [text, at];
}

/** RFC 1035 §5.1: a backslash and three digits stand for an octet, a backslash and anything else for that. */
function readCharacter(line: string, at: number): readonly [character: string, next: number] {
  const character = line[at] ?? "";
  if (character !== "\\" || at + 1 >= line.length) return [character, at + 1];
  const digits = /^[0-9]{3}/.exec(line.slice(at + 1, at + 4))?.[0];
  if (digits !== undefined && Number(digits) < 256) return [String.fromCharCode(Number(digits)), at + 4];
  return [line[at + 1] ?? "", at + 2];
}

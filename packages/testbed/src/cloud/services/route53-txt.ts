/**
 * The character-strings of a TXT value as Route 53's API takes it: quoted, separated by blanks or by nothing,
 * with `\"`, `\\` and octal escapes. Text that does not fit that form counts as one string whose inner quotes are data.
 */
export function txtStrings(value: string): readonly Buffer[] {
  const strings: Buffer[] = [];
  const token = /\s*"((?:[^"\\]|\\.)*)"\s*/gy;
  while (token.lastIndex < value.length) {
    const match = token.exec(value);
    if (match === null) return [unescape(value.replace(/^"/, "").replace(/"$/, ""))];
    strings.push(unescape(match[1] ?? ""));
  }
  return strings;
}

/** Why Route 53 refuses the TXT value, or undefined. */
export function txtProblem(value: string): string | undefined {
  if (!value.startsWith('"') || !value.endsWith('"') || value.length < 2) {
    return `Invalid Resource Record: 'FATAL problem: InvalidCharacterString (Value should be enclosed in quotation marks) encountered with '${value}''`;
  }
  if (txtStrings(value).some(({ length }) => length > 255)) {
    return `Invalid Resource Record: 'FATAL problem: CharacterStringTooLong (Value is too long) encountered with '${value}''`;
  }
  return value.length > 4000 ? `Invalid Resource Record: 'Value is too long' encountered with '${value}'` : undefined;
}

function unescape(text: string): Buffer {
  const parts = text.match(/\\[0-7]{3}|\\.|[^\\]+|\\/gs) ?? [];
  return Buffer.concat(
    parts.map((part) => {
      if (/^\\[0-7]{3}$/.test(part)) return Buffer.from([Number.parseInt(part.slice(1), 8)]);
      return Buffer.from(part.startsWith("\\") ? part.slice(1) : part);
    }),
  );
}

/** A test of one UTF-16 code unit; the end of the text is never tested. */
export type CharTest = (code: number) => boolean;

/**
 * A cursor over a text, shared by all grammars of this package. It only ever moves forward, so that whatever is built on it
 * takes linear time.
 */
export class Scanner {
  readonly text: string;
  #offset = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The number of code units before the cursor. */
  get offset(): number {
    return this.#offset;
  }

  isAtEnd(): boolean {
    return this.#offset >= this.text.length;
  }

  /** Whether the text goes on with exactly this. */
  at(literal: string): boolean {
    return this.text.startsWith(literal, this.#offset);
  }

  /** Steps over the literal if the text goes on with it. */
  take(literal: string): boolean {
    const found = this.at(literal);
    if (found) this.#offset += literal.length;
    return found;
  }

  /** Steps over the longest run of such characters, at most `max` of them, and returns it. */
  takeWhile(test: CharTest, max = Infinity): string {
    const start = this.#offset;
    this.#offset = runEnd(this.text, start, test, Math.min(this.text.length, start + max));
    return this.text.slice(start, this.#offset);
  }

  /** Steps over everything before the mark, or over the rest where there is none, and returns it. */
  takeUntil(mark: string): string {
    const start = this.#offset;
    const found = this.text.indexOf(mark, start);
    this.#offset = found === -1 ? this.text.length : found;
    return this.text.slice(start, this.#offset);
  }
}

/** DIGIT (RFC 5234 appendix B.1). */
export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** ALPHA / DIGIT (RFC 5234 appendix B.1). */
export function isAlphanumeric(code: number): boolean {
  // The bit 0x20 makes a small letter of a capital one, and no letter of anything else.
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || isDigit(code);
}

/** WSP = SP / HTAB (RFC 5234 appendix B.1). */
export function isWhitespace(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** The offset behind the longest run of such characters that begins at `start`. */
export function runEnd(text: string, start: number, test: CharTest, limit = text.length): number {
  let end = start;
  while (end < limit && test(text.charCodeAt(end))) end++;
  return end;
}

/** The offset of the longest run of such characters that ends at `end`, and does not begin before `limit`. */
export function runStart(text: string, limit: number, test: CharTest, end = text.length): number {
  let start = end;
  while (start > limit && test(text.charCodeAt(start - 1))) start--;
  return start;
}

/** Whether every character passes. */
export function every(text: string, test: CharTest): boolean {
  return runEnd(text, 0, test) === text.length;
}

/**
 * The offset behind the name of a field, in policies and both records alike; `start` if no name stands there.
 *
 *     sts-ext-name = (ALPHA / DIGIT) *31(ALPHA / DIGIT / "_" / "-" / ".")
 */
export function fieldNameEnd(text: string, start: number, limit = text.length): number {
  if (start >= limit || !isAlphanumeric(text.charCodeAt(start))) return start;
  const end = runEnd(text, start, isNameCharacter, limit);
  // RFC 8461 §3.1: the name begins with a letter or digit and has at most 32 characters
  return end - start > MAX_NAME_LENGTH ? start : end;
}

/** Whether the whole text is the name of a field. */
export function isFieldName(text: string): boolean {
  return text !== "" && fieldNameEnd(text, 0) === text.length;
}

function isNameCharacter(code: number): boolean {
  return isAlphanumeric(code) || code === 0x5f || code === 0x2d || code === 0x2e;
}

const MAX_NAME_LENGTH = 32;

/** The text without the spaces and tabs at its end. */
export function withoutTrailingWhitespace(text: string): string {
  return text.slice(0, runStart(text, 0, isWhitespace));
}

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
    const { text } = this;
    const start = this.#offset;
    const limit = Math.min(text.length, start + max);
    let end = start;
    while (end < limit && test(text.charCodeAt(end))) end++;
    this.#offset = end;
    return text.slice(start, end);
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
  return isDigit(code) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/** WSP = SP / HTAB (RFC 5234 appendix B.1). */
export function isWhitespace(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** Whether every character passes. */
export function every(text: string, test: CharTest): boolean {
  for (let i = 0; i < text.length; i++) if (!test(text.charCodeAt(i))) return false;
  return true;
}

/**
 * The name of a field, in policies and both records alike.
 *
 *     sts-ext-name = (ALPHA / DIGIT) *31(ALPHA / DIGIT / "_" / "-" / ".")
 */
export function isFieldName(text: string): boolean {
  // RFC 8461 §3.1: the name begins with a letter or digit and has at most 32 characters
  return /^[a-z0-9][a-z0-9_.-]{0,31}$/i.test(text);
}

/** The text without the spaces and tabs at its end. */
export function withoutTrailingWhitespace(text: string): string {
  let end = text.length;
  while (end > 0 && isWhitespace(text.charCodeAt(end - 1))) end--;
  return text.slice(0, end);
}

import type { Fault } from "./issue";
import { every, isFieldName, isInLine, isWhitespace, Scanner, withoutTrailingWhitespace } from "./scanner";

/** A key and its value, as they stand in one line of a policy. */
export interface PolicyField {
  /** The number of the line, counted from 1. */
  readonly line: number;
  readonly key: string;
  /** Without the white space around it. */
  readonly value: string;
}

/** A fault and the line that it concerns. */
export interface LineFault extends Fault {
  readonly line: number;
}

export interface PolicyLines {
  readonly fields: readonly PolicyField[];
  readonly faults: readonly LineFault[];
}

/** Enough to tell an author what is wrong, and a bound on what a hostile file makes us keep. */
const MAX_FAULTS = 100;

/**
 * Splits a policy into its fields; a line that is none becomes a fault, and reading goes on with the next.
 *
 *     sts-policy-record = sts-policy-field *WSP *(sts-policy-term sts-policy-field *WSP) [sts-policy-term]
 *     sts-policy-term   = LF / CRLF
 */
export function readPolicyLines(text: string): PolicyLines {
  const scanner = new Scanner(text);
  const fields: PolicyField[] = [];
  const faults: LineFault[] = [];
  if (scanner.take(BYTE_ORDER_MARK)) faults.push({ code: "policy-bom", line: 1 });
  for (let line = 1; !scanner.isAtEnd() && faults.length < MAX_FAULTS; line++) {
    const field = readField(takeLine(scanner), line);
    if ("code" in field) faults.push(field);
    else fields.push(field);
  }
  return { fields, faults };
}

const BYTE_ORDER_MARK = "\uFEFF";

function takeLine(scanner: Scanner): string {
  const line = scanner.takeWhile(isInLine);
  // RFC 8461 §3.2 (erratum 6253): LF and CRLF both end a line and may be mixed; CR alone ends none
  return scanner.take("\n") && line.endsWith("\r") ? line.slice(0, -1) : line;
}

/**
 * One line without its end.
 *
 *     sts-policy-field = name ":" *WSP value
 */
function readField(text: string, line: number): PolicyField | LineFault {
  const scanner = new Scanner(text);
  const key = scanner.takeWhile((code) => code !== COLON);
  if (!scanner.take(":") || !isFieldName(key)) return lineFault(text, key, line);
  scanner.takeWhile(isWhitespace);
  const value = withoutTrailingWhitespace(text.slice(scanner.offset));
  return isValue(value) ? { line, key, value } : { code: "policy-invalid-line", line, got: text };
}

const COLON = 0x3a;

function lineFault(text: string, key: string, line: number): LineFault {
  if (every(text, isWhitespace)) return { code: "policy-blank-line", line };
  const name = key.trim();
  const isIndented = key !== text && key !== name && isFieldName(name);
  return { code: isIndented ? "policy-leading-whitespace" : "policy-invalid-line", line, got: text };
}

/**
 * The values of known keys are among these too, so that a duplicate that is ignored is still checked for this much.
 *
 *     sts-policy-ext-value = sts-policy-vchar [*(%x20 / sts-policy-vchar) sts-policy-vchar]
 *     sts-policy-vchar     = %x21-7E / UTF8-2 / UTF8-3 / UTF8-4
 */
function isValue(text: string): boolean {
  // RFC 8461 §3.2: visible characters with inner spaces, no control character and so no tab
  return text !== "" && every(text, (code) => code >= 0x20 && code !== 0x7f);
}

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
    const { field, fault } = readField(takeLine(scanner), line);
    if (field !== undefined) fields.push(field);
    if (fault !== undefined) faults.push(fault);
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
function readField(text: string, line: number): LineReading {
  if (every(text, isWhitespace)) return { fault: { code: "policy-blank-line", line } };
  const scanner = new Scanner(text);
  const name = scanner.takeWhile((code) => code !== COLON);
  const key = name.trim();
  const isNamed = scanner.take(":") && isFieldName(key);
  scanner.takeWhile(isWhitespace);
  const value = withoutTrailingWhitespace(text.slice(scanner.offset));
  if (!isNamed || !isValue(value)) return { fault: { code: "policy-invalid-line", line, got: text } };
  const field = { line, key, value };
  // What an indented line says is clear, so that nothing of it is reported as missing too.
  return key === name ? { field } : { field, fault: { code: "policy-leading-whitespace", line, got: text } };
}

const COLON = 0x3a;

/** Both for a line that is wrong and clear at once. */
interface LineReading {
  readonly field?: PolicyField;
  readonly fault?: LineFault;
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

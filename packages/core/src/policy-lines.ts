import type { Fault } from "./issue";
import { every, isFieldName, isInLine, isWhitespace, Scanner, withoutTrailingWhitespace } from "./scanner";

/** A key and its value, as they stand in one line of a policy. */
export interface PolicyField {
  /** Where the line begins. */
  readonly offset: number;
  readonly key: string;
  /** Without the white space around it. */
  readonly value: string;
}

/** A fault and the place in the text that it concerns. */
export interface TextFault extends Fault {
  readonly offset: number;
}

export interface PolicyLines {
  readonly fields: readonly PolicyField[];
  readonly faults: readonly TextFault[];
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
  const faults: TextFault[] = [];
  if (scanner.take(BYTE_ORDER_MARK)) faults.push({ code: "policy-bom", offset: 0 });
  while (!scanner.atEnd && faults.length < MAX_FAULTS) {
    const offset = scanner.offset;
    const line = scanner.takeWhile(isInLine);
    const isTerminated = scanner.take("\n");
    // RFC 8461 §3.2 and erratum 6253: LF and CRLF both end a line and may be mixed; CR alone ends none
    const content = isTerminated && line.endsWith("\r") ? line.slice(0, -1) : line;
    const field = readField(content, offset);
    if ("code" in field) faults.push(field);
    else fields.push(field);
  }
  return { fields, faults };
}

const BYTE_ORDER_MARK = "\uFEFF";

/**
 * One line without its end.
 *
 *     sts-policy-field = name ":" *WSP value
 */
function readField(line: string, offset: number): PolicyField | TextFault {
  const scanner = new Scanner(line);
  const key = scanner.takeWhile((code) => code !== COLON);
  if (!scanner.take(":") || !isFieldName(key)) return lineFault(line, key, offset);
  scanner.takeWhile(isWhitespace);
  const value = withoutTrailingWhitespace(line.slice(scanner.offset));
  return isValue(value) ? { offset, key, value } : { code: "policy-invalid-line", offset, got: line };
}

const COLON = 0x3a;

function lineFault(line: string, key: string, offset: number): TextFault {
  const bare = line.trim();
  if (bare === "") return { code: "policy-blank-line", offset };
  const isIndented = key !== line && key !== key.trim() && isFieldName(key.trim());
  if (isIndented) return { code: "policy-leading-whitespace", offset, got: line };
  return { code: "policy-invalid-line", offset, got: line };
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

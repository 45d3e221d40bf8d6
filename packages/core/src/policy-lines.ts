import type { Position, TextFault } from "./issue";
import { emptyListKey, listItem, slipInLine } from "./policy-slips";
import { fieldNameEnd, isWhitespace, runEnd, runStart, withoutTrailingWhitespace } from "./scanner";

/** One line of a text, by the offsets of its first character and of its end. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly start: number;
  /** Where CRLF or LF begins, or the text ends. */
  readonly end: number;
}

/** A key and its value, as they stand in one line of a policy. */
export interface PolicyField {
  readonly key: string;
  /** Without the white space around it. */
  readonly value: string;
  readonly line: Line;
  /** Offsets; {@link placeIn} makes positions of them, which only faults need. */
  readonly keyAt: number;
  readonly valueAt: number;
}

export interface PolicyLines {
  readonly fields: readonly PolicyField[];
  /** What the grammar refuses. */
  readonly faults: readonly TextFault[];
  /** Where reading stopped: the end of the text, unless it has too many faults. */
  readonly end: number;
}

/** Enough to tell an author what is wrong, and a bound on what a hostile file makes us keep. */
export const MAX_FAULTS = 100;

/**
 * Splits a policy into its fields; a line that is none becomes a fault, and reading goes on with the next.
 *
 *     sts-policy-record = sts-policy-field *WSP *(sts-policy-term sts-policy-field *WSP) [sts-policy-term]
 *     sts-policy-term   = LF / CRLF
 */
export function readPolicyLines(text: string): PolicyLines {
  const found: Found = { text, fields: [], faults: [], list: undefined, isInFrontMatter: false };
  let offset = textStart(text);
  // RFC 8461 §3.2 (P13): the grammar has no place for a byte order mark
  if (offset > 0) found.faults.push({ code: "policy-bom", at: { line: 1, column: 1, offset: 0 } });
  for (let number = 1; offset < text.length && found.faults.length < MAX_FAULTS; number++) {
    const line = lineFrom(text, offset, number);
    readLine(line, found);
    offset = nextStart(text, line);
  }
  return { fields: found.fields, faults: found.faults, end: offset };
}

/** What the lines so far have shown. */
interface Found {
  readonly text: string;
  readonly fields: PolicyField[];
  readonly faults: TextFault[];
  /** The index of the fault at an empty `mx:`, while the items of a list follow it. */
  list: number | undefined;
  isInFrontMatter: boolean;
}

/** The offset of the first line, behind a byte order mark. */
export function textStart(text: string): number {
  return text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
}

/** The line that begins there. */
export function lineFrom(text: string, start: number, number: number): Line {
  const found = text.indexOf("\n", start);
  if (found === -1) return { number, start, end: text.length };
  // RFC 8461 §3.2 (P2, erratum 6253): LF and CRLF both end a line and may be mixed; CR alone ends none
  const isCrlf = found > start && text.charCodeAt(found - 1) === CR;
  return { number, start, end: isCrlf ? found - 1 : found };
}

/** The offset of the next line. */
export function nextStart(text: string, { end }: Line): number {
  return text.charCodeAt(end) === CR ? end + 2 : end + 1;
}

/** The position of an offset in a line. */
export function placeIn({ number, start }: Line, offset: number): Position {
  // A byte order mark belongs to the first line.
  return { line: number, column: offset - (number === 1 ? 0 : start) + 1, offset };
}

/**
 * One line without its end.
 *
 *     sts-policy-field = name ":" *WSP value
 */
function readLine(line: Line, found: Found): void {
  const { text } = found;
  const { start, end } = line;
  const keyAt = runEnd(text, start, isWhitespace, end);
  // RFC 8461 §3.2 (P2): no blank line anywhere
  if (keyAt === end) {
    found.faults.push({ code: "policy-blank-line", at: placeIn(line, start) });
    return;
  }
  // RFC 8461 §3.2 (P13): no comment syntax, since "#" cannot begin a name
  const keyEnd = fieldNameEnd(text, keyAt, end);
  const colon = runEnd(text, keyEnd, isWhitespace, end);
  const valueAt = runEnd(text, colon + 1, isWhitespace, end);
  const valueEnd = runStart(text, valueAt, isWhitespace, end);
  const isNamed = keyEnd > keyAt && text.charCodeAt(colon) === COLON;
  if (!isNamed || !isValue(text, valueAt, valueEnd)) {
    readStrayLine(line, found);
    return;
  }

  found.list = undefined;
  found.fields.push({ key: text.slice(keyAt, keyEnd), value: text.slice(valueAt, valueEnd), line, keyAt, valueAt });
  // RFC 8461 §3.2 (P3): no space before the name or its colon. What such a line says is clear, so nothing of it is missing.
  if (keyAt > start || colon > keyEnd) {
    const at = placeIn(line, keyAt > start ? start : keyEnd);
    found.faults.push({ code: "policy-leading-whitespace", got: text.slice(start, end), at });
  }
}

/** A line that is no field: what it seems to be instead. */
function readStrayLine(line: Line, found: Found): void {
  const text = found.text.slice(line.start, line.end);
  if (readListItem(line, text, found) || readFrontMatter(line, text, found)) return;
  found.faults.push({ code: "policy-invalid-line", got: text, at: placeIn(line, line.start), ...slipInLine(text) });
  found.list = emptyListKey(text) ? found.faults.length - 1 : undefined;
}

/** A host below an empty `mx:`. The list is one fault, and its hosts are clear, so that they are not missing too. */
function readListItem(line: Line, text: string, found: Found): boolean {
  const item = found.list === undefined ? undefined : listItem(text);
  if (found.list === undefined || item === undefined) return false;
  found.fields.push({ key: "mx", value: item, line, keyAt: line.start, valueAt: line.start + text.indexOf(item) });
  found.faults[found.list] = { ...found.faults[found.list], code: "policy-yaml-list" };
  return true;
}

/** The line that opens the front matter of a site generator, which is one fault, or the one that closes it. */
function readFrontMatter(line: Line, text: string, found: Found): boolean {
  if (withoutTrailingWhitespace(text) !== "---") return false;
  const isFirst = line.number === 1;
  if (isFirst) found.faults.push({ code: "policy-front-matter", got: text, at: placeIn(line, line.start) });
  else if (!found.isInFrontMatter) return false;
  found.isInFrontMatter = isFirst;
  return true;
}

/**
 * The values of known keys are among these too, so that a duplicate that is ignored is still checked for this much.
 *
 *     sts-policy-ext-value = sts-policy-vchar [*(%x20 / sts-policy-vchar) sts-policy-vchar]
 *     sts-policy-vchar     = %x21-7E / UTF8-2 / UTF8-3 / UTF8-4
 */
function isValue(text: string, start: number, end: number): boolean {
  // RFC 8461 §3.2 (P10): visible characters with inner spaces, no control character and so no tab
  return start < end && runEnd(text, start, isVisibleOrSpace, end) === end;
}

function isVisibleOrSpace(code: number): boolean {
  return code >= 0x20 && code !== DELETE;
}

const BYTE_ORDER_MARK = 0xfeff;
const CR = 0x0d;
const COLON = 0x3a;
const DELETE = 0x7f;

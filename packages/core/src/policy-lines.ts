import type { Position, TextFault } from "./issue";
import { emptyListKey, listItem, slipInLine } from "./policy-slips";
import { every, isFieldName, isWhitespace, Scanner, withoutTrailingWhitespace } from "./scanner";

/** A key and its value, as they stand in one line of a policy. */
export interface PolicyField {
  readonly key: string;
  /** Without the white space around it. */
  readonly value: string;
  readonly keyAt: Position;
  readonly valueAt: Position;
}

export interface PolicyLines {
  readonly fields: readonly PolicyField[];
  /** What the grammar refuses. */
  readonly faults: readonly TextFault[];
  /** What the grammar allows and some readers stumble over; for lints only. */
  readonly notes: readonly TextFault[];
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
  const found: Found = { fields: [], faults: [], notes: [], ends: {} };
  // RFC 8461 §3.2 (P13): the grammar has no place for a byte order mark
  if (scanner.take(BYTE_ORDER_MARK)) found.faults.push({ code: "policy-bom", at: { line: 1, column: 1, offset: 0 } });
  for (let number = 1; !scanner.isAtEnd() && found.faults.length < MAX_FAULTS; number++) {
    const line = takeLine(scanner, number);
    readEnd(line, found.ends);
    readLine(line, found);
  }
  return { fields: found.fields, faults: found.faults, notes: [...found.notes, ...endNotes(found.ends)] };
}

const BYTE_ORDER_MARK = "\uFEFF";

interface Line {
  /** Without its end. */
  readonly text: string;
  readonly end: "\r\n" | "\n" | "";
  readonly start: Position;
}

/** What the lines so far have shown. */
interface Found {
  readonly fields: PolicyField[];
  readonly faults: TextFault[];
  readonly notes: TextFault[];
  readonly ends: Ends;
  /** The index of the fault at an empty `mx:`, while the items of a list follow it. */
  list?: number | undefined;
  isInFrontMatter?: boolean;
}

/** Where each way to end a line is met first. */
interface Ends {
  crlf?: Position;
  lf?: Position;
  cr?: Position;
  none?: Position;
}

function takeLine(scanner: Scanner, number: number): Line {
  // A byte order mark belongs to the first line.
  const start = { line: number, column: number === 1 ? scanner.offset + 1 : 1, offset: scanner.offset };
  const text = scanner.takeUntil("\n");
  if (!scanner.take("\n")) return { text, end: "", start };
  // RFC 8461 §3.2 (P2, erratum 6253): LF and CRLF both end a line and may be mixed; CR alone ends none
  return text.endsWith("\r") ? { text: text.slice(0, -1), end: "\r\n", start } : { text, end: "\n", start };
}

function placeIn({ start }: Line, index: number): Position {
  return { line: start.line, column: start.column + index, offset: start.offset + index };
}

function readEnd(line: Line, ends: Ends): void {
  const { length } = line.text;
  if (line.end === "\r\n") ends.crlf ??= placeIn(line, length);
  else if (line.end === "\n") ends.lf ??= placeIn(line, length);
  else ends.none = placeIn(line, length);
  const cr = ends.cr === undefined ? line.text.indexOf("\r") : -1;
  if (cr !== -1) ends.cr = placeIn(line, cr);
}

function endNotes({ crlf, lf, cr, none }: Ends): readonly TextFault[] {
  const last: readonly TextFault[] = none === undefined ? [] : [{ code: "policy-no-final-newline", at: none }];
  const isMixed = cr !== undefined || (crlf !== undefined && lf !== undefined);
  const other = cr ?? (lf !== undefined && crlf !== undefined && lf.offset < crlf.offset ? crlf : lf);
  if (other === undefined) return last;
  return [{ code: isMixed ? "policy-mixed-line-endings" : "policy-lf-line-endings", at: other }, ...last];
}

/**
 * One line without its end.
 *
 *     sts-policy-field = name ":" *WSP value
 */
function readLine(line: Line, found: Found): void {
  const { text } = line;
  // RFC 8461 §3.2 (P2): no blank line anywhere
  if (every(text, isWhitespace)) {
    found.faults.push({ code: "policy-blank-line", at: line.start });
    return;
  }
  const scanner = new Scanner(text);
  const indent = scanner.takeWhile(isWhitespace);
  const name = scanner.takeUntil(":");
  const key = withoutTrailingWhitespace(name);
  // RFC 8461 §3.2 (P13): no comment syntax, since "#" cannot begin a name
  const isNamed = scanner.take(":") && isFieldName(key);
  const gap = scanner.takeWhile(isWhitespace);
  const value = withoutTrailingWhitespace(text.slice(scanner.offset));
  if (!isNamed || !isValue(value)) {
    readStrayLine(line, found);
    return;
  }

  found.list = undefined;
  const keyAt = placeIn(line, indent.length);
  const valueAt = placeIn(line, scanner.offset);
  found.fields.push({ key, value, keyAt, valueAt });
  // RFC 8461 §3.2 (P3): no space before the name or its colon. What such a line says is clear, so nothing of it is missing.
  if (indent !== "" || key !== name) {
    const at = indent === "" ? placeIn(line, key.length) : line.start;
    found.faults.push({ code: "policy-leading-whitespace", got: text, at });
  }
  if (found.notes.length >= MAX_FAULTS) return;
  const end = scanner.offset + value.length;
  if (gap === "") found.notes.push({ code: "policy-no-space-after-colon", got: text, at: valueAt });
  if (end < text.length) found.notes.push({ code: "policy-trailing-whitespace", got: text, at: placeIn(line, end) });
}

/** A line that is no field: what it seems to be instead. */
function readStrayLine(line: Line, found: Found): void {
  const { text, start } = line;
  if (readListItem(line, found) || readFrontMatter(line, found)) return;
  found.faults.push({ code: "policy-invalid-line", got: text, at: start, ...slipInLine(text) });
  found.list = emptyListKey(text) ? found.faults.length - 1 : undefined;
}

/** A host below an empty `mx:`. The list is one fault, and its hosts are clear, so that they are not missing too. */
function readListItem(line: Line, found: Found): boolean {
  const item = found.list === undefined ? undefined : listItem(line.text);
  if (found.list === undefined || item === undefined) return false;
  const at = placeIn(line, line.text.indexOf(item));
  found.fields.push({ key: "mx", value: item, keyAt: line.start, valueAt: at });
  found.faults[found.list] = { ...found.faults[found.list], code: "policy-yaml-list" };
  return true;
}

/** The line that opens the front matter of a site generator, which is one fault, or the one that closes it. */
function readFrontMatter({ text, start }: Line, found: Found): boolean {
  if (withoutTrailingWhitespace(text) !== "---") return false;
  if (start.line === 1) found.faults.push({ code: "policy-front-matter", got: text, at: start });
  else if (found.isInFrontMatter !== true) return false;
  found.isInFrontMatter = start.line === 1;
  return true;
}

/**
 * The values of known keys are among these too, so that a duplicate that is ignored is still checked for this much.
 *
 *     sts-policy-ext-value = sts-policy-vchar [*(%x20 / sts-policy-vchar) sts-policy-vchar]
 *     sts-policy-vchar     = %x21-7E / UTF8-2 / UTF8-3 / UTF8-4
 */
function isValue(text: string): boolean {
  // RFC 8461 §3.2 (P10): visible characters with inner spaces, no control character and so no tab
  return /^[ -~\u0080-\uffff]+$/.test(text);
}

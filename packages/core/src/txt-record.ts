import type { Fault, Position, TextFault } from "./issue";
import { every, isFieldName, isWhitespace, Scanner, withoutTrailingWhitespace } from "./scanner";

/** A field after the version, without the white space of the delimiters around it. */
export interface TxtField {
  readonly name: string;
  readonly value: string;
  readonly nameAt: Position;
  readonly valueAt: Position;
}

/** What tells the two kinds of record apart, as far as their common grammar goes. */
export interface TxtKind {
  /** The section that holds its grammar. */
  readonly spec: string;
  /** The literal that begins every record of this kind. */
  readonly version: string;
  readonly versionInvalid: Fault["code"];
  readonly versionNotFirst: Fault["code"];
  readonly spaceBeforeSemicolon: Fault["code"];
  /** The fields whose values have a grammar of their own, judged by the caller. */
  readonly known: readonly string[];
}

export interface TxtFields {
  /** `undefined` for a text that is no record of this kind, so that nothing more can be said about it. */
  readonly fields: readonly TxtField[] | undefined;
  /** What the grammar refuses. */
  readonly faults: readonly TextFault[];
  /** What the grammar allows and some readers stumble over; for lints only. */
  readonly notes: readonly TextFault[];
}

/** Enough to tell an author what is wrong, and a bound on what a hostile record makes us keep. */
export const MAX_FAULTS = 20;

/**
 * Splits a record into its fields, with every fault on the way.
 *
 *     record      = version 1*(field-delim field) [field-delim]
 *     field-delim = *WSP ";" *WSP
 */
export function readTxtFields(text: string, kind: TxtKind): TxtFields {
  const { fields, faults, notes } = readRecord(text, kind);
  const ofKind = (fault: TextFault): TextFault => ({ ...fault, spec: kind.spec });
  return { fields, faults: faults.map(ofKind), notes: notes.map(ofKind) };
}

/** A place in a record, which is one line. */
export function placeAt(offset: number): Position {
  return { line: 1, column: offset + 1, offset };
}

function readRecord(text: string, kind: TxtKind): TxtFields {
  if (typeof text !== "string") return failed({ code: "argument-type", got: text, problem: "record must be text" });
  if (text.startsWith('"')) return failed({ code: "txt-quotes-in-data", got: text, at: placeAt(0) });
  const scanner = new Scanner(text);
  // RFC 8461 §3.1 and RFC 8460 §3 (T2): both records are US-ASCII and share this grammar
  const strange = new Scanner(text).takeWhile((code) => code < 0x80).length;
  if (strange < text.length) return failed({ code: "txt-non-ascii", got: text, at: placeAt(strange) });
  const versionFault = readVersion(scanner, kind);
  return versionFault === undefined ? readFields(scanner, kind) : failed({ at: placeAt(0), ...versionFault });
}

function failed(fault: TextFault): TxtFields {
  return { fields: undefined, faults: [fault], notes: [] };
}

function readVersion(scanner: Scanner, kind: TxtKind): TextFault | undefined {
  const got = scanner.text;
  // RFC 8461 §3.1, RFC 8460 §3 (T5, R2): the version comes first, letter by letter
  if (!scanner.take(kind.version)) {
    if (got.startsWith("v=spf1")) return { code: "txt-spf-at-name", got };
    return { code: /^v\s*=/i.test(got) ? kind.versionInvalid : kind.versionNotFirst, got };
  }
  if (scanner.at("\\;")) return { code: "txt-escaped-semicolon", got, at: placeAt(scanner.offset) };
  // UNCLEAR RFC 8461 §3.1: white space may stand before the semicolon, although several records are filtered by "v=STSv1;"
  const isDelimited = scanner.isAtEnd() || scanner.at(";") || /^[ \t]+(;|$)/.test(got.slice(scanner.offset));
  return isDelimited ? undefined : { code: kind.versionInvalid, got };
}

function readFields(scanner: Scanner, kind: TxtKind): TxtFields {
  const fields: TxtField[] = [];
  const faults: TextFault[] = [];
  const notes: TextFault[] = [];
  const got = scanner.text;
  const at = placeAt(scanner.offset);
  if (scanner.takeWhile(isWhitespace) !== "") {
    if (scanner.isAtEnd()) faults.push({ code: "txt-trailing-whitespace", got, at });
    else notes.push({ code: kind.spaceBeforeSemicolon, got, at });
  }
  // RFC 8461 §3.1, RFC 8460 §3 (T3, T4, T9): fields in any order, and white space around semicolons only
  while (faults.length < MAX_FAULTS && scanner.take(";")) {
    scanner.takeWhile(isWhitespace);
    if (scanner.isAtEnd()) break;
    const start = scanner.offset;
    const raw = scanner.takeWhile((code) => code !== SEMICOLON);
    const text = withoutTrailingWhitespace(raw);
    const end = placeAt(start + text.length);
    // RFC 8461 §3.1 (T4): white space belongs to a delimiter, and at the end there is none
    if (scanner.isAtEnd() && text !== raw) faults.push({ code: "txt-trailing-whitespace", got, at: end });
    const field = text === "" ? undefined : readField(text, start, kind);
    if (field === undefined) faults.push({ code: "txt-empty-field", got, at: end });
    else if ("code" in field) faults.push(field);
    else fields.push(field);
  }
  return { fields, faults, notes };
}

const SEMICOLON = 0x3b;

/**
 * One field, trimmed.
 *
 *     sts-extension = sts-ext-name "=" sts-ext-value
 */
function readField(text: string, start: number, kind: TxtKind): TxtField | TextFault {
  const equals = text.indexOf("=");
  const name = text.slice(0, Math.max(0, equals));
  const value = text.slice(equals + 1);
  const isKnown = kind.known.includes(name);
  // RFC 8461 §3.1, RFC 8460 §3 (T8, R6): every other field is an extension
  return isKnown || (isFieldName(name) && isExtensionValue(value))
    ? { name, value, nameAt: placeAt(start), valueAt: placeAt(start + equals + 1) }
    : { code: "txt-extension-invalid", got: text, at: placeAt(start) };
}

/**
 * Printable ASCII without space, semicolon and equals sign.
 *
 *     sts-ext-value = 1*(%x21-3A / %x3C / %x3E-7E)
 */
export function isExtensionValue(text: string): boolean {
  return text !== "" && every(text, (code) => code > 0x20 && code < 0x7f && code !== SEMICOLON && code !== EQUALS);
}

const EQUALS = 0x3d;

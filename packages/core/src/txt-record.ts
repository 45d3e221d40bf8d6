import { isAscii } from "./host-name";
import type { Fault } from "./issue";
import { every, isFieldName, isWhitespace, Scanner, withoutTrailingWhitespace } from "./scanner";

/** A field after the version, without the white space of the delimiters around it. */
export interface TxtField {
  readonly name: string;
  readonly value: string;
}

/** What tells the two kinds of record apart, as far as their common grammar goes. */
export interface TxtKind {
  /** The section that holds its grammar. */
  readonly spec: string;
  /** The literal that begins every record of this kind. */
  readonly version: string;
  readonly versionInvalid: Fault["code"];
  readonly versionNotFirst: Fault["code"];
  /** The fields whose values have a grammar of their own, judged by the caller. */
  readonly known: readonly string[];
}

export interface TxtFields {
  /** `undefined` for a text that is no record of this kind, so that nothing more can be said about it. */
  readonly fields: readonly TxtField[] | undefined;
  readonly faults: readonly Fault[];
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
  const { fields, faults } = readRecord(text, kind);
  return { fields, faults: faults.map((fault) => ({ ...fault, spec: kind.spec })) };
}

function readRecord(text: string, kind: TxtKind): TxtFields {
  // RFC 8461 §3.1 and RFC 8460 §3: both records are US-ASCII and share this grammar
  if (typeof text !== "string") return failed({ code: "argument-type", got: text, problem: "record must be text" });
  if (text.startsWith('"')) return failed({ code: "txt-quotes-in-data", got: text });
  if (!isAscii(text)) return failed({ code: "txt-non-ascii", got: text });
  const scanner = new Scanner(text);
  const versionFault = readVersion(scanner, kind);
  return versionFault === undefined ? readFields(scanner, kind) : failed(versionFault);
}

function failed(fault: Fault): TxtFields {
  return { fields: undefined, faults: [fault] };
}

function readVersion(scanner: Scanner, kind: TxtKind): Fault | undefined {
  const got = scanner.text;
  if (!scanner.take(kind.version)) {
    return { code: /^v\s*=/i.test(got) ? kind.versionInvalid : kind.versionNotFirst, got };
  }
  if (scanner.take("\\;")) return { code: "txt-escaped-semicolon", got };
  // UNCLEAR RFC 8461 §3.1: white space may stand before the semicolon, although several records are filtered by "v=STSv1;"
  const isDelimited = scanner.isAtEnd() || scanner.at(";") || /^[ \t]+(;|$)/.test(got.slice(scanner.offset));
  return isDelimited ? undefined : { code: kind.versionInvalid, got };
}

function readFields(scanner: Scanner, kind: TxtKind): TxtFields {
  const fields: TxtField[] = [];
  const faults: Fault[] = [];
  const trailing: Fault = { code: "txt-trailing-whitespace", got: scanner.text };
  if (scanner.takeWhile(isWhitespace) !== "" && scanner.isAtEnd()) faults.push(trailing);
  while (faults.length < MAX_FAULTS && scanner.take(";")) {
    scanner.takeWhile(isWhitespace);
    if (scanner.isAtEnd()) break;
    const raw = scanner.takeWhile((code) => code !== SEMICOLON);
    const text = withoutTrailingWhitespace(raw);
    // RFC 8461 §3.1: white space belongs to a delimiter, and at the end there is none
    if (scanner.isAtEnd() && text !== raw) faults.push(trailing);
    const field = text === "" ? undefined : readField(text, kind);
    if (field === undefined) faults.push({ code: "txt-empty-field", got: scanner.text });
    else if ("code" in field) faults.push(field);
    else fields.push(field);
  }
  return { fields, faults };
}

const SEMICOLON = 0x3b;

/**
 * One field, trimmed.
 *
 *     sts-extension = sts-ext-name "=" sts-ext-value
 */
function readField(text: string, kind: TxtKind): TxtField | Fault {
  const equals = text.indexOf("=");
  const name = text.slice(0, Math.max(0, equals));
  const value = text.slice(equals + 1);
  const isKnown = kind.known.includes(name);
  return isKnown || (isFieldName(name) && isExtensionValue(value))
    ? { name, value }
    : { code: "txt-extension-invalid", got: text };
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

import { readDnsAnswer, type Answered, type DnsAnswer } from "./dns-answer";
import { parsed, toIssue, type Parsed, type Selected, type TextFault } from "./issue";
import { findDestinationFault, findUriFault } from "./report-uri";
import { isWhitespace, Scanner, withoutTrailingWhitespace } from "./scanner";
import { MAX_FAULTS, placeAt, readTxtFields, type TxtField, type TxtFields, type TxtKind } from "./txt-record";
import { selectRecord } from "./txt-select";

/** The TXT record at `_smtp._tls.<domain>` that says where reports go (RFC 8460 §3). */
export interface TlsRptRecord {
  /** Destinations as written, each a URI whose commas, exclamation marks and semicolons are percent-encoded. */
  readonly rua: readonly string[];
}

const KIND = {
  spec: "RFC 8460 §3",
  version: "v=TLSRPTv1",
  versionInvalid: "tlsrpt-version-invalid",
  versionNotFirst: "tlsrpt-version-not-first",
  spaceBeforeSemicolon: "tlsrpt-space-before-semicolon",
  known: ["rua"],
} as const satisfies TxtKind;

/**
 * The strict verdict of RFC 8460 §3 on one record, its character-strings already joined. Never throws. A record can be
 * grammatical and yet hold no destination that a reporter can use: see {@link usable}.
 *
 * @example
 * import { parseTlsRptRecord } from "@mtasts/core";
 *
 * const record = parseTlsRptRecord("v=TLSRPTv1; rua=mailto:reports@example.com");
 * const rua: readonly string[] = record.ok ? record.value.rua : [];
 */
export function parseTlsRptRecord(text: string): Parsed<TlsRptRecord> {
  const { faults, rua } = readTlsRptFields(text);
  return parsed(
    rua === undefined ? undefined : { rua: rua.map(({ uri }) => uri) },
    faults.map((fault) => toIssue(fault, [])),
  );
}

/** An element of a rua list and its place. */
export interface Destination {
  readonly uri: string;
  readonly at: TxtField["valueAt"];
}

/** Everything that one pass over a record shows; each reader takes its part. */
export function readTlsRptFields(text: string): TxtFields & { readonly rua: readonly Destination[] | undefined } {
  const { fields, faults, notes } = readTxtFields(text, KIND);
  // UNCLEAR RFC 8460 §3 (R9): nothing is said about a second rua field, so all of them count
  const rua = fields?.filter((field) => field.name === "rua").flatMap(splitList);
  return { fields, faults: [...faults, ...(rua === undefined ? [] : ruaFaults(rua))], notes, rua };
}

/**
 * The text of a record. `rua` comes right after the version, because some reporters look nowhere else.
 *
 * @example
 * import { formatTlsRptRecord } from "@mtasts/core";
 *
 * const text: string = formatTlsRptRecord({ rua: ["mailto:reports@example.com"] });
 * // v=TLSRPTv1; rua=mailto:reports@example.com
 */
export function formatTlsRptRecord(record: TlsRptRecord): string {
  return `v=TLSRPTv1; rua=${record.rua.join(",")}`;
}

/**
 * The record that a reporter takes from the answer to a TXT query: each element of `rrset` is one record as its
 * character-strings. `none` means that the domain wants no reports (RFC 8460 §3).
 *
 * @example
 * import { selectTlsRptRecord } from "@mtasts/core";
 *
 * const selected = selectTlsRptRecord([["v=TLSRPTv1; rua=mailto:a", "@example.com"]]);
 * const rua: readonly string[] = selected.outcome === "record" ? selected.value.rua : [];
 */
export function selectTlsRptRecord(rrset: readonly (readonly string[])[]): Selected<TlsRptRecord> {
  // RFC 8460 §3 (R7): records that do not begin so are discarded, and one must be left
  return selectRecord(rrset, {
    prefix: "v=TLSRPTv1;",
    parse: parseTlsRptRecord,
    missing: "tlsrpt-missing",
    several: "tlsrpt-multiple-records",
  });
}

/**
 * As {@link selectTlsRptRecord}, from the whole answer to the query: aliases are followed, and a query that failed is
 * `temperror`, which never means that the domain wants no reports.
 *
 * @example
 * import { readTlsRptAnswer } from "@mtasts/core";
 *
 * const { outcome } = readTlsRptAnswer({ query: "_smtp._tls.example.com", rcode: "NXDOMAIN", records: [] }); // "none"
 */
export function readTlsRptAnswer(answer: DnsAnswer): Answered<TlsRptRecord> {
  return readDnsAnswer(answer, selectTlsRptRecord);
}

/**
 * The destinations that a reporter can use: mailto with one address, and https, both at a host that can be public.
 *
 * @example
 * import { usable } from "@mtasts/core";
 *
 * const destinations: readonly string[] = usable({ rua: ["http://example.com/", "mailto:reports@example.com"] });
 * // only the second one
 */
export function usable(record: TlsRptRecord): readonly string[] {
  return record.rua.filter((uri) => findDestinationFault(uri) === undefined);
}

function ruaFaults(rua: readonly Destination[]): readonly TextFault[] {
  // RFC 8460 §3 (R3): one destination at least
  if (rua.length === 0) return [{ code: "tlsrpt-rua-missing" }];
  const faults: TextFault[] = [];
  for (const { uri, at } of rua) {
    const fault = findUriFault(uri);
    if (fault !== undefined) faults.push({ ...fault, at });
    if (faults.length >= MAX_FAULTS) break;
  }
  return faults;
}

/**
 * The elements of a list, without the white space around its commas.
 *
 *     tlsrpt-rua = %s"rua=" tlsrpt-uri *(*WSP "," *WSP tlsrpt-uri)
 */
function splitList({ value, valueAt }: TxtField): readonly Destination[] {
  const scanner = new Scanner(value);
  const elements: Destination[] = [];
  do {
    // RFC 8460 §3: white space may stand around a comma, but the ends of the field belong to the delimiters
    if (elements.length > 0) scanner.takeWhile(isWhitespace);
    const at = placeAt(valueAt.offset + scanner.offset);
    elements.push({ uri: withoutTrailingWhitespace(scanner.takeWhile((code) => code !== COMMA)), at });
  } while (scanner.take(","));
  return elements;
}

const COMMA = 0x2c;

import { parsed, toIssue, type Fault, type Parsed, type Selected } from "./issue";
import { findDestinationFault, findUriFault } from "./report-uri";
import { isWhitespace, Scanner, withoutTrailingWhitespace } from "./scanner";
import { MAX_FAULTS, readTxtFields, type TxtKind } from "./txt-record";
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
  const { fields, faults } = readTxtFields(text, KIND);
  // UNCLEAR RFC 8460 §3: nothing is said about a second rua field, so all of them count
  const rua = fields?.filter((field) => field.name === "rua").flatMap((field) => splitList(field.value));
  const issues = [...faults, ...(rua === undefined ? [] : ruaFaults(rua))].map((fault) => toIssue(fault, []));
  return parsed(rua === undefined ? undefined : { rua }, issues);
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
  return selectRecord(rrset, {
    prefix: "v=TLSRPTv1;",
    parse: parseTlsRptRecord,
    missing: "tlsrpt-missing",
    several: "tlsrpt-multiple-records",
  });
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

function ruaFaults(rua: readonly string[]): readonly Fault[] {
  if (rua.length === 0) return [{ code: "tlsrpt-rua-missing" }];
  const faults: Fault[] = [];
  for (const uri of rua) {
    const fault = findUriFault(uri);
    if (fault !== undefined) faults.push(fault);
    if (faults.length >= MAX_FAULTS) break;
  }
  return faults;
}

/**
 * The elements of a list, without the white space around its commas.
 *
 *     tlsrpt-rua = %s"rua=" tlsrpt-uri *(*WSP "," *WSP tlsrpt-uri)
 */
function splitList(value: string): readonly string[] {
  const [first = "", ...others] = value.split(",");
  const elements = [first, ...others.map(withoutLeadingWhitespace)];
  // RFC 8460 §3: white space may stand before a comma, but the end of the field belongs to the delimiter
  return elements.map(withoutTrailingWhitespace);
}

function withoutLeadingWhitespace(text: string): string {
  const scanner = new Scanner(text);
  scanner.takeWhile(isWhitespace);
  return text.slice(scanner.offset);
}

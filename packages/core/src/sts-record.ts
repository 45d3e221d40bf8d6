import { readDnsAnswer, type Answered, type DnsAnswer } from "./dns-answer";
import { parsed, toIssue, type Fault, type Parsed, type Selected, type TextFault } from "./issue";
import { hasTemplateMark } from "./placeholder";
import { every, isAlphanumeric } from "./scanner";
import { isExtensionValue, readTxtFields, type TxtField, type TxtFields, type TxtKind } from "./txt-record";
import { selectRecord } from "./txt-select";

/** The TXT record at `_mta-sts.<domain>` that announces a policy (RFC 8461 §3.1). */
export interface StsRecord {
  /** 1 to 32 ASCII letters and digits, compared byte by byte; another id is another policy. */
  readonly id: string;
}

const KIND = {
  spec: "RFC 8461 §3.1",
  version: "v=STSv1",
  versionInvalid: "txt-version-invalid",
  versionNotFirst: "txt-version-not-first",
  spaceBeforeSemicolon: "txt-space-before-semicolon",
  known: ["id"],
} as const satisfies TxtKind;

/**
 * The strict verdict of RFC 8461 §3.1 on one record, its character-strings already joined. Never throws.
 *
 * @example
 * import { parseStsRecord } from "@mtasts/core";
 *
 * const record = parseStsRecord("v=STSv1; id=20160831085700Z;");
 * const id: string = record.ok ? record.value.id : "";
 */
export function parseStsRecord(text: string): Parsed<StsRecord> {
  const { faults, id } = readStsFields(text);
  return parsed(
    id === undefined ? undefined : { id },
    faults.map((fault) => toIssue(fault, [])),
  );
}

/** Everything that one pass over a record shows; each reader takes its part. */
export function readStsFields(text: string): TxtFields & { readonly id: string | undefined } {
  const { fields, faults, notes } = readTxtFields(text, KIND);
  const ids = fields?.filter((field) => field.name === "id");
  return { fields, faults: [...faults, ...(ids === undefined ? [] : idFaults(ids))], notes, id: ids?.[0]?.value };
}

/**
 * The text of a record.
 *
 * @example
 * import { formatStsRecord } from "@mtasts/core";
 *
 * const text: string = formatStsRecord({ id: "20160831085700Z" }); // v=STSv1; id=20160831085700Z;
 */
export function formatStsRecord(record: StsRecord): string {
  return `v=STSv1; id=${record.id};`;
}

/**
 * The record that a sender takes from the answer to a TXT query: each element of `rrset` is one record as its
 * character-strings. `none` means that there is no policy to discover; a policy in a cache stays in force (RFC 8461 §3.1).
 *
 * @example
 * import { selectStsRecord } from "@mtasts/core";
 *
 * const selected = selectStsRecord([["other=1"], ["v=STSv1; id=2016", "0831085700Z;"]]);
 * const id: string = selected.outcome === "record" ? selected.value.id : "";
 */
export function selectStsRecord(rrset: readonly (readonly string[])[]): Selected<StsRecord> {
  // RFC 8461 §3.1 (T11): records that do not begin so are discarded, and one must be left
  return selectRecord(rrset, {
    prefix: "v=STSv1;",
    parse: parseStsRecord,
    missing: "txt-missing",
    several: "txt-multiple-records",
    unrelated: "txt-unrelated-records",
  });
}

/**
 * As {@link selectStsRecord}, from the whole answer to the query: aliases are followed, and a query that failed is
 * `temperror`, which never means that there is no policy.
 *
 * @example
 * import { readStsAnswer } from "@mtasts/core";
 *
 * const { outcome } = readStsAnswer({ query: "_mta-sts.example.com", rcode: "SERVFAIL", records: [] }); // "temperror"
 */
export function readStsAnswer(answer: DnsAnswer): Answered<StsRecord> {
  return readDnsAnswer(answer, selectStsRecord);
}

/**
 * The first id must be one; a later one only has to be a field.
 *
 *     sts-id = %s"id=" 1*32(ALPHA / DIGIT)
 */
function idFaults(ids: readonly TxtField[]): readonly TextFault[] {
  const [id, ...duplicates] = ids;
  if (id === undefined) return [{ code: "txt-id-missing" }];
  // RFC 8461 §3.2 (T10): all but the first of a duplicated field are ignored, in records as in policies
  const bad = duplicates.filter(({ value }) => !isExtensionValue(value));
  return [
    ...idFault(id.value).map((fault) => ({ ...fault, at: id.valueAt })),
    ...bad.map(({ value, valueAt }) => ({ code: "txt-extension-invalid", got: value, at: valueAt }) as const),
  ];
}

function idFault(id: string): readonly Fault[] {
  // RFC 8461 §3.1 (T6): 1 to 32 letters and digits
  if (id !== "" && id.length <= MAX_ID_LENGTH && every(id, isAlphanumeric)) return [];
  if (hasTemplateMark(id)) return [{ code: "value-placeholder", got: id }];
  return [{ code: id.endsWith("\\") ? "txt-escaped-semicolon" : "txt-id-invalid", got: id }];
}

const MAX_ID_LENGTH = 32;

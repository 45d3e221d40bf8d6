import { parsed, toIssue, type Fault, type Parsed, type Selected } from "./issue";
import { every, isAlphanumeric } from "./scanner";
import { isExtensionValue, readTxtFields, type TxtKind } from "./txt-record";
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
  const { fields, faults } = readTxtFields(text, KIND);
  const ids = fields?.filter((field) => field.name === "id").map((field) => field.value);
  const issues = [...faults, ...(ids === undefined ? [] : idFaults(ids))].map((fault) => toIssue(fault, []));
  const id = ids?.[0];
  return parsed(id === undefined ? undefined : { id }, issues);
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
  return selectRecord(rrset, {
    prefix: "v=STSv1;",
    parse: parseStsRecord,
    missing: "txt-missing",
    several: "txt-multiple-records",
    unrelated: "txt-unrelated-records",
  });
}

/**
 * The first id must be one; a later one only has to be a field.
 *
 *     sts-id = %s"id=" 1*32(ALPHA / DIGIT)
 */
function idFaults(ids: readonly string[]): readonly Fault[] {
  const [id, ...duplicates] = ids;
  if (id === undefined) return [{ code: "txt-id-missing" }];
  // RFC 8461 §3.2: all but the first of a duplicated field are ignored, in records as in policies
  const badDuplicates = duplicates.filter((value) => !isExtensionValue(value));
  return [...idFault(id), ...badDuplicates.map((got) => ({ code: "txt-extension-invalid", got }) as const)];
}

function idFault(id: string): readonly Fault[] {
  if (id !== "" && id.length <= MAX_ID_LENGTH && every(id, isAlphanumeric)) return [];
  return [{ code: id.endsWith("\\") ? "txt-escaped-semicolon" : "txt-id-invalid", got: id }];
}

const MAX_ID_LENGTH = 32;

import { catalogue, type IssueCode } from "./catalogue";
import type { CatalogueEntry } from "./catalogue/entry";
import { liveDnsIssues } from "./catalogue/live-dns";
import { mxCoverageIssues } from "./catalogue/mx-coverage";
import { mxServerIssues } from "./catalogue/mx-server";
import { policyHostIssues } from "./catalogue/policy-host";
import { issueOf, type Fault, type Issue } from "./issue";

export { lowerCase, toALabels, withoutTrailingDot } from "./host-name";
export { printable, show } from "./issue";
export { meantAs, wrongOwners, type RecordKey } from "./misplaced";
export { isAddressAsHost, noMxRecord, noneCovered, notCovered } from "./mx-coverage";
export { decodeText, type DecodedText } from "./held/decode-text";
export type { HeldAlias, HeldRecord, HeldRecords } from "./held/held-records";
export { lintHeldRecords, type HeldIssue, type LintedRecord } from "./held/lint-held";
export { meantDomain } from "./held/meant-domain";
export { readRecords } from "./held/read-records";
export { policyPathIssue, WRONG_POLICY_PATHS } from "./policy-path";
export { mailtoDomain } from "./report-uri";

/**
 * Every issue that only a look at a live domain can raise, by its code: severity, wording and source. They stand apart from the
 * main catalogue so that browsers need not load them.
 *
 * @example
 * import { checkingCatalogue } from "@mtasts/core/checking";
 *
 * const { severity }: { readonly severity: string } = checkingCatalogue["fetch-redirect"]; // "error"
 */
export const checkingCatalogue = {
  ...liveDnsIssues,
  ...mxCoverageIssues,
  ...mxServerIssues,
  ...policyHostIssues,
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

/** The stable name of an issue that only a look at a live domain can raise. */
export type CheckingCode = keyof typeof checkingCatalogue;

/** Something that a look at a live domain found. */
export type CheckingFault = Fault<IssueCode | CheckingCode>;

/** An issue of a live domain; its texts and records raise those of the main catalogue too. */
export type CheckingIssue = Issue<IssueCode | CheckingCode>;

const everyEntry: Readonly<Record<IssueCode | CheckingCode, CatalogueEntry>> = { ...catalogue, ...checkingCatalogue };

/**
 * The fault in words, at its place, with the severity of what is published already.
 *
 * @example
 * import { formatIssue } from "@mtasts/core";
 * import { checkingIssue } from "@mtasts/core/checking";
 *
 * const line: string = formatIssue(checkingIssue({ code: "fetch-redirect", got: 301 }, ["policy"]));
 */
export function checkingIssue(fault: CheckingFault, path: Issue["path"]): CheckingIssue {
  return issueOf(everyEntry[fault.code], fault, { path, role: "checking" });
}

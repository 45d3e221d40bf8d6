import { argumentIssues } from "./catalogue/arguments";
import type { CatalogueEntry } from "./catalogue/entry";
import { mailProviderIssues } from "./catalogue/mail-providers";
import { lifecycleIssues } from "./catalogue/lifecycle";
import { mxIssues } from "./catalogue/mx";
import { policyIssues } from "./catalogue/policy";
import { stageIssues } from "./catalogue/stages";
import { stsRecordIssues } from "./catalogue/sts-record";
import { tlsRptIssues } from "./catalogue/tls-rpt";

/**
 * Every issue that this package can raise, by its code: severity, wording and source.
 *
 * @example
 * import { catalogue } from "@mtasts/core";
 *
 * const { severity }: { readonly severity: string } = catalogue["mx-wildcard-position"]; // "error"
 */
export const catalogue = {
  ...argumentIssues,
  ...mailProviderIssues,
  ...lifecycleIssues,
  ...mxIssues,
  ...policyIssues,
  ...stageIssues,
  ...stsRecordIssues,
  ...tlsRptIssues,
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

/** The stable name of an issue; a code never changes its meaning. */
export type IssueCode = keyof typeof catalogue;

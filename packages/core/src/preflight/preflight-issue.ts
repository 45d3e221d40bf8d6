import { catalogue, type IssueCode } from "../catalogue";
import { claimIssues } from "../catalogue/claims";
import type { CatalogueEntry } from "../catalogue/entry";
import { liveDnsIssues } from "../catalogue/live-dns";
import { mxCoverageIssues } from "../catalogue/mx-coverage";
import { deploymentIssues } from "../catalogue/deployment";
import { existingIssues } from "../catalogue/existing";
import { issueOf, type Fault, type Issue } from "../issue";
import type { RefusedIn } from "./refusal";

/** The stable name of an issue that a look before a deployment can raise. */
export type PreflightCode =
  | IssueCode
  | keyof typeof claimIssues
  | keyof typeof deploymentIssues
  | keyof typeof existingIssues
  | keyof typeof liveDnsIssues
  | keyof typeof mxCoverageIssues;

/** Something that a look before a deployment found. */
export interface PreflightFault extends Fault<PreflightCode> {
  /**
   * `warn` for what breaks live protection: refused in every mode of preflight except `off`.
   *
   * @default "error"
   */
  readonly refusedIn?: RefusedIn;
  /**
   * What to do, where more can be said than the catalogue has, such as the command for this very record.
   *
   * @default - the advice of the catalogue
   */
  readonly advice?: string;
}

/** An issue of a deployment beside what is live already. */
export interface PreflightIssue extends Issue<PreflightCode> {
  /**
   * The first mode of preflight in which it refuses the deployment, if it is an error.
   *
   * @default "error"
   */
  readonly refusedIn?: RefusedIn;
}

const everyEntry: Readonly<Record<PreflightCode, CatalogueEntry>> = {
  ...catalogue,
  ...claimIssues,
  ...deploymentIssues,
  ...existingIssues,
  ...liveDnsIssues,
  ...mxCoverageIssues,
};

/** The fault in words, at the argument that it concerns. */
export function preflightIssue(fault: PreflightFault, path: Issue["path"]): PreflightIssue {
  const entry = everyEntry[fault.code];
  const worded = fault.advice === undefined ? entry : { ...entry, advice: fault.advice };
  const issue = issueOf(worded, fault, { path, role: "authoring" });
  return fault.refusedIn === undefined ? issue : { ...issue, refusedIn: fault.refusedIn };
}

/**
 * The same issue in general words, for where an argument is secret: what the internet shows of a domain would tell it.
 *
 * @example
 * import { untold, type PreflightIssue } from "@mtasts/core/preflight";
 *
 * function shown(issues: readonly PreflightIssue[], isSecret: boolean): readonly PreflightIssue[] {
 *   return isSecret ? issues.map(untold) : issues;
 * }
 */
export function untold(issue: PreflightIssue): PreflightIssue {
  const { summary, advice } = everyEntry[issue.code];
  return { ...issue, message: `${summary}, got [secret]; ${advice}` };
}

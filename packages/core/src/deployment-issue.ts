import { catalogue, type IssueCode } from "./catalogue";
import { deploymentIssues } from "./catalogue/deployment";
import type { CatalogueEntry } from "./catalogue/entry";
import { moveIssues } from "./catalogue/moves";
import { issueOf, type Fault, type Issue } from "./issue";

/** The stable name of an issue that only a plan, or a comparison with what was deployed, can raise. */
export type DeploymentCode = keyof typeof deploymentIssues | keyof typeof moveIssues;

/** Something that a plan would break, or that differs from what was deployed. */
export type DeploymentIssue = Issue<IssueCode | DeploymentCode>;

const everyEntry: Readonly<Record<IssueCode | DeploymentCode, CatalogueEntry>> = {
  ...catalogue,
  ...deploymentIssues,
  ...moveIssues,
};

/** The fault in words, at its place. They stand apart from the main catalogue so that browsers need not load them. */
export function deploymentIssue(fault: Fault<IssueCode | DeploymentCode>, path: Issue["path"]): DeploymentIssue {
  return issueOf(everyEntry[fault.code], fault, { path, role: "authoring" });
}

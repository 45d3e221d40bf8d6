import type { Issue } from "@mtasts/core";
import { checkingIssue, type CheckingFault } from "@mtasts/core/checking";
import type { CheckIssue } from "../report";

/** A fault in words, at its place in the report. */
export function finding(fault: CheckingFault, ...path: Issue["path"]): CheckIssue {
  return checkingIssue(fault, path);
}

/** Issues of a text, placed in the member of the report that holds the text. */
export function within(part: string, issues: readonly Issue[]): readonly CheckIssue[] {
  return issues.map((issue) => ({ ...issue, path: [part, ...issue.path] }));
}

import { formatIssue, type Issue } from "@mtasts/core";
import type { Construct } from "constructs";
import { Annotations } from "./framework.js";

/** What a user reads when arguments are refused: every error, one a line. */
export function refusalMessage(name: string, issues: readonly Issue<string>[]): string {
  const errors = issues.filter(({ severity }) => severity === "error");
  const count = errors.length === 1 ? "1 problem" : `${errors.length} problems`;
  return [`MtaSts "${name}": ${count} in the arguments`, ...errors.map((issue) => `  ${formatIssue(issue)}`)].join(
    "\n",
  );
}

/** The error for something that is wrong with the construct as a whole. It leaves nothing behind in the tree. */
export function refusal(construct: Construct, message: string): Error {
  const { scope, id } = construct.node;
  scope?.node.tryRemoveChild(id);
  return new Error(message);
}

/** Shows advice on the construct. */
export function warn(construct: Construct, issues: readonly Issue<string>[]): void {
  for (const issue of issues) Annotations.of(construct).addWarning(formatIssue(issue));
}

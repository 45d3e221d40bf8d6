import { formatIssue, type Issue } from "@mtasts/core";
import * as pulumi from "@pulumi/pulumi";

/** What a user reads when arguments are refused: every error, one a line. */
export function refusalMessage(name: string, issues: readonly Issue[]): string {
  const errors = issues.filter(({ severity }) => severity === "error");
  const count = errors.length === 1 ? "1 problem" : `${errors.length} problems`;
  return [`MtaSts "${name}": ${count} in the arguments`, ...errors.map((issue) => `  ${formatIssue(issue)}`)].join(
    "\n",
  );
}

/**
 * The error for problems that were found while values were being resolved.
 *
 * The SDK adds a prefix to the message at every level that such an error passes, and prints the stack for each
 * promise that it rejects, which takes it most of a minute. So the message is fixed, and there is no stack.
 */
export function lateRefusal(message: string): pulumi.RunError {
  const error = new pulumi.RunError(message);
  return Object.defineProperties(error, {
    message: { get: () => message, set: () => undefined },
    stack: { value: undefined },
  });
}

/** Shows advice on the component. */
export function warn(component: pulumi.Resource, issues: readonly Issue[]): void {
  for (const issue of issues) void pulumi.log.warn(formatIssue(issue), component);
}

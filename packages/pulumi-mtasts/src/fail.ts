import { formatIssue, type Issue } from "@mtasts/core";
import * as pulumi from "@pulumi/pulumi";

/** What a user reads when a deployment is refused: every error, one a line. `where`: what it is about. */
export function refusalMessage(name: string, issues: readonly Issue<string>[], where = "in the arguments"): string {
  const errors = issues.filter(({ severity }) => severity === "error");
  const count = errors.length === 1 ? "1 problem" : `${errors.length} problems`;
  return [`MtaSts "${name}": ${count} ${where}`, ...errors.map((issue) => `  ${formatIssue(issue)}`)].join("\n");
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
export function warn(component: pulumi.Resource, issues: readonly Issue<string>[]): void {
  whenRegistered(component, () => {
    for (const issue of issues) void pulumi.log.warn(formatIssue(issue), component);
  });
}

/** Shows what is worth knowing on the component. */
export function inform(component: pulumi.Resource, text: string): void {
  whenRegistered(component, () => {
    void pulumi.log.info(text, component);
  });
}

/**
 * PROVIDER pulumi 3: the SDK sends its messages one after the other, each once the URN of its resource is known. A message about a
 * component that is refused would hold back the refusal forever, and the deployment would look as if it had succeeded.
 */
export function whenRegistered(component: pulumi.Resource, tell: () => void): void {
  component.urn.apply(tell);
}

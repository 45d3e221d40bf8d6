import type { Severity } from "@mtasts/core";
import { exitCodes, type ExitCode } from "./exit-code";

/** What `--fail-on` takes. */
export const failLevels = ["error", "warning"] as const;
export type FailLevel = (typeof failLevels)[number];

/** Whether an issue is as bad as that, or worse. */
export function isAtOrAbove(severity: Severity, level: FailLevel): boolean {
  return severity === "error" || (severity === "warning" && level === "warning");
}

/** The code to end with after these issues. */
export function exitCodeFor(issues: readonly { readonly severity: Severity }[], level: FailLevel): ExitCode {
  return issues.some(({ severity }) => isAtOrAbove(severity, level)) ? exitCodes.issue : exitCodes.fine;
}

/** "2 errors, 1 warning"; "no problems found" if there are neither. */
export function countOf(issues: readonly { readonly severity: Severity }[]): string {
  const number = (wanted: Severity): number => issues.filter(({ severity }) => severity === wanted).length;
  const counts = [plural(number("error"), "error"), plural(number("warning"), "warning")].filter((text) => text !== "");
  return counts.length === 0 ? "no problems found" : counts.join(", ");
}

function plural(count: number, noun: string): string {
  return count === 0 ? "" : `${count} ${noun}${count === 1 ? "" : "s"}`;
}

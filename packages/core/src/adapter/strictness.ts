import type { Issue, Parsed } from "../issue";

/**
 * The same reading; to the strict, what is unwise is wrong.
 *
 * @example
 * import { planDeployment } from "@mtasts/core";
 * import { judge } from "@mtasts/core/adapter";
 *
 * const isRefused: boolean = !judge(planDeployment({ domain: "example.com", mx: ["mail.example.com"] }), true).ok;
 */
export function judge<T>(parsed: Parsed<T>, strict: boolean): Parsed<T> {
  const issues = strictly(parsed.ok ? parsed.warnings : parsed.issues, strict);
  return parsed.ok && !hasError(issues) ? parsed : { ok: false, issues };
}

/** The same issues; to the strict, warnings are errors. */
export function strictly<C extends string>(issues: readonly Issue<C>[], strict: boolean): readonly Issue<C>[] {
  return strict ? issues.map(asError) : issues;
}

/** Whether any of the issues stops what it is about. */
export function hasError(issues: readonly Issue<string>[]): boolean {
  return issues.some(({ severity }) => severity === "error");
}

function asError<C extends string>(issue: Issue<C>): Issue<C> {
  return issue.severity === "warning" ? { ...issue, severity: "error" } : issue;
}

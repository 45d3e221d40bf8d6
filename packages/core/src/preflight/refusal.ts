import type { Issue } from "../issue";

/** The modes of preflight that refuse anything. */
export type PreflightMode = "warn" | "error" | "required";

/** The first mode of preflight in which an error refuses the deployment. */
export type RefusedIn = "warn" | "error";

/** An issue with the mode from which it refuses a deployment. */
export interface Refusable extends Issue<string> {
  /**
   * - `warn`: in every mode except `off`, since the deployment breaks the protection of mail that is live, or because the live
   *   domain disproves an argument.
   * - `error`: in the modes `error` and `required`.
   *
   * @default "error"
   */
  readonly refusedIn?: RefusedIn;
}

/** How preflight decides. */
export interface RefusalRules {
  readonly mode: PreflightMode;
  /** Whether warnings count as errors. Has no effect in mode `warn`. */
  readonly strict: boolean;
}

/**
 * The issues for which a deployment is refused. In mode `warn`, the default, these are the errors that break live protection
 * (`refusedIn: "warn"`); in `error` and `required`, all errors.
 *
 * @example
 * import { preflightIssue, refusals } from "@mtasts/core/preflight";
 *
 * const duplicate = preflightIssue({ code: "txt-not-ours", refusedIn: "warn" }, ["dns"]);
 * const isRefused: boolean = refusals([duplicate], { mode: "warn", strict: false }).length > 0; // true
 */
export function refusals<I extends Refusable>(issues: readonly I[], { mode, strict }: RefusalRules): readonly I[] {
  if (mode === "warn") return issues.filter(({ severity, refusedIn }) => severity === "error" && refusedIn === "warn");
  return issues.flatMap((issue) => {
    if (issue.severity === "error") return [issue];
    return strict && issue.severity === "warning" ? [{ ...issue, severity: "error" as const }] : [];
  });
}

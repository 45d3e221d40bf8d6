import { toIssue, type Issue } from "../issue";
import type { Mode } from "../mode";
import { heldUntil, unknownPast, type KnownPast, type PolicyInstance } from "./history";
import { certainWait, fullWait, OPERATIONAL_SLACK } from "./waits";

/** What is known before a domain gives up MTA-STS. */
export interface RetirementFacts extends KnownPast {
  /** What is announced now: `none`, if the retirement has begun. */
  readonly present: { readonly mode: Mode; readonly maxAge: number; readonly txtTtl: number };
}

/** When everything may go, and what keeps it from going now. */
export interface RetirementPlan {
  /** On the clock of the history. While a policy is still enforced, the time if `none` were announced now. */
  readonly notBefore: number;
  /** Seconds from now. */
  readonly waitSeconds: number;
  /** Seconds for everything that is slower than it should be, not contained in the wait. */
  readonly slack: number;
  readonly issues: readonly Issue[];
}

/**
 * When record and host may be taken away (RFC 8461 §8.3): once no sender can hold an instance that was enforced, be it an old
 * one that outlives those after it. `testing` and `none` keep nothing from being delivered and need no wait.
 *
 * @example
 * import { planRetirement } from "@mtasts/core/lifecycle";
 *
 * const { waitSeconds } = planRetirement({
 *   now: 0,
 *   present: { mode: "none", maxAge: 86_400, txtTtl: 300 },
 *   history: [{ mode: "enforce", maxAge: 2_419_200, fileEnded: 0, idEnded: 0, txtTtl: 300 }],
 * });
 * const wait: number = waitSeconds; // 2419500
 */
export function planRetirement(facts: RetirementFacts): RetirementPlan {
  const { now, present } = facts;
  const notBefore = Math.max(now, pastHeldUntil(facts), presentHeldUntil(facts));
  const waitSeconds = notBefore - now;
  const unknown = present.mode === "enforce" ? [] : unknownPast(facts, isEnforced);
  const refusal = refusalOf(present.mode, waitSeconds);
  const issues = refusal === undefined ? unknown : [refusal, ...unknown];
  return { notBefore, waitSeconds, slack: OPERATIONAL_SLACK, issues };
}

function refusalOf(mode: Mode, waitSeconds: number): Issue | undefined {
  if (mode !== "none") {
    const refusal = toIssue({ code: "removal-without-none", got: mode }, ["mode"]);
    // Never enforced, or all over: no mail is lost, and senders report failed fetches until they drop the policy.
    return waitSeconds > 0 ? refusal : { ...refusal, severity: "warning", message: NEVER_ENFORCED };
  }
  if (waitSeconds <= 0) return undefined;
  const problem = `senders may hold a policy that is enforced for another ${waitSeconds} seconds`;
  return toIssue({ code: "removal-too-early", problem }, []);
}

const NEVER_ENFORCED =
  'senders that hold the policy will report failed fetches; deploy mode "none" first to spare them that';

function presentHeldUntil({ now, present }: RetirementFacts): number {
  return present.mode === "enforce" ? now + fullWait(present, present) : -Infinity;
}

function pastHeldUntil(facts: RetirementFacts): number {
  const { now, history, present, presentSince = now } = facts;
  return history === undefined ? presentSince + certainWait(present) : heldUntil(history.filter(isEnforced), facts);
}

function isEnforced({ mode }: PolicyInstance): boolean {
  return mode === "enforce";
}

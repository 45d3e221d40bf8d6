import { deploymentIssue, type DeploymentIssue } from "../deployment-issue";
import { readPolicy } from "../policy";
import { isOwnForm, policyId } from "../policy-id";
import { announcementIn } from "../preflight/announcement";
import { isSeen, type SeenInternet } from "../preflight/seen";

/** A policy of which a plan shows only one half, and the issue that says so. */
export interface UnshownPolicy {
  readonly domain: string;
  /**
   * - `announced`: the plan announces the id, and another host serves the policy, as with `external()`.
   * - `served`: the plan serves the policy, and the record is kept elsewhere, as with `manualDns()`.
   */
  readonly half: "announced" | "served";
  /** The path of the `not-judged` or `record-not-in-plan` that the plan alone raises. */
  readonly path: readonly string[];
  /** The id that the plan announces, or that of the policy which it serves. */
  readonly id: string;
  /** The id that is announced before the plan, where it shows that. */
  readonly earlierId?: string;
  /** Whether the id is known to be the hash of the policy. */
  readonly isOfHash: boolean;
}

/** What the live domain decides about such a policy: nothing where it does not show the other half. */
export interface UnshownVerdict {
  readonly isJudged: boolean;
  readonly issues: readonly DeploymentIssue[];
}

/**
 * Judges the half of a policy that a plan does not show by what is live: a host outside the plan has to serve the new policy before
 * its id is announced, and a record outside the plan may announce the new id only afterwards (RFC 8461 §8.1).
 *
 * @example
 * import { checkPlan, judgeUnshown } from "@mtasts/core/plan-check";
 * import type { SeenInternet } from "@mtasts/core/preflight";
 *
 * const seen: SeenInternet = { mx: { unseen: "TIMEOUT" }, record: { unseen: "TIMEOUT" } };
 * const plan = checkPlan(JSON.parse("{}"), { now: 0 });
 * const unshown = plan.ok ? plan.value.domains.flatMap((each) => each.unshown) : [];
 * const isJudged: boolean = unshown.every((each) => judgeUnshown(each, seen).isJudged);
 */
export function judgeUnshown(unshown: UnshownPolicy, seen: SeenInternet): UnshownVerdict {
  const body = isSeen(seen.policy) ? seen.policy.body : undefined;
  return unshown.half === "announced" ? judgeAnnounced(unshown, body) : judgeServed(unshown, seen, body);
}

const UNJUDGED: UnshownVerdict = { isJudged: false, issues: [] };
const JUDGED: UnshownVerdict = { isJudged: true, issues: [] };

function judgeAnnounced({ id, earlierId, isOfHash, path }: UnshownPolicy, body: string | undefined): UnshownVerdict {
  if (body === undefined) return UNJUDGED;
  const served = policyId(body);
  if (served === id) return JUDGED;
  // An id that is made in another way says nothing about the bytes.
  if (!isOwnForm(id) || !(isOfHash || served === earlierId)) return UNJUDGED;
  const problem = `the policy host serves the policy with the id ${served}, and not the one that this id announces`;
  return {
    isJudged: true,
    issues: [inModeOf(body, deploymentIssue({ code: "announced-before-served", got: id, problem }, path))],
  };
}

function judgeServed({ id, path }: UnshownPolicy, seen: SeenInternet, body: string | undefined): UnshownVerdict {
  const announced = announcementIn(seen);
  if (!isSeen(seen.record)) return UNJUDGED;
  if (announced?.id !== id) return JUDGED;
  if (body === undefined) return UNJUDGED;
  if (policyId(body) === id) return JUDGED;
  const problem =
    "the live record announces the new policy already, and senders that fetched since then keep the old one under its id";
  return {
    isJudged: true,
    issues: [inModeOf(body, deploymentIssue({ code: "id-not-changed", got: id, problem }, path))],
  };
}

/** No mail is lost while senders hold a policy in testing. */
function inModeOf(body: string, issue: DeploymentIssue): DeploymentIssue {
  const policy = readPolicy(body);
  return policy.ok && policy.value.mode === "testing" ? { ...issue, severity: "warning" } : issue;
}

import { DEFAULT_MAX_AGE } from "../config";
import type { Mode } from "../mode";
import type { DeploymentPlan } from "../plan";
import type { Policy } from "../policy-reading";
import type { Announcement } from "./announcement";
import { preflightIssue, type PreflightFault, type PreflightIssue } from "./preflight-issue";
import type { SeenRecord } from "./seen";

const HOUR = 3_600;

/** The order in which a domain goes through the modes. */
const STAGE: Readonly<Record<Mode, number>> = { testing: 0, enforce: 1, none: 2 };

/** What stands at `_mta-sts.<domain>` already, beside what is to stand there (RFC 8461 §3.1). */
export function judgeRecord(
  plan: DeploymentPlan,
  record: SeenRecord,
  announced: Announcement | undefined,
): readonly PreflightIssue[] {
  const [alias] = record.aliases;
  const isKept = announced?.id === plan.policyId;
  // Where somebody else keeps the record, an alias may lead to the very announcement.
  if (alias !== undefined && !isKept)
    return [taken(`an alias to ${alias}`, "there is an alias where the record is to be")];
  if (record.texts.length === 0) return first(plan);
  if (announced === undefined) return [unusable(record)];
  const others = record.texts.length > 1 ? [preflightIssue({ code: "txt-unrelated-records" }, ["dns"])] : [];
  return [...(isKept ? kept(plan, announced) : changed(plan, announced)), ...others];
}

/** Nobody has announced anything yet. */
function first({ policy }: DeploymentPlan): readonly PreflightIssue[] {
  return policy.mode === "enforce" ? [preflightIssue({ code: "rollout-no-testing" }, ["mode"])] : [];
}

/** Senders find several records, or none that is right. */
function unusable({ texts, ttl = 0 }: SeenRecord): PreflightIssue {
  const candidates = texts.filter((text) => text.startsWith("v=STSv1;"));
  if (candidates.length > 1) return preflightIssue({ code: "txt-multiple-records", got: candidates.length }, ["dns"]);
  return taken(
    texts[0],
    `another TXT record stands where the announcement is to be, and resolvers hold it for ${ttl} s`,
  );
}

/** The same id stays announced. */
function kept({ policyId, site }: DeploymentPlan, { body }: Announcement): readonly PreflightIssue[] {
  if (body === undefined || body === site.body) return [];
  const problem = "the id of the deployment is announced and another policy is served, which senders may hold under it";
  return [preflightIssue({ code: "id-reused", got: policyId, problem }, ["revision"])];
}

/** Another id is to be announced. */
function changed(plan: DeploymentPlan, announced: Announcement): readonly PreflightIssue[] {
  const { id, ttl, state } = announced;
  const slow = ttl > HOUR ? [preflightIssue({ code: "txt-ttl-long", got: ttl }, ["dns"])] : [];
  if (state === "foreign") {
    const problem = `another record announces a policy already, under an id that is not a hash of what is served, and resolvers hold it for ${ttl} s`;
    return [taken(id, problem), ...slow];
  }
  const interrupted = state === "interrupted" ? [preflightIssue(unfinished(plan, announced), ["dns"])] : [];
  return [...interrupted, ...returning(plan, announced), ...slow];
}

/** Going forward, or back under a third id, repairs it: what senders hold under the live id is not announced any more. */
function unfinished({ site }: DeploymentPlan, { id, body }: Announcement): PreflightFault {
  const isForward = body === site.body;
  const problem = isForward
    ? "the announced id is not that of the policy served, as after a deployment that stopped between the two, and this one completes it"
    : "the announced id is not that of the policy served, as after a deployment that stopped between the two, and this one announces a third";
  return { code: "live-id-differs", got: id, problem, severity: "info" };
}

/** A return to an earlier mode may announce an id again, and takes the protection of what senders hold away. */
function returning(plan: DeploymentPlan, { policy: live, state }: Announcement): readonly PreflightIssue[] {
  const { mode } = plan.policy;
  if (state !== "whole" || live === undefined || STAGE[mode] >= STAGE[live.mode] || isRaised(plan, live)) return [];
  const problem = `the policy goes back from ${live.mode} to ${mode}, and an id of then would be announced again`;
  return [preflightIssue({ code: "id-reused", got: plan.revision, problem }, ["revision"])];
}

/**
 * Whether the revision is another one than that of the live policy. `max_age` has it on top of an age that nobody else knows, but
 * that is either the default one or has mostly stayed the same.
 */
function isRaised({ policy, revision }: DeploymentPlan, live: Policy): boolean {
  const ages = [DEFAULT_MAX_AGE[live.mode], policy.maxAge - revision];
  return revision > 0 && !ages.includes(live.maxAge - revision);
}

function taken(got: string | undefined, problem: string): PreflightIssue {
  return preflightIssue({ code: "txt-not-ours", got, problem }, ["dns"]);
}

import type { DeploymentPlan } from "../plan";
import type { Announcement } from "./announcement";
import { judgeReturn } from "./judge-return";
import { preflightIssue, type PreflightFault, type PreflightIssue } from "./preflight-issue";
import type { SeenRecord } from "./seen";

const HOUR = 3_600;

/**
 * What stands at `_mta-sts.<domain>` already, beside what is to stand there (RFC 8461 §3.1).
 *
 * @param isRemembered - Whether the announced ids are known, so that none has to be guessed from the live one.
 */
export function judgeRecord(
  plan: DeploymentPlan,
  record: SeenRecord,
  announced: Announcement | undefined,
  isRemembered = false,
): readonly PreflightIssue[] {
  const [alias] = record.aliases;
  const isKept = announced?.id === plan.policyId;
  // Where somebody else keeps the record, an alias may lead to the very announcement.
  if (alias !== undefined && !isKept)
    return [taken(`an alias to ${alias}`, "there is an alias where the record is to be")];
  if (record.texts.length === 0) return first(plan);
  if (announced === undefined) return [unusable(record)];
  const others = record.texts.length > 1 ? [preflightIssue({ code: "txt-unrelated-records" }, ["dns"])] : [];
  return [...(isKept ? kept(plan, announced) : changed(plan, announced, isRemembered)), ...others];
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
function changed(plan: DeploymentPlan, announced: Announcement, isRemembered: boolean): readonly PreflightIssue[] {
  const { id, ttl, state } = announced;
  const slow = ttl > HOUR ? [preflightIssue({ code: "txt-ttl-long", got: ttl }, ["dns"])] : [];
  if (state === "foreign") {
    const problem = `another record announces a policy already, under an id that is not a hash of what is served, and resolvers hold it for ${ttl} s`;
    return [taken(id, problem), ...slow];
  }
  const interrupted = state === "interrupted" ? [preflightIssue(unfinished(plan, announced), ["dns"])] : [];
  return [...interrupted, ...(isRemembered ? [] : judgeReturn(plan, announced)), ...slow];
}

/** Going forward, or back under a third id, repairs it: what senders hold under the live id is not announced any more. */
function unfinished({ site }: DeploymentPlan, { id, body }: Announcement): PreflightFault {
  const isForward = body === site.body;
  const problem = isForward
    ? "the announced id is not that of the policy served, as after a deployment that stopped between the two, and this one completes it"
    : "the announced id is not that of the policy served, as after a deployment that stopped between the two, and this one announces a third";
  return { code: "live-id-differs", got: id, problem, severity: "info" };
}

function taken(got: string | undefined, problem: string): PreflightIssue {
  return preflightIssue({ code: "txt-not-ours", got, problem }, ["dns"]);
}

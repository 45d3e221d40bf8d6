import { revisionToWrite } from "../config-ids";
import { toIssue, type Issue } from "../issue";
import type { DeploymentPlan } from "../plan";
import { isOwnForm } from "../policy-id";
import type { LastDeployment } from "./last-deployment";

/** What is known of the ids that a domain has announced. */
export interface IdFacts {
  readonly plan: DeploymentPlan;
  /** What the last deployment left of the domain; left out for a first deployment, or where it is not known. */
  readonly last?: LastDeployment | undefined;
  /** Ids that were announced by other means. */
  readonly declared?: readonly string[];
}

/** Whether the planned id may be announced, and what is remembered afterwards. */
export interface IdVerdict {
  /** `id-reused`, or nothing. */
  readonly issues: readonly Issue[];
  /** Every id that was ever announced, the planned one last. */
  readonly announcedIds: readonly string[];
}

/** The oldest are forgotten: senders hold nothing of so long ago. */
const MAX_REMEMBERED = 10_000;

/**
 * Judges the planned id by the ids that were announced before (RFC 8461 §3.1: a sender that holds a policy under an id does not
 * fetch again while it sees that id, whatever is served).
 *
 * The id that was announced last may be announced again: nothing changes, or an interrupted deployment is completed. An earlier
 * one is refused, except where the deployment of the last id stopped before it changed anything that a sender sees.
 *
 * @example
 * import { planDeployment } from "@mtasts/core";
 * import { judgeIds } from "@mtasts/core/adapter";
 *
 * const plan = planDeployment({ domain: "example.com", mx: ["mail.example.com"] });
 * const ids: readonly string[] = plan.ok ? judgeIds({ plan: plan.value, declared: ["20240101"] }).announcedIds : [];
 */
export function judgeIds({ plan, last, declared = [] }: IdFacts): IdVerdict {
  const { policyId: planned } = plan;
  const history = historyOf(last, declared);
  const known = new Set(history.ids);
  const isReused = known.has(planned) && planned !== history.latest && !isUntouched(history, planned);
  const kept = [...known].filter((id) => id !== planned && !(id === history.latest && wasNeverSeen(history)));
  return {
    issues: isReused ? [reused(plan, known)] : [],
    announcedIds: [...kept, planned].slice(-MAX_REMEMBERED),
  };
}

interface History {
  /** In the order of their announcement. */
  readonly ids: readonly string[];
  /** The one that the last deployment was to announce. */
  readonly latest: string | undefined;
  /** The ids in the records of the state. */
  readonly recorded: readonly string[];
  /** The ids of the policies that the hosts served, one for each. */
  readonly served: readonly string[];
}

function historyOf(last: LastDeployment | undefined, declared: readonly string[]): History {
  const { components = [], records = [], files = [] } = last ?? {};
  const remembered = components.flatMap(({ announcedIds, policyId }) => [
    ...announcedIds,
    ...(policyId === undefined || announcedIds.includes(policyId) ? [] : [policyId]),
  ]);
  const recorded = records.flatMap(({ policyId }) => (policyId === undefined ? [] : [policyId]));
  const served = files.map(({ policyId }) => policyId);
  const unremembered = (ids: readonly string[]): readonly string[] => {
    const all = new Set(ids);
    for (const id of remembered) all.delete(id);
    return [...all];
  };
  // A deployment that stopped early has not written its outputs; any other id was written into the record by hand.
  const isOwn = (id: string): boolean => (served.length === 0 ? isOwnForm(id) : served.includes(id));
  const strange = unremembered(recorded);
  const own = [...strange.filter(isOwn), ...unremembered(served)];
  const deployed = new Set([...strange.filter((id) => !isOwn(id)), ...remembered, ...own]);
  const ids = [...declared.filter((id) => !deployed.has(id)), ...deployed];
  return { ids, latest: [...remembered, ...own].at(-1), recorded, served };
}

/** Whether record and hosts are those of this id still: the last deployment has changed nothing that a sender sees. */
function isUntouched({ recorded, served }: History, id: string): boolean {
  const isOnly = (ids: readonly string[]): boolean => ids.length > 0 && ids.every((other) => other === id);
  return isOnly(recorded) && isOnly(served);
}

/**
 * Whether the last deployment stopped before its policy was served anywhere. The record changes last, so it was not even tried: an
 * answer to it that was lost cannot have announced the id.
 */
function wasNeverSeen({ latest = "", recorded, served }: History): boolean {
  return recorded.length > 0 && served.length > 0 && ![...recorded, ...served].includes(latest);
}

function reused(plan: DeploymentPlan, known: ReadonlySet<string>): Issue {
  const { policyId, revision } = plan;
  const problem = `the id of this policy, "${policyId}", was announced before another one, and a sender that holds another policy under it would not fetch again`;
  return toIssue({ code: "id-reused", got: revision, problem, ...revisionToWrite(plan, known) }, ["revision"]);
}

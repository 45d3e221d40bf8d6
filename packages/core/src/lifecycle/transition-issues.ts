import { toIssue, type Issue } from "../issue";
import { coversAll, refusesSome, unknownPast, wasAnnounced, type KnownPast } from "./history";
import { changesMx, isMove, isSamePolicy, presentOf, type Announcement, type Publication } from "./publication";
import { planRetirement } from "./retirement";
import type { StepKind } from "./steps";

/** What decides beside the two ends of a transition. */
export interface JudgedFacts extends KnownPast {
  readonly served?: readonly Announcement[];
  readonly order?: readonly StepKind[];
}

/** What is wrong or unwise about a first announcement. */
export function judgeFirst(to: Publication, facts: JudgedFacts): readonly Issue[] {
  const { history = [] } = facts;
  const isFirst = history.every(({ mode }) => mode === "none");
  const rollout = to.policy.mode === "enforce" && isFirst ? [toIssue({ code: "rollout-no-testing" }, ["mode"])] : [];
  return [...reuse(to, facts), ...coverage(to), ...rollout, ...ordering(facts)];
}

/** What is wrong or unwise about a change, done in one deployment and now. */
export function judgeChange(
  from: Publication,
  to: Publication,
  bridge: Announcement,
  facts: JudgedFacts,
): readonly Issue[] {
  const isChanged = !isSamePolicy(from.policy, to.policy);
  const ids = isChanged ? newId(from, to, bridge, facts) : keptId(from, to, facts);
  return [...ids, ...coverage(to), ...together(from, to, isChanged), ...pastOf(from, to, facts), ...ordering(facts)];
}

/** What is wrong or unwise about taking everything away now. */
export function judgeRemoval(from: Publication, facts: JudgedFacts): readonly Issue[] {
  return planRetirement({ ...facts, present: presentOf(from, facts) }).issues;
}

function newId(from: Publication, to: Publication, bridge: Announcement, facts: JudgedFacts): readonly Issue[] {
  if (from.id === to.id) return [toIssue({ code: "id-not-changed", got: to.id }, ["id"])];
  // The way there may lead over a wider policy, which is announced too.
  const announced = bridge.id === to.id || bridge.id === from.id ? [to] : [bridge, to];
  const resumed = bridge.id === from.id ? interrupted(from, facts) : [];
  return [...announced.flatMap((each) => reuse(each, facts)), ...resumed];
}

function keptId(from: Publication, to: Publication, facts: JudgedFacts): readonly Issue[] {
  if (from.id === to.id) return interrupted(from, facts);
  return [toIssue({ code: "id-changed-needlessly", got: to.id }, ["id"]), ...reuse(to, facts)];
}

/** Senders may hold the file of the stopped deployment under the id that is still announced, so that one is spent. */
function interrupted({ id }: Announcement, { served = [] }: JudgedFacts): readonly Issue[] {
  const problem = "the id is announced and another file is served, which senders may hold under it";
  return served.every((each) => each.id === id) ? [] : [toIssue({ code: "id-reused", got: id, problem }, ["id"])];
}

function reuse({ id }: Announcement, { history = [] }: JudgedFacts): readonly Issue[] {
  return wasAnnounced(id, history) ? [toIssue({ code: "id-reused", got: id }, ["id"])] : [];
}

function coverage({ policy, mx = [] }: Publication): readonly Issue[] {
  if (policy.mode !== "enforce") return [];
  return mx.flatMap((host, i) =>
    coversAll(policy.mx, [host]) ? [] : [toIssue({ code: "mx-changed-without-policy", got: host }, ["mx", i])],
  );
}

function together(from: Publication, to: Publication, isChanged: boolean): readonly Issue[] {
  const isEnforced = from.policy.mode === "enforce" || to.policy.mode === "enforce";
  return [
    ...(isChanged && isMove(from, to) ? [toIssue({ code: "host-and-policy-together", got: to.host }, ["host"])] : []),
    ...(isChanged && isEnforced && changesMx(from, to)
      ? [toIssue({ code: "enforce-mx-and-policy-together" }, ["mx"])]
      : []),
  ];
}

/** Only a change of MX records depends on what earlier instances covered. */
function pastOf(from: Publication, to: Publication, facts: JudgedFacts): readonly Issue[] {
  const { mx: hosts = [] } = to;
  return changesMx(from, to) ? unknownPast(facts, (instance) => refusesSome(instance, hosts)) : [];
}

function ordering({ order = [] }: JudgedFacts): readonly Issue[] {
  const txt = order.indexOf("txt-record");
  const isEarly = txt >= 0 && order.some((kind, i) => i > txt && isServing(kind));
  return isEarly ? [toIssue({ code: "order-txt-before-https" }, ["order", txt])] : [];
}

function isServing(kind: StepKind): boolean {
  return kind === "policy-file" || kind === "policy-host-dns" || kind === "verify-https";
}

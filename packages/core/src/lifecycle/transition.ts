import { isError, type Issue } from "../issue";
import { formatPolicy } from "../policy";
import { policyId } from "../policy-id";
import { coversAll, type KnownPast } from "./history";
import { planMxMigration, type MxMigrationPlan } from "./mx-migration";
import { changesMx, isMove, isSamePolicy, presentOf, type Announcement, type Publication } from "./publication";
import { planRetirement } from "./retirement";
import { always, announceFirst, announceNext, moveHost, remove, type Step, type StepKind } from "./steps";
import { judgeChange, judgeFirst, judgeRemoval } from "./transition-issues";
import { dayWait, fullWait, idWait, longer, OPERATIONAL_SLACK } from "./waits";

/** What a plan has to know beside the two ends of a transition. */
export interface TransitionFacts extends KnownPast {
  /** The TTL of the MX records in seconds. */
  readonly mxTtl: number;
  /** The TTL of the policy host's name in seconds. */
  readonly hostTtl: number;
  /** Seconds for which resolvers hold that a record does not exist: the smaller of the SOA record's TTL and its minimum. */
  readonly negativeTtl: number;
  /**
   * The files that were served since the last announcement, if deployments stopped between file and record; the newest last.
   *
   * @default - none: the last deployment has ended
   */
  readonly served?: readonly Announcement[];
  /**
   * The order in which a tool would take the steps.
   *
   * @default - that of the plan
   */
  readonly order?: readonly StepKind[];
}

/** Seconds from the observed announcement until the new policy applies, by what a sender does. */
export interface Effective {
  readonly checksId: number;
  readonly refreshesDaily: number;
  readonly neither: number;
}

/** What a publisher may do next. */
export interface Transition {
  /** `now`: in one deployment, in this order. `in-steps`: with waits between. `refused`: not as one deployment, not now. */
  readonly verdict: "now" | "in-steps" | "refused";
  /** Why not, and what is unwise. */
  readonly issues: readonly Issue[];
  /** The way there, one step after the other; empty if nothing has to be done, or if there is no way from here. */
  readonly steps: readonly Step[];
  /** Whether the bytes change, and the id with them. */
  readonly idMustChange: boolean;
  /** When senders follow; left out if the policy stays or was not there. */
  readonly effectiveAfter?: Effective;
  /** Seconds for everything that is slower than it should be, not contained in the waits. */
  readonly slack: number;
}

/**
 * What a publisher may do next: from nothing to a first policy, from one publication to another, or to nothing. A plan holds for
 * a publication whose deployment has ended; one that stopped between file and record is told by `served`. May be stopped before every step.
 *
 * @example
 * import { planTransition, type Publication } from "@mtasts/core/lifecycle";
 *
 * const from: Publication = {
 *   policy: { mode: "enforce", mx: ["mx1.example.com"], maxAge: 2_419_200 },
 *   id: "a1",
 *   txtTtl: 300,
 *   mx: ["mx1.example.com"],
 * };
 * const mx = ["mx1.example.com", "mx2.example.com"];
 * const to: Publication = { ...from, policy: { ...from.policy, mx }, id: "b2", mx };
 * const { steps } = planTransition(from, to, { now: 0, history: [], mxTtl: 3_600, hostTtl: 300, negativeTtl: 900 });
 * const kinds: readonly string[] = steps.map(({ kind }) => kind); // policy-file, verify-https, txt-record, mx-record
 */
export function planTransition(from: Publication | null, to: Publication | null, facts: TransitionFacts): Transition {
  const issues = judge(from, to, facts);
  const steps = issues.some(isDeadEnd) ? [] : stepsOf(from, to, facts);
  const idMustChange = from !== null && to !== null && !isSamePolicy(from.policy, to.policy);
  const plan = { verdict: verdictOf(issues, steps), issues, steps, idMustChange, slack: OPERATIONAL_SLACK };
  return from !== null && idMustChange ? { ...plan, effectiveAfter: effectiveAfter(from) } : plan;
}

function judge(from: Publication | null, to: Publication | null, facts: TransitionFacts): readonly Issue[] {
  if (from === null) return to === null ? [] : judgeFirst(to, facts);
  return to === null ? judgeRemoval(from, facts) : judgeChange(from, to, bridgeOf(from, to), facts);
}

/** Errors that waiting or taking single steps cures; every other one needs other values. */
const CURED_BY_STEPS: readonly Issue["code"][] = [
  "host-and-policy-together",
  "order-txt-before-https",
  "removal-too-early",
];

function isDeadEnd(issue: Issue): boolean {
  return isError(issue) && !CURED_BY_STEPS.includes(issue.code);
}

function verdictOf(issues: readonly Issue[], steps: readonly Step[]): Transition["verdict"] {
  if (issues.some(isError)) return "refused";
  return steps.some(mustWait) ? "in-steps" : "now";
}

function mustWait({ afterSeconds, notBefore }: Step): boolean {
  return notBefore !== undefined || (afterSeconds !== undefined && afterSeconds.strict > 0);
}

function effectiveAfter({ policy, txtTtl }: Publication): Effective {
  return { checksId: idWait({ txtTtl }), refreshesDaily: dayWait({ txtTtl }), neither: fullWait(policy, { txtTtl }) };
}

function stepsOf(from: Publication | null, to: Publication | null, facts: TransitionFacts): readonly Step[] {
  if (from === null) return to === null ? [] : announceFirst(to.policy, to.id);
  if (to === null) return removalSteps(from, facts);
  // RFC 8461 §8.1: the host moves with the old bytes, so that no resolver leads a new id to an old file
  const move = isMove(from, to) ? moveHost(from.policy, from.id, facts.hostTtl) : [];
  return [...move, ...policySteps(from, to, facts)];
}

function removalSteps(from: Publication, facts: TransitionFacts): readonly Step[] {
  const { notBefore, waitSeconds } = planRetirement({ ...facts, present: presentOf(from, facts) });
  return remove(waitSeconds > 0 ? notBefore : undefined);
}

/** The policies of a change and the MX records between them. */
function policySteps(from: Publication, to: Publication, facts: TransitionFacts): readonly Step[] {
  if (!changesMx(from, to)) return announceChange(from, to);
  const bridge = bridgeOf(from, to);
  const before = announceChange(from, bridge);
  return [...before, ...mxSteps(from, to, facts), ...announceChange(bridge, to)];
}

function announceChange(old: Announcement, next: Announcement): readonly Step[] {
  return isSamePolicy(old.policy, next.policy) ? [] : announceNext(next.policy, next.id);
}

function mxSteps(from: Publication, to: Publication, facts: TransitionFacts): readonly Step[] {
  const { mx: old = [] } = from;
  const { mx: hosts = [] } = to;
  const { txtTtl } = from;
  const planAfter = ({ policy }: Pick<Announcement, "policy">): MxMigrationPlan =>
    planMxMigration({ ...facts, hosts, present: { ...policy, txtTtl } });
  const plan = planAfter(from);
  // Of stopped deployments senders may hold the files, under the id that is still announced.
  const served = (facts.served ?? []).map((each) => planAfter(each).afterAnnouncement);
  const afterSeconds = served.reduce(longer, plan.afterAnnouncement);
  const { notBefore, oldHostsOff } = plan;
  const change: Step = { kind: "mx-record", ...(notBefore === undefined ? {} : { notBefore }) };
  const steps: readonly Step[] = [afterSeconds.strict > 0 ? { ...change, afterSeconds } : change];
  const isRemoved = old.some((host) => !hosts.includes(host));
  // Until the old records are forgotten, resolvers send mail to the old hosts, and their policy must cover them.
  return isRemoved ? [...steps, { kind: "mx-host-off", afterSeconds: always(oldHostsOff) }] : steps;
}

/** What has to be announced while the MX records change: it must do for the hosts before and after. */
function bridgeOf(from: Publication, to: Publication): Announcement {
  const hosts = [...(from.mx ?? []), ...(to.mx ?? [])];
  if (doesFor(to, hosts) || !changesMx(from, to)) return to;
  if (doesFor(from, hosts)) return from;
  const policy = { ...to.policy, mx: [...from.policy.mx, ...to.policy.mx] };
  return { policy, id: policyId(formatPolicy(policy)) };
}

function doesFor({ policy }: Publication, hosts: readonly string[]): boolean {
  return policy.mode !== "enforce" || coversAll(policy.mx, hosts);
}

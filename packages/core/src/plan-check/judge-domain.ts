import type { IssueCode } from "../catalogue";
import { deploymentIssue, type DeploymentCode, type DeploymentIssue } from "../deployment-issue";
import type { Fault } from "../issue";
import { isSamePolicy } from "../lifecycle/publication";
import { planRetirement } from "../lifecycle/retirement";
import { MAX_AGE_LIMIT } from "../max-age";
import type { Mode } from "../mode";
import { readPolicy } from "../policy";
import type { Policy } from "../policy-reading";
import { judgeFormerZone, keptElsewhere, type StatedZoneMove } from "./former-zone";
import { unshownIn } from "./judge-ids";
import type { UnshownPolicy } from "./judge-unshown";
import { judgeOutcome, transitionOf, type Transition } from "./judge-outcome";
import { linksOf } from "./links";
import { idIn, policyTextIn, presentPolicy, ttlIn } from "./publications";
import { openTextAmong, openTextsOf, remains, textAmong, type Action, type ResourceChange } from "./resource-change";
import { adviseOnPlan } from "./retirement-advice";
import type { PolicyChange, ResourceRole } from "./roles";

/** What a plan does not tell of the past. Times are seconds on one clock. */
export interface PlanFacts {
  readonly now: number;
  /**
   * When mode `none` was seen to be announced.
   *
   * @default - `now`: the retirement has only begun
   */
  readonly noneSince?: number;
  /**
   * The longest `max_age` that was ever served, in seconds.
   *
   * @default 31557600, which is the largest there is
   */
  readonly longestMaxAge?: number;
}

/** What the plan would do to the policy of one domain. */
export interface PlannedDomain {
  /** `undefined` where the plan does not tell it. */
  readonly domain: string | undefined;
  /** The mode that is deployed; `undefined` where the plan does not show it, and then taken for `enforce`. */
  readonly mode: Mode | undefined;
  /** What happens to each resource that senders meet. */
  readonly changes: readonly { readonly address: string; readonly role: ResourceRole; readonly action: Action }[];
  readonly issues: readonly DeploymentIssue[];
  /** The policies of which the plan shows only one half, for `judgeUnshown`. */
  readonly unshown: readonly UnshownPolicy[];
}

/** The changes that touch one domain. */
export interface DomainChanges {
  readonly domain: string | undefined;
  readonly changes: readonly PolicyChange[];
  /** The policy that was deployed last, as the outputs tell it. */
  readonly deployed: string | undefined;
  /**
   * Whether resources that stay as they are, are among the changes.
   *
   * @default true
   */
  readonly isComplete?: boolean;
  /**
   * The moves of zones that the last deployment states.
   *
   * @default - none
   */
  readonly zoneMoves?: readonly StatedZoneMove[];
}

/** What is wrong or unwise about the changes to one domain's policy. */
export function judgeDomain(given: DomainChanges, facts: PlanFacts): PlannedDomain {
  const { domain, changes, deployed, isComplete = true, zoneMoves = [] } = given;
  const present = presentPolicy(changes, deployed);
  const of = (role: ResourceRole): readonly PolicyChange[] => changes.filter((change) => change.role === role);
  const state: State = {
    changes,
    present,
    facts,
    zoneMoves,
    transition: transitionOf({ domain, changes, present, deployed, isComplete }),
    announcements: of("announcement"),
    files: of("file"),
    names: of("name"),
  };
  const issues = isDeployed(state) || deployed !== undefined ? judge(state) : [];
  const shown = changes.map(({ address, role, action }) => ({ address, role, action }));
  return { domain, mode: present?.mode, changes: shown, issues, unshown: unshownIn(state.transition, issues) };
}

/** The changes by what they touch, and what is known. */
interface State {
  readonly changes: readonly PolicyChange[];
  readonly present: Policy | undefined;
  readonly facts: PlanFacts;
  readonly zoneMoves: readonly StatedZoneMove[];
  readonly transition: Transition;
  readonly announcements: readonly PolicyChange[];
  readonly files: readonly PolicyChange[];
  readonly names: readonly PolicyChange[];
}

/** A first deployment can break nothing. */
function isDeployed({ changes }: State): boolean {
  return changes.some(({ action }) => action !== "create");
}

function judge(state: State): readonly DeploymentIssue[] {
  const { announcements } = state;
  // Where somebody else keeps the record, the file tells.
  const telling = announcements.length > 0 ? announcements : state.files;
  const isGone = telling.length > 0 && telling.every(({ action }) => action === "delete");
  if (isGone) return retirement(state, telling[0]);
  const moves = [...recreated(state), ...serving(state), ...together(state), ...formerZone(state)];
  // What goes is reported once, by what happens to it.
  const reported = new Set(moves.map(({ path }) => path[0]));
  const isRefused = moves.some(({ severity }) => severity === "error");
  const outcome = judgeOutcome(state.transition).filter(
    ({ code, path }) => !reported.has(path[0]) && !(isRefused && code === "not-judged"),
  );
  const isJudged = outcome.some(({ code }) => code === "id-policy-mismatch" || code === "record-unreadable");
  return [...moves, ...(isJudged ? [] : ids(state)), ...outcome.map((issue) => inMode(issue, state))];
}

/** The end of a policy: refused while a sender may hold one that is enforced. */
function retirement({ present, facts, changes }: State, first: PolicyChange | undefined): readonly DeploymentIssue[] {
  const { now, noneSince, longestMaxAge } = facts;
  const txtTtl = Math.max(...changes.map(({ role, before }) => (role === "announcement" ? (ttlIn(before) ?? 300) : 0)));
  const { mode, maxAge }: Pick<Policy, "mode" | "maxAge"> = present ?? { mode: "enforce", maxAge: MAX_AGE_LIMIT };
  const past = longestMaxAge === undefined ? {} : { history: [enforcedUntil(noneSince ?? now, longestMaxAge, txtTtl)] };
  const since = noneSince === undefined ? {} : { presentSince: noneSince };
  const plan = planRetirement({ now, present: { mode, maxAge, txtTtl }, ...past, ...since });
  // A policy that was never enforced keeps no mail from anybody, and only its owner knows whether another came before it.
  return plan.issues.map((issue) => ({
    ...adviseOnPlan(mode === "testing" ? { ...issue, severity: "warning" } : issue, facts),
    path: first === undefined ? [] : [first.address],
  }));
}

function enforcedUntil(ended: number, maxAge: number, txtTtl: number) {
  return { mode: "enforce", maxAge, fileEnded: ended, idEnded: ended, txtTtl } as const;
}

/** A record that goes and comes back, in one step or under another name in the program. */
function recreated({ announcements, present }: State): readonly DeploymentIssue[] {
  const replaced = announcements.filter(isReplaced);
  const deleted = announcements.filter(({ action }) => action === "delete");
  const created = announcements.filter(({ action }) => action === "create");
  const renamed = created.length > 0 ? deleted : [];
  return [...replaced, ...renamed].map((change) => issueAt(change, { code: "txt-recreated" }, present));
}

function isReplaced({ action }: ResourceChange): boolean {
  return action === "replace" || action === "replace-create-first";
}

/** What serves an announced policy and goes: all right only if another host has the same bytes, and then better later. */
function serving({ changes, files, present, names, transition }: State): readonly DeploymentIssue[] {
  const isNeeded = needed(transition);
  const keptFor = keptElsewhere(changes);
  const gone = changes.filter(
    (change) => change.role !== "announcement" && isGoing(change) && isNeeded(change) && keptFor(change) === undefined,
  );
  const [first] = gone;
  if (first === undefined) return [];
  const emptied = new Set(files.filter(isGoing).map(({ before }) => textAmong(before, "bucket")));
  // A bucket that loses the same object takes the new one along, however late it goes.
  const takesPlace = ({ after }: PolicyChange): boolean => {
    const bucket = textAmong(after, "bucket");
    return bucket !== undefined && emptied.has(bucket);
  };
  const arrives =
    files.some((file) => isArriving(file) && !takesPlace(file)) || (files.length === 0 && names.some(isArriving));
  if (arrives) return [issueAt(first, { code: "policy-host-moved-at-once" }, present)];
  return gone.map((change) => issueAt(change, { code: "policy-host-gone", got: change.action }, present));
}

function isGoing({ action, type }: ResourceChange): boolean {
  // A certificate that is replaced by a newer one is never missed.
  return (
    action === "delete" || action === "replace" || (action === "replace-create-first" && !/certificate/i.test(type))
  );
}

function isArriving({ action }: ResourceChange): boolean {
  return action === "create";
}

/** Which resources serve the policy before the plan: all of them, unless the plan shows the way from the name to the bytes. */
function needed({ before }: Transition): (change: PolicyChange) => boolean {
  const { hasName, way, bodies } = before;
  if (!hasName || bodies.length === 0) return () => true;
  const addresses = new Set(way.map(({ change }) => change.address));
  const links = new Set(way.flatMap(({ change }) => linksOf(change)));
  // A record that proves the name to a certificate authority shows no certificate.
  const hasCertificate = before.inventory.distributions.some(({ change }) => addresses.has(change.address));
  return (change) =>
    addresses.has(change.address) ||
    linksOf(change).some((link) => links.has(link)) ||
    (hasCertificate && /record|certificate/i.test(change.type));
}

/** One of two zones goes while resolvers may ask it. */
function formerZone(state: State): readonly DeploymentIssue[] {
  const { announcements, zoneMoves, facts } = state;
  return judgeFormerZone(announcements, zoneMoves, facts.now).map((issue) => inMode(issue, state));
}

/** The host moves, and the policy changes. */
function together({ files, names, announcements, present }: State): readonly DeploymentIssue[] {
  const moved = names.find(isMoved);
  const isOld = announcements.some(({ action }) => action !== "create");
  if (moved === undefined || !isOld || !(isPolicyChanged(files) || announcements.some(isIdChanged))) return [];
  return [issueAt(moved, { code: "host-and-policy-together" }, present)];
}

function isMoved({ action, before, after }: PolicyChange): boolean {
  if (action === "keep") return false;
  if (action !== "update") return action !== "forget";
  const target = (values: PolicyChange["before"]): string => {
    const named = openTextAmong(values, "content", "value", "target", "service", "bucket_name");
    const aliases = JSON.stringify(values?.["alias"] ?? values?.["aliases"] ?? null);
    return [named, ...openTextsOf(values, "records"), aliases].map(String).join();
  };
  return target(before) !== target(after);
}

function isPolicyChanged(files: readonly PolicyChange[]): boolean {
  const before = textOf(files, "before");
  const after = textOf(files, "after");
  return before !== undefined && after !== undefined && before !== after;
}

function textOf(files: readonly PolicyChange[], side: "before" | "after"): string | undefined {
  const sided = files.filter((file) => side === "before" || remains(file));
  return sided.map((file) => policyTextIn(file[side])).find((text) => text !== undefined);
}

function isIdChanged({ before, after }: PolicyChange): boolean {
  const [old, next] = [idIn(before), idIn(after)];
  return old !== undefined && next !== undefined && old !== next;
}

/** New bytes under an old id, or the other way round. */
function ids({ files, announcements, present }: State): readonly DeploymentIssue[] {
  const [record] = announcements;
  const [before, after] = [textOf(files, "before"), textOf(files, "after")];
  const [old, next] = [idIn(record?.before), idIn(record?.after)];
  if (record === undefined || before === undefined || after === undefined || old === undefined || next === undefined)
    return [];
  if (before !== after && old === next) return [issueAt(record, { code: "id-not-changed", got: next }, present)];
  const isNeedless = old !== next && isSameText(before, after);
  return isNeedless ? [issueAt(record, { code: "id-changed-needlessly", got: next }, present)] : [];
}

function isSameText(one: string, other: string): boolean {
  const [first, second] = [readPolicy(one), readPolicy(other)];
  return one === other && first.ok && second.ok && isSamePolicy(first.value, second.value);
}

/** In testing nothing that goes wrong keeps mail from being delivered. */
function issueAt(
  { address }: PolicyChange,
  fault: Fault<IssueCode | DeploymentCode>,
  present: Policy | undefined,
): DeploymentIssue {
  const issue = deploymentIssue(fault, [address]);
  const isHarmless = present?.mode === "testing" && issue.severity === "error" && fault.code !== "id-not-changed";
  return isHarmless ? { ...issue, severity: "warning" } : issue;
}

/** The same for what senders get: no mail is lost in testing, and none once every enforced policy has expired. */
function inMode(issue: DeploymentIssue, { present, facts, transition }: State): DeploymentIssue {
  if (issue.severity !== "error" || issue.code === "id-not-changed") return issue;
  const becomesEnforced = transition.after.bodies.some(({ text }) => isEnforced(text));
  const isHarmless = present?.mode === "testing" || (present?.mode === "none" && isRetired(present, facts));
  return isHarmless && !becomesEnforced ? { ...issue, severity: "warning" } : issue;
}

function isEnforced(text: unknown): boolean {
  const policy = typeof text === "string" ? readPolicy(text) : undefined;
  return policy?.ok === true && policy.value.mode === "enforce";
}

function isRetired({ mode, maxAge }: Policy, { now, noneSince, longestMaxAge }: PlanFacts): boolean {
  if (noneSince === undefined || longestMaxAge === undefined) return false;
  const history = [enforcedUntil(noneSince, longestMaxAge, 300)];
  return planRetirement({ now, present: { mode, maxAge, txtTtl: 300 }, history }).waitSeconds <= 0;
}

import { lookBeforeDeploying, type Ports } from "@mtasts/check";
import { isUnjudged, judgeUnshown, type CheckedPlan, type UnshownPolicy } from "@mtasts/core/plan-check";
import {
  incompleteIssue,
  judgeClaims,
  judgeCreations,
  statedInPlan,
  type PlannedCreations,
  type PreflightIssue,
  type SeenInternet,
  type Stated,
} from "@mtasts/core/preflight";
import { MAX_AGE_LIMIT } from "@mtasts/core";
import type { DeploymentIssue } from "@mtasts/core/deployment-outputs";

/** What the command line states about the past. */
interface StatedFlags {
  /** Seconds since 1970. */
  readonly noneSince?: number | undefined;
  readonly longestMaxAge?: number | undefined;
}

/** Each has some four lookups and one connection under way. */
const CONCURRENCY = 16;

/** What the arguments behind a plan, and the command line, state about each domain. */
export function statedFor(
  json: unknown,
  { domains }: CheckedPlan,
  { noneSince, longestMaxAge }: StatedFlags,
): readonly Stated[] {
  const told = statedInPlan(json);
  const isStated = noneSince !== undefined || longestMaxAge !== undefined;
  if (!isStated) return told;
  const known = new Map(told.map((stated) => [stated.domain, stated]));
  const names = domains.flatMap(({ domain }) => (domain === undefined ? [] : [domain]));
  return [...new Set([...known.keys(), ...names])].map((domain) => {
    const stated = known.get(domain) ?? nothingStated(domain);
    const since = noneSince === undefined ? {} : { noneSince: new Date(noneSince * 1_000).toISOString() };
    const claims = { ...stated.claims, ...since, ...(longestMaxAge === undefined ? {} : { longestMaxAge }) };
    return { ...stated, claims, mode: noneSince === undefined ? stated.mode : "none" };
  });
}

/** A revision above 0 states nothing about what was never enforced. */
function nothingStated(domain: string): Stated {
  return { domain, policyId: "", mode: "enforce", revision: 1, claims: { longestMaxAge: MAX_AGE_LIMIT } };
}

/** What a plan says about one domain, beside what is live. */
export interface PlanSubject {
  readonly domain: string;
  readonly stated?: Stated;
  readonly planned?: PlannedCreations;
  /** The policies of which the plan shows only one half. */
  readonly unshown?: readonly UnshownPolicy[];
}

/** Every domain of which the plan states or creates anything. */
export function subjectsOf(
  stated: readonly Stated[],
  planned: readonly PlannedCreations[],
  { domains }: CheckedPlan,
): readonly PlanSubject[] {
  const all = new Map<string, PlanSubject>(stated.map((each) => [each.domain, { domain: each.domain, stated: each }]));
  const add = (domain: string, more: Omit<PlanSubject, "domain">): void => {
    all.set(domain, { ...(all.get(domain) ?? { domain }), ...more });
  };
  for (const each of planned) add(each.domain, { planned: each });
  for (const { domain, unshown } of domains) if (domain !== undefined && unshown.length > 0) add(domain, { unshown });
  return [...all.values()];
}

/** What the live domains say about a plan. */
export interface LiveVerdict {
  readonly issues: readonly (DeploymentIssue | PreflightIssue)[];
  /** Of the policies of which the plan shows only one half, those that the live domain decides. */
  readonly judged: readonly UnshownPolicy[];
}

/** The plan without what the live domains decide, and whether anything about it is still not judged. */
export function withLive(
  plan: CheckedPlan,
  { judged }: LiveVerdict,
): { readonly plan: CheckedPlan; readonly isJudged: boolean } {
  const decided = new Set(judged.map(({ path }) => placeOf(path)));
  const open = plan.issues.filter((issue) => isUnjudged(issue) && !decided.has(placeOf(issue.path)));
  // A record that is kept by hand is still to be changed after the deployment.
  const isSaid = (issue: DeploymentIssue): boolean => issue.code !== "not-judged" || !decided.has(placeOf(issue.path));
  const domains = plan.domains.map((each) => ({ ...each, issues: each.issues.filter(isSaid) }));
  return { plan: { ...plan, domains, issues: plan.issues.filter(isSaid) }, isJudged: open.length === 0 };
}

function placeOf(path: DeploymentIssue["path"]): string {
  return JSON.stringify(path);
}

/** What the live domains disprove, what they hold already, and what could not be seen. */
export async function judgeLive(
  all: readonly PlanSubject[],
  ports: Ports,
  { now, timeoutMs }: { readonly now: number; readonly timeoutMs: number },
): Promise<LiveVerdict> {
  const found: LiveVerdict[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < all.length; i = next++) {
      const subject = all[i];
      if (subject !== undefined) found[i] = await judgeOne(subject, ports, { now, timeoutMs });
    }
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, all.length) }, worker));
  return { issues: found.flatMap(({ issues }) => issues), judged: found.flatMap(({ judged }) => judged) };
}

async function judgeOne(
  { domain, stated, planned, unshown = [] }: PlanSubject,
  ports: Ports,
  { now, timeoutMs }: { readonly now: number; readonly timeoutMs: number },
): Promise<LiveVerdict> {
  const seen = await lookBeforeDeploying(domain, ports, { timeoutMs, caa: planned?.certificate !== undefined });
  const claims = stated === undefined ? [] : judgeStated({ ...stated, now }, seen);
  const existing = planned === undefined ? [] : judgeCreations(planned, seen);
  // One of the two is enough to say what was not seen.
  const isSaid = existing.some(isUnchecked);
  const verdicts = unshown.map((each) => ({ each, ...judgeUnshown(each, seen) }));
  const issues = [
    ...claims.filter((issue) => !isSaid || issue.code !== "preflight-incomplete" || isUnchecked(issue)),
    ...existing,
    ...verdicts.flatMap((verdict) => verdict.issues),
  ];
  return { issues, judged: verdicts.flatMap(({ each, isJudged }) => (isJudged ? [each] : [])) };
}

/** The paths begin with the domain. */
function judgeStated(stated: Stated, seen: SeenInternet): readonly PreflightIssue[] {
  const incomplete = incompleteIssue(stated, seen, "check");
  const issues = [...judgeClaims(stated, seen), ...(incomplete === undefined ? [] : [incomplete])];
  return issues.map((issue) => {
    const { path, message } = issue;
    if (stated.isModule !== true) return { ...issue, path: [stated.domain, ...path] };
    return {
      ...issue,
      path: [stated.domain, ...path.map(inSnakeCase)],
      message: message.replace(ARGUMENTS, inSnakeCase),
    };
  });
}

/** The arguments that messages about claims name. */
const ARGUMENTS =
  /\b(?:allowDestroy|announcedSince|longestMaxAge|movedSince|mxMigration|mxTtl|noneSince|previousHost)\b/gu;

/** A variable of an HCL module that has the name of an argument. */
function inSnakeCase<T>(name: T): T | string {
  return typeof name === "string" ? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : name;
}

/** Whether a claim, or a record to be created, was not compared with what is live. */
export function isUnchecked({ code, severity }: DeploymentIssue | PreflightIssue): boolean {
  return code === "preflight-incomplete" && severity !== "info";
}

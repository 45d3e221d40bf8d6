import { lookBeforeDeploying, type Ports } from "@mtasts/check";
import type { CheckedPlan } from "@mtasts/core/plan-check";
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
}

/** Every domain of which the plan states or creates anything. */
export function subjectsOf(stated: readonly Stated[], planned: readonly PlannedCreations[]): readonly PlanSubject[] {
  const all = new Map<string, PlanSubject>(stated.map((each) => [each.domain, { domain: each.domain, stated: each }]));
  for (const each of planned)
    all.set(each.domain, { ...(all.get(each.domain) ?? { domain: each.domain }), planned: each });
  return [...all.values()];
}

/** What the live domains disprove, what they hold already, and what could not be seen. */
export async function judgeLive(
  all: readonly PlanSubject[],
  ports: Ports,
  { now, timeoutMs }: { readonly now: number; readonly timeoutMs: number },
): Promise<readonly PreflightIssue[]> {
  const found: (readonly PreflightIssue[])[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < all.length; i = next++) {
      const subject = all[i];
      if (subject !== undefined) found[i] = await judgeOne(subject, ports, { now, timeoutMs });
    }
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, all.length) }, worker));
  return found.flat();
}

async function judgeOne(
  { domain, stated, planned }: PlanSubject,
  ports: Ports,
  { now, timeoutMs }: { readonly now: number; readonly timeoutMs: number },
): Promise<readonly PreflightIssue[]> {
  const seen = await lookBeforeDeploying(domain, ports, { timeoutMs, caa: planned?.certificate !== undefined });
  const claims = stated === undefined ? [] : judgeStated({ ...stated, now }, seen);
  const existing = planned === undefined ? [] : judgeCreations(planned, seen);
  // One of the two is enough to say what was not seen.
  const isSaid = existing.some(isUnchecked);
  return [
    ...claims.filter((issue) => !isSaid || issue.code !== "preflight-incomplete" || isUnchecked(issue)),
    ...existing,
  ];
}

/** The paths begin with the domain. */
function judgeStated(stated: Stated, seen: SeenInternet): readonly PreflightIssue[] {
  const incomplete = incompleteIssue(stated, seen, "warn");
  const issues = [...judgeClaims(stated, seen), ...(incomplete === undefined ? [] : [incomplete])];
  return issues.map((issue) => ({ ...issue, path: [stated.domain, ...issue.path] }));
}

/** Whether a claim, or a record to be created, was not compared with what is live. */
export function isUnchecked({ code, severity }: PreflightIssue): boolean {
  return code === "preflight-incomplete" && severity !== "info";
}

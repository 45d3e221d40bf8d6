import { lookBeforeDeploying, type Ports } from "@mtasts/check";
import type { CheckedPlan } from "@mtasts/core/plan-check";
import { incompleteIssue, judgeClaims, statedInPlan, type PreflightIssue, type Stated } from "@mtasts/core/preflight";
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

/** What the live domains disprove, and what could not be seen; each path begins with the domain. */
export async function judgeStated(
  all: readonly Stated[],
  ports: Ports,
  { now, timeoutMs }: { readonly now: number; readonly timeoutMs: number },
): Promise<readonly PreflightIssue[]> {
  const found: (readonly PreflightIssue[])[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < all.length; i = next++) {
      const stated = all[i];
      if (stated !== undefined) found[i] = await judgeOne({ ...stated, now }, ports, timeoutMs);
    }
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, all.length) }, worker));
  return found.flat();
}

async function judgeOne(stated: Stated, ports: Ports, timeoutMs: number): Promise<readonly PreflightIssue[]> {
  const seen = await lookBeforeDeploying(stated.domain, ports, { timeoutMs });
  const incomplete = incompleteIssue(stated, seen, "warn");
  const issues = [...judgeClaims(stated, seen), ...(incomplete === undefined ? [] : [incomplete])];
  return issues.map((issue) => ({ ...issue, path: [stated.domain, ...issue.path] }));
}

/** Whether a claim was not compared with what is live. */
export function isUnchecked({ code, severity }: PreflightIssue): boolean {
  return code === "preflight-incomplete" && severity !== "info";
}

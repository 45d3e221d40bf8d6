import { MAX_AGE_LIMIT } from "./max-age";
import type { DeploymentPlan } from "./plan";
import { formatPolicy } from "./policy";
import { policyId } from "./policy-id";

/** A bound on the hashes that an error message costs. */
const MAX_TRIES = 256;

/**
 * A revision above the present one that gives the policy an id outside of `taken`, and above all revisions that were used for
 * it. Undefined where the maximum age leaves no room for one.
 */
export function freeRevision(
  { policy, revision }: Pick<DeploymentPlan, "policy" | "revision">,
  taken: ReadonlySet<string>,
): number | undefined {
  const base = policy.maxAge - revision;
  // Each id that is taken can stand for one revision.
  const tries = Math.min(taken.size, MAX_TRIES);
  let free = revision + 1;
  for (let next = revision + 1; next <= revision + tries; next += 1) {
    if (taken.has(policyId(formatPolicy({ ...policy, maxAge: base + next })))) free = next + 1;
  }
  return base + free > MAX_AGE_LIMIT ? undefined : free;
}

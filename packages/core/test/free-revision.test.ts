import { describe, expect, it } from "@jest/globals";
import { formatPolicy, MAX_AGE_LIMIT, planDeployment, policyId, type DeploymentPlan } from "../src";
import { freeRevision } from "../src/free-revision";

function planOf(revision: number, maxAge = 86_400): DeploymentPlan {
  const plan = planDeployment({ domain: "example.com", mx: ["mail.example.com"], revision, maxAge });
  if (!plan.ok) throw new Error("the plan is right");
  return plan.value;
}

const idsOf = (...revisions: readonly number[]): ReadonlySet<string> =>
  new Set(revisions.map((revision) => planOf(revision).policyId));

describe("freeRevision", () => {
  it.each<[number, readonly number[], number]>([
    [0, [], 1],
    [0, [0], 1],
    [0, [0, 1, 2], 3],
    [0, [0, 2, 3, 1], 4],
    [1, [0, 1, 2], 3],
    [3, [0, 1], 4],
  ])("of revision %d after the revisions %j is %d", (present, used, free) => {
    expect(freeRevision(planOf(present), idsOf(...used))).toBe(free);
  });

  it("gives the policy an id that is not taken", () => {
    const { policy } = planOf(0);
    const taken = idsOf(0, 1, 2);
    const free = freeRevision(planOf(0), taken) ?? 0;
    expect(taken.has(policyId(formatPolicy({ ...policy, maxAge: policy.maxAge + free })))).toBe(false);
  });

  it("is none where the maximum age is reached", () => {
    expect(freeRevision(planOf(0, MAX_AGE_LIMIT), idsOf(0))).toBeUndefined();
    expect(freeRevision(planOf(0, MAX_AGE_LIMIT - 1), idsOf(0))).toBe(1);
  });
});

import { describe, expect, it } from "@jest/globals";
import { changesMx, isMove, isSamePolicy, presentOf, publicationOf } from "../../src/lifecycle/publication";
import { planDeployment } from "../../src/plan";
import { valueOf } from "../fixtures/expect-issues";

const plan = valueOf(planDeployment({ domain: "example.com", mx: ["mail.example.com"] }));
const publication = publicationOf(plan);

describe("publicationOf", () => {
  it("takes what senders see of a plan", () => {
    expect(publication).toEqual({ policy: plan.policy, id: plan.policyId, txtTtl: 300 });
  });
});

describe("publications", () => {
  it("compare hosts and MX records only where both are known", () => {
    const known = { ...publication, host: "worker", mx: ["mail.example.com"] };
    expect([isMove(publication, known), changesMx(known, publication)]).toEqual([false, false]);
    expect(isMove(known, { ...known, host: "cloudfront" })).toBe(true);
    expect(changesMx(known, { ...known, mx: [] })).toBe(true);
    expect(changesMx({ ...known, mx: [] }, known)).toBe(true);
  });

  it("are the same if their bytes are", () => {
    const { mode, maxAge } = plan.policy;
    expect(isSamePolicy(plan.policy, { mode, maxAge, mx: ["Mail.example.com", "mail.example.com"] })).toBe(true);
    expect(isSamePolicy(plan.policy, { ...plan.policy, maxAge: maxAge + 1 })).toBe(false);
  });

  it("end with what is enforced, announced or not", () => {
    const served = [{ id: "b2", policy: { ...plan.policy, mode: "enforce" as const } }];
    expect(presentOf(publication, {}).mode).toBe("testing");
    expect(presentOf(publication, { served }).mode).toBe("enforce");
  });
});

import { describe, expect, it } from "@jest/globals";
import { planDelegation } from "../../src/lifecycle/delegation";
import { transitionVectors } from "../fixtures/lifecycle-vectors";

describe("planDelegation", () => {
  const vectors = transitionVectors.filter(({ to }) => to !== null && "delegateTo" in to);

  it.each(vectors)("$name: $why", ({ to, expect: { records, certificateFor, order } }) => {
    const provider = to !== null && "delegateTo" in to ? to.delegateTo : "";
    const plan = planDelegation({ domain: "user.example", provider, hostTtl: 3_600, ttl: 300 });
    const published = [plan.records.sts, plan.records.host].map(({ name, type, value }) => ({ name, type, value }));
    expect(published).toEqual(records);
    expect(plan.certificateFor).toBe(certificateFor);
    const steps = plan.steps.flatMap(({ kind, afterSeconds }) => [
      ...(afterSeconds === undefined ? [] : ["wait its old TTL"]),
      ...(kind === "policy-host-dns" ? ["mta-sts CNAME"] : kind === "txt-record" ? ["_mta-sts CNAME"] : []),
    ]);
    expect(steps).toEqual(order);
    expect(plan.steps.at(-1)?.afterSeconds?.strict).toBe(3_600);
  });

  it("has a vector", () => {
    expect(vectors).toHaveLength(1);
  });
});

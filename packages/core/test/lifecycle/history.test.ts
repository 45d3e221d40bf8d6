import { describe, expect, it } from "@jest/globals";
import {
  coversAll,
  heldUntil,
  instanceEnd,
  instanceExpiry,
  refusesSome,
  unknownPast,
  wasAnnounced,
  type PolicyInstance,
} from "../../src/lifecycle/history";
import { planDeployment } from "../../src/plan";
import { valueOf } from "../fixtures/expect-issues";

const instance: PolicyInstance = { mode: "enforce", maxAge: 604_800, fileEnded: 0, idEnded: 0, txtTtl: 300 };

describe("an instance", () => {
  it.each<readonly [change: Partial<PolicyInstance>, end: number | undefined, expiry: number | undefined, why: string]>(
    [
      [{}, 300, 605_100, "resolvers know its id for a TTL"],
      [{ fileEnded: 1_000 }, 1_000, 605_800, "its file was there for longer"],
      [{ maxAge: 60 }, 300, 605_100, "a short age is raised"],
      [{ mode: "testing", maxAge: 60 }, 300, 86_700, "to a day in testing"],
    ],
  )("%j ends at %s and is held until %s: %s", (change, end, expiry) => {
    expect(instanceEnd({ ...instance, ...change })).toBe(end);
    expect(instanceExpiry({ ...instance, ...change })).toBe(expiry);
  });

  it("has no end that is not known, and the longest age that anybody may have published", () => {
    const { fileEnded, idEnded, maxAge, ...rest } = instance;
    expect([fileEnded, idEnded, maxAge]).toEqual([0, 0, 604_800]);
    expect(instanceEnd({ ...rest, fileEnded: 0 })).toBeUndefined();
    expect(instanceExpiry({ ...rest, idEnded: 0 })).toBeUndefined();
    expect(instanceExpiry({ ...rest, fileEnded: 0, idEnded: 0 })).toBe(31_557_900);
  });

  it("refuses hosts only in enforce", () => {
    const mx = ["*.example.com"];
    expect(coversAll(mx, ["a.example.com", "b.example.com"])).toBe(true);
    expect(refusesSome({ ...instance, mx }, ["a.example.com", "a.example.net"])).toBe(true);
    expect(refusesSome(instance, ["a.example.com"])).toBe(true);
    expect(refusesSome({ ...instance, mode: "testing" }, ["a.example.com"])).toBe(false);
  });
});

describe("a history", () => {
  const { idEnded, ...unknown } = instance;

  it("is held until its last instance is", () => {
    expect(idEnded).toBe(0);
    expect(heldUntil([], { now: 5 })).toBe(-Infinity);
    expect(heldUntil([instance, { ...instance, maxAge: 2_419_200 }], { now: 5 })).toBe(2_419_500);
  });

  it("is certain a year after the present began, where it is unknown", () => {
    expect(heldUntil([unknown], { now: 5 })).toBe(31_557_905);
    expect(heldUntil([unknown], { now: 5, presentSince: 1 })).toBe(31_557_901);
    expect(unknownPast({ now: 0 }, () => true).map(({ path }) => path)).toEqual([["history"]]);
    const history = [instance, unknown];
    expect(unknownPast({ now: 0, history }, () => true).map(({ path }) => path)).toEqual([["history", 1, "idEnded"]]);
    expect(unknownPast({ now: 0, history }, () => false)).toEqual([]);
  });
});

describe("wasAnnounced", () => {
  const config = { domain: "example.com", mx: ["mail.example.com"] };
  const { policyId } = valueOf(planDeployment(config));
  const history = [{ ...instance, id: policyId }];

  it("tells whether the next plan needs a higher revision", () => {
    expect(wasAnnounced(policyId, history)).toBe(true);
    expect(wasAnnounced(valueOf(planDeployment({ ...config, revision: 1 })).policyId, history)).toBe(false);
    expect(wasAnnounced(policyId, [instance])).toBe(false);
  });
});

import { describe, expect, it } from "@jest/globals";
import { distributionFaults, keepsNothing, keyAt, originFor } from "../../src/plan-check/distribution";

const faults = (values: object, cachePolicies = new Map<string, boolean>()): readonly string[] =>
  distributionFaults(values as never, "mta-sts.example.com", cachePolicies).map(({ facet }) => facet);

describe("distributionFaults", () => {
  it("finds none where nothing is shown", () => {
    expect(faults({})).toEqual([]);
  });

  it("accepts a cache policy of the plan that keeps nothing, and old TTLs of 0", () => {
    const values = { default_cache_behavior: [{ cache_policy_id: "own" }] };
    expect(faults(values)).toEqual(["caching"]);
    expect(faults(values, new Map([["own", true]]))).toEqual([]);
    expect(faults({ default_cache_behavior: [{ forwarded_values: [{}], max_ttl: 0 }] })).toEqual([]);
    expect(faults({ default_cache_behavior: [{ forwarded_values: [{}] }] })).toEqual(["caching"]);
  });
});

describe("the origin", () => {
  it("is the one that the behavior names, with its folder before the key", () => {
    const origin = [{ origin_id: "a" }, { origin_id: "b", origin_path: "/site" }];
    const found = originFor({ origin, default_cache_behavior: [{ target_origin_id: "b" }] });
    expect(found).toEqual(origin[1]);
    expect(keyAt(found ?? {})).toBe("site/.well-known/mta-sts.txt");
  });
});

describe("keepsNothing", () => {
  it("is a largest TTL of 0", () => {
    expect([{ max_ttl: 0 }, { max_ttl: 1 }, {}].map(keepsNothing)).toEqual([true, false, false]);
  });
});

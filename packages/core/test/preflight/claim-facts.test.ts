import { describe, expect, it } from "@jest/globals";
import { disproved, listed, statedBy } from "../../src/preflight/claim-facts";
import { planOf } from "../fixtures/preflight-issues";

describe("statedBy", () => {
  it("takes from a plan what it states and what it publishes", () => {
    const plan = planOf({ mode: "enforce", revision: 1 });
    expect(statedBy(plan)).toEqual({
      domain: "example.com",
      policyId: plan.policyId,
      mode: "enforce",
      revision: 1,
      claims: { longestMaxAge: 2_419_201 },
    });
  });
});

describe("disproved", () => {
  it("is refused in every mode", () => {
    expect(disproved({ code: "mx-not-moved" }, "mxMigration", "movedSince")).toMatchObject({
      path: ["mxMigration", "movedSince"],
      severity: "error",
      refusedIn: "warn",
    });
  });
});

describe("listed", () => {
  it("bounds what a foreign answer can make a message say", () => {
    expect(listed(["a", "b"])).toBe("a, b");
    expect(listed(["a", "b", "c", "d", "e", "f", "g"])).toBe("a, b, c, d, e, 2 more");
  });
});

import { describe, expect, it } from "@jest/globals";
import * as planCheck from "../../src/plan-check";

describe("@mtasts/core/plan-check", () => {
  it("exports exactly its public API", () => {
    expect(Object.keys(planCheck).sort()).toEqual([
      "checkPlan",
      "creationsInPlan",
      "facets",
      "isUnjudged",
      "judgeUnshown",
      "unreadablePlan",
    ]);
  });
});

import { describe, expect, it } from "@jest/globals";
import * as preflight from "../../src/preflight";

// API from the first day: a name that goes away breaks programs.
describe("@mtasts/core/preflight", () => {
  it("exports exactly its public API", () => {
    expect(Object.keys(preflight).sort()).toEqual([
      "incompleteIssue",
      "isHiddenZone",
      "judgeClaims",
      "judgeCreations",
      "judgePreflight",
      "offlineIssue",
      "preflightIssue",
      "refusals",
      "statedBy",
      "statedInPlan",
      "takeOverAdvice",
      "unseenNote",
      "untold",
    ]);
  });
});

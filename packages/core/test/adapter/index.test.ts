import { describe, expect, it } from "@jest/globals";
import * as adapter from "../../src/adapter";

describe("@mtasts/core/adapter", () => {
  it("exports exactly its public API", () => {
    expect(Object.keys(adapter).sort()).toEqual([
      "RECORD_TTL",
      "applyTransform",
      "changesOf",
      "hasChanges",
      "hasError",
      "impossibleMoves",
      "judge",
      "judgeIds",
      "judgeLastDomain",
      "judgeLastName",
      "judgeLastZones",
      "liftedProtection",
      "nameSuffixRule",
      "policyIn",
      "publicationOf",
      "readLastDeployment",
      "sameNames",
      "strictly",
      "transformIssues",
      "transformRules",
      "waitRules",
      "zoneMoveIssues",
      "zoneMoveRules",
      "zoneMoveTimes",
    ]);
  });
});

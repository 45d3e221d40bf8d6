import { describe, expect, it } from "@jest/globals";
import * as adapter from "../../src/adapter";

describe("@mtasts/core/adapter", () => {
  it("exports exactly its public API", () => {
    expect(Object.keys(adapter).sort()).toEqual([
      "RECORD_TTL",
      "applyTransform",
      "changesOf",
      "dnsRule",
      "hasChanges",
      "hasError",
      "hasMethod",
      "impossibleMoves",
      "issuesForFaults",
      "judge",
      "judgeIds",
      "judgeLastDomain",
      "judgeLastName",
      "judgeLastZones",
      "liftedProtection",
      "nameSuffixRule",
      "policyIn",
      "portIssues",
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

import { describe, expect, it } from "@jest/globals";
import { claimIssues } from "../../src/catalogue/claims";
import { claimFixtures, incompleteFixtures } from "../fixtures/claim-issues";
import { STYLE } from "../fixtures/wording";

describe("claimIssues", () => {
  it("keeps its codes", () => {
    expect(Object.keys(claimIssues).sort()).toEqual([
      "hosts-not-announced",
      "mx-not-moved",
      "mx-ttl-too-short",
      "none-not-announced",
      "preflight-incomplete",
      "previous-host-elsewhere",
      "revision-not-raised",
    ]);
  });

  it.each(Object.entries(claimIssues))("%s is worded in house style", (code, { summary, advice }) => {
    expect(code).toMatch(STYLE.code);
    expect(summary).toMatch(STYLE.text);
    expect(advice).toMatch(STYLE.text);
  });

  it.each(Object.keys(claimIssues))("%s has a fixture with its full message", (code) => {
    const lines = [...claimFixtures, ...incompleteFixtures].flatMap(([, issues]) => issues);
    expect(lines.filter((line) => line.endsWith(`[${code}]`))).not.toEqual([]);
  });
});

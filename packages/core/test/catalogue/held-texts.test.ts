import { describe, expect, it } from "@jest/globals";
import { heldTextIssues } from "../../src/catalogue/held-texts";
import { heldTextFixtures } from "../fixtures/held-issues";
import { STYLE } from "../fixtures/wording";

describe("heldTextIssues", () => {
  it("keeps its codes", () => {
    expect(Object.keys(heldTextIssues).sort()).toEqual(["policy-file-path", "txt-cut-by-comment"]);
  });

  it.each(Object.entries(heldTextIssues))("%s is worded in house style", (code, { summary, advice }) => {
    expect(code).toMatch(STYLE.code);
    expect(summary).toMatch(STYLE.text);
    expect(advice).toMatch(STYLE.text);
  });

  it.each(Object.keys(heldTextIssues))("%s has a fixture with its full message", (code) => {
    const lines = heldTextFixtures.flatMap(([, issues]) => issues);
    expect(lines.filter((line) => line.endsWith(`[${code}]`))).not.toEqual([]);
  });
});

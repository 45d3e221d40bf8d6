import { describe, expect, it } from "@jest/globals";
import { formatIssue } from "../../src";
import { impossibleMoves, nameSuffixRule, sameNames, type Moves } from "../../src/adapter";
import { impossibleMoveIssues } from "../fixtures/move-issues";

describe("impossibleMoves", () => {
  it.each(impossibleMoveIssues)("%j", (...[moves, lines]) => {
    expect(impossibleMoves(moves as Moves).map(formatIssue)).toEqual(lines);
  });
});

describe("sameNames", () => {
  it("is an error at the suffix", () => {
    expect(sameNames()).toMatchObject({ severity: "error", path: ["dns", "nameSuffix"] });
  });
});

describe("nameSuffixRule", () => {
  it.each([undefined, "2", "b", "other-account", "x".repeat(32)])("accepts %j", (value) => {
    expect(nameSuffixRule.accepts(value)).toBe(true);
  });

  it.each(["", "-2", "2-", "A", "a/b", "${x}", "x".repeat(33), 2, null])("refuses %j", (value) => {
    expect(nameSuffixRule.accepts(value)).toBe(false);
  });
});

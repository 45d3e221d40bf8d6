import { describe, expect, it } from "@jest/globals";
import { matchesGlob } from "../../src/plan-check/glob";

describe("matchesGlob", () => {
  it.each([
    ["abc", "abc", true],
    ["abc", "a*", true],
    ["abc", "*c", true],
    ["abc", "a?c", true],
    ["abc", "*b*", true],
    ["", "*", true],
    ["abc", "ab", false],
    ["abc", "?", false],
    ["abc", "", false],
  ])("%j against %j is %j", (text, pattern, expected) => {
    expect(matchesGlob(text, pattern)).toBe(expected);
  });
});

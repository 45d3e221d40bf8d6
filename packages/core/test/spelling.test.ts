import { describe, expect, it } from "@jest/globals";
import { POLICY_KEYS } from "../src/policy-slips";
import { didYouMean } from "../src/spelling";

describe("didYouMean", () => {
  it.each([
    ["nmx", "mx"],
    ["max-age", "max_age"],
    ["maxage", "max_age"],
    ["max_aeg", "max_age"],
    ["mod", "mode"],
    ["modes", "mode"],
    ["mdoe", "mode"],
    ["Versoin", "version"],
    ["MODE", "mode"],
    ["note", undefined],
    ["edom", undefined],
    ["maxAge_", undefined],
    ["", undefined],
    ["mode", undefined],
  ])("%j: %s", (word, meant) => {
    expect(didYouMean(word, POLICY_KEYS)).toBe(meant);
  });
});

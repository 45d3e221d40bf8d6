import { describe, expect, it } from "@jest/globals";
import { needsProtection, type ProtectionState } from "../../src/lifecycle/protection";

describe("needsProtection", () => {
  it.each<readonly [state: ProtectionState, verdict: boolean, why: string]>([
    [{ mode: "testing" }, false, "nothing was ever enforced"],
    [{ mode: "testing", revision: 0 }, false, "nothing was ever enforced"],
    [{ mode: "testing", revision: 1 }, true, "a roll-back"],
    [{ mode: "enforce" }, true, "enforced now"],
    [{ mode: "none" }, true, "retirement"],
    [{ mode: "none", revision: 3 }, true, "retirement"],
  ])("%j: %s, %s", (state, verdict) => {
    expect(needsProtection(state)).toBe(verdict);
  });
});

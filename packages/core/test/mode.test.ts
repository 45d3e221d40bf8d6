import { describe, expect, it } from "@jest/globals";
import { isMode, modeFault } from "../src/mode";

describe("isMode", () => {
  it.each(["testing", "enforce", "none"])("takes %s", (text) => {
    expect(isMode(text)).toBe(true);
  });

  it.each(["", "Testing", "test", " none", "none ", "constructor"])("refuses %j", (text) => {
    expect(isMode(text)).toBe(false);
  });
});

describe("modeFault", () => {
  it.each([
    ["Enforce", "policy-value-case", "enforce"],
    ["NONE", "policy-value-case", "none"],
    ["Enforced", "policy-mode-word", "enforce"],
    ["Live", "policy-mode-word", "enforce"],
    ["monitor", "policy-mode-word", "testing"],
    ["off", "policy-mode-word", "none"],
    ["report", "policy-old-mode-report", undefined],
    ["__proto__", "policy-mode-invalid", undefined],
  ])("%s is told %s, %s", (text, code, write) => {
    expect(modeFault(text)).toEqual({ code, got: text, ...(write === undefined ? {} : { write }) });
  });
});

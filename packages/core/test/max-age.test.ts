import { describe, expect, it } from "@jest/globals";
import { durationFault, maxAgeFault } from "../src/max-age";

describe("maxAgeFault", () => {
  it.each([
    ["0", undefined],
    ["0604800", undefined],
    ["31557600", undefined],
    ["31557601", "max-age-too-long"],
    ["00000086400", "max-age-too-long"],
    ["+1", "max-age-invalid"],
    ["1e5", "max-age-invalid"],
    ["１", "policy-non-ascii"],
  ])("P7: %j: %s", (value, code) => {
    expect(maxAgeFault(value)?.code).toBe(code);
  });
});

describe("durationFault", () => {
  it.each([
    [0, "testing", "max-age-too-short", "error"],
    [86_399, "none", "max-age-too-short", undefined],
    [86_400, "testing", undefined, undefined],
    [86_400, undefined, undefined, undefined],
    [604_799, "enforce", "max-age-too-short-enforce", undefined],
    [604_800, "enforce", undefined, undefined],
    [1_209_600, "testing", undefined, undefined],
    [1_209_601, "testing", "max-age-long-testing", undefined],
    [31_557_600, "enforce", undefined, undefined],
  ] as const)("%d in %s: %s", (seconds, mode, code, severity) => {
    expect([durationFault(seconds, mode)?.code, durationFault(seconds, mode)?.severity]).toEqual([code, severity]);
  });
});

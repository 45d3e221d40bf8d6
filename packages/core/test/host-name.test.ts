import { describe, expect, it } from "@jest/globals";
import {
  hasValidALabels,
  isDigitsOnly,
  isHostName,
  isMxPattern,
  isTooLong,
  lowerCase,
  toALabels,
} from "../src/host-name";

const label = (length: number) => "a".repeat(length);
const longest = [label(63), label(63), label(63), label(61)].join(".");

describe("isHostName", () => {
  it.each([
    ["example.com", true, "two labels"],
    ["localhost", true, "one label"],
    ["a-b.c1", true, "inner hyphen"],
    ["1.2.3.4", true, "digits are letters enough"],
    [label(63), true, "longest label"],
    [longest, true, "253 octets"],
    ["", false, "nothing"],
    [".", false, "the root"],
    ["a.", false, "final dot"],
    [".a", false, "leading dot"],
    ["a..b", false, "empty label"],
    ["-a", false, "hyphen first"],
    ["a-", false, "hyphen last"],
    ["a_b", false, "underscore"],
    ["*.a", false, "wildcard"],
    ["ä", false, "not ASCII"],
    ["a b", false, "space"],
    [label(64), false, "label of 64 octets"],
    [`${longest}a`, false, "254 octets"],
  ])("%j: %s, %s", (name, verdict) => {
    expect(isHostName(name)).toBe(verdict);
    expect(isMxPattern(`*.${name}`)).toBe(verdict);
  });
});

describe("isMxPattern", () => {
  it.each(["*", "*.", "*.*.a", "a.*.b", "*a.b", "**.a"])("refuses %s", (pattern) => {
    expect(isMxPattern(pattern)).toBe(false);
  });
});

describe("toALabels", () => {
  it.each<readonly [name: string, converted: string | undefined, why: string]>([
    ["bücher.example", "xn--bcher-kva.example", "U-label"],
    ["BÜCHER.Example", "xn--bcher-kva.example", "folded"],
    ["a.example", "a.example", "nothing to do"],
    ["xn--a.example", undefined, "does not decode"],
    ["ä/b", undefined, "a path cannot slip in"],
    ["ä:25", undefined, "nor a port"],
    ["u@ä", undefined, "nor a user"],
    ["ä\uff0fb", undefined, "nor a slash that looks like one"],
    ["ä..b", undefined, "empty label"],
    ["ä".repeat(254), undefined, "too long to try"],
  ])("%s becomes %s: %s", (name, converted) => {
    expect(toALabels(name)).toBe(converted);
  });
});

describe("small questions", () => {
  it("answers them", () => {
    expect([isDigitsOnly("1.2"), isDigitsOnly(""), isDigitsOnly("1a")]).toEqual([true, false, false]);
    expect([isTooLong(longest), isTooLong(label(64))]).toEqual([false, true]);
    expect([hasValidALabels("XN--A.example"), hasValidALabels("axn--a.example")]).toEqual([false, true]);
    expect(lowerCase("ÄBC\u212A")).toBe("Äbc\u212A");
  });
});

import { describe, expect, it } from "@jest/globals";
import { isLateValue, isObject, typeFault } from "../src/late-value";

describe("isLateValue", () => {
  it.each<readonly [value: unknown, what: string]>([
    ["${TfToken[TOKEN.0]}", "token"],
    ["${tftoken[token.0]}", "token in lower case"],
    ["#{TfToken[TOKEN.0]}", "list token"],
    ["mail.${var.domain}", "expression inside"],
    ["%{ if true }a%{ endif }", "directive"],
    ["-1.8881545897087503e+289", "number token as text"],
    ["Calling [toString] on an [Output<T>] is not supported.", "text of an output"],
    [-1.8881545897087503e289, "number token"],
    [Promise.resolve(1), "promise"],
    [{ apply: () => 1 }, "output"],
    [{ resolve: () => 1 }, "resolvable"],
  ])("%s: %s", (value) => {
    expect(isLateValue(value)).toBe(true);
  });

  it.each([
    ["mail.example.com"],
    ["1e+9"],
    ["the+e+.example"],
    [86_400],
    [Number.NaN],
    [-Infinity],
    [null],
    [{}],
    [[]],
    [() => 1],
  ])("%j is plain", (value) => {
    expect(isLateValue(value)).toBe(false);
  });
});

describe("typeFault", () => {
  it("blames the type only of what will not change", () => {
    expect(typeFault(7, { problem: "must be a string" })).toEqual({
      code: "argument-type",
      got: 7,
      problem: "must be a string",
    });
    expect(typeFault("${a}", { problem: "must be a number" })).toEqual({ code: "unknown-at-plan-time", got: "${a}" });
  });
});

describe("isObject", () => {
  it("tells objects from lists and null", () => {
    expect([{}, [], null, "a", undefined].map(isObject)).toEqual([true, false, false, false, false]);
  });
});

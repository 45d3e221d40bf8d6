import { describe, expect, it } from "@jest/globals";
import { remains, textAmong, textsOf, valuesOf } from "../../src/plan-check/resource-change";

describe("the arguments of a resource", () => {
  it("are read by any of their names", () => {
    expect(textAmong({ a: 1, b: "", c: "x" }, "a", "b", "c")).toBe("x");
    expect(textAmong({ a: 1 }, "a")).toBeUndefined();
    expect(textAmong(undefined, "a")).toBeUndefined();
  });

  it("hold one text or several", () => {
    expect(textsOf({ a: "x" }, "a")).toEqual(["x"]);
    expect(textsOf({ a: ["x", 1] }, "a")).toEqual(["x"]);
    expect(textsOf(undefined, "a")).toEqual([]);
  });

  it("are objects", () => {
    expect([{ a: 1 }, null, [], "x"].map(valuesOf)).toEqual([{ a: 1 }, undefined, undefined, undefined]);
  });

  it("are gone only with a deletion", () => {
    expect(remains({ address: "a", type: "t", action: "forget" })).toBe(true);
    expect(remains({ address: "a", type: "t", action: "delete" })).toBe(false);
  });
});

import { expect, it } from "@jest/globals";
import { absent, free, holding, kept, oneOf } from "../../../src/adapter/transforms/rules";

it("rules say what is allowed, and why", () => {
  expect([free, kept("it matters"), absent("it harms")]).toEqual([
    { use: "free" },
    { use: "kept", why: "it matters" },
    { use: "absent", why: "it harms" },
  ]);
  expect(oneOf(["A", "B"], "why")).toMatchObject({ use: "limited", allowed: '"A" or "B"' });
  expect(holding("the name", "why")).toMatchObject({ use: "limited", allowed: "a list that holds the name" });
});

it("limits accept what they name, and nothing else", () => {
  const one = oneOf(["A", true], "why");
  const all = holding("the name", "why");
  if (one.use !== "limited" || all.use !== "limited") throw new Error("these are limits");
  expect(["A", true, undefined, "B", false, null].map((value) => one.accepts(value, "A"))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
  expect([["x"], ["y", "x"], ["y"], [], "x", undefined].map((value) => all.accepts(value, ["x"]))).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

import { describe, expect, it } from "@jest/globals";
import { applyTransform, type ChildRules, type TransformedChild } from "../../../src/adapter";

/** One change of one child's arguments. */
export type Change = readonly [child: TransformedChild, own: object, change: object];

interface Judged {
  readonly refused: readonly Change[];
  readonly allowed: readonly Change[];
}

/** Declares a test for each change, and one that no child is left out. */
export function expectJudged(rules: Readonly<Record<string, ChildRules>>, { refused, allowed }: Judged): void {
  describe("what a transform changes", () => {
    it.each(refused)("in %s from %j to %j is refused with its path", (...one) => {
      const issues = issuesOf(one);
      expect(issues.length).toBeGreaterThan(0);
      for (const { code, path } of issues) {
        expect(code).toBe("transform-breaks-invariant");
        expect(path.length).toBeGreaterThan(1);
      }
    });

    it.each(allowed)("in %s from %j to %j is allowed", (...one) => {
      expect(issuesOf(one)).toEqual([]);
    });

    it("is judged for every child", () => {
      const seen = new Set<string>([...refused, ...allowed].map(([child]) => child));
      expect([...seen].sort()).toEqual(Object.keys(rules).sort());
    });
  });
}

function issuesOf([child, own, change]: Change) {
  return applyTransform(child, (args: object) => ({ ...args, ...change }), own, { path: ["transform"] }).issues;
}

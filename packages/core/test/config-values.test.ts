import { describe, expect, it } from "@jest/globals";
import { checkNumber, SECONDS } from "../src/config-values";
import { toIssue } from "../src/issue";

describe("checkNumber", () => {
  it.each([
    [86_400, []],
    [-0.5, []],
    ["86400", ['a: must be a number of seconds, got "86400"; write 86400']],
    ["a day", ['a: must be a number of seconds, got "a day"; write something like 86400']],
    [
      -1.8881545897087503e289,
      [
        "a: a value that is known only during a deployment can be neither checked nor hashed, got -1.8881545897087503e+289; give a plain value instead of a reference to a resource",
      ],
    ],
  ])("%j", (value, expected) => {
    const told: string[] = [];
    const place = {
      path: ["a"],
      report: (fault: Parameters<typeof toIssue>[0], ...path: (string | number)[]) => {
        told.push(`${path.join(".")}: ${toIssue(fault, path).message}`);
        return null;
      },
    };
    expect(checkNumber(value, SECONDS, place)).toBe(expected.length === 0 ? value : null);
    expect(told).toEqual(expected);
  });
});

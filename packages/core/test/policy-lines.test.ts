import { describe, expect, it } from "@jest/globals";
import { readPolicyLines } from "../src/policy-lines";

describe("readPolicyLines", () => {
  it("reads fields with their lines, whatever ends these", () => {
    expect(readPolicyLines("a:1\r\nb: \t2 \nc: 3  4")).toEqual({
      fields: [
        { line: 1, key: "a", value: "1" },
        { line: 2, key: "b", value: "2" },
        { line: 3, key: "c", value: "3  4" },
      ],
      faults: [],
    });
  });

  it("goes on after a line that is none", () => {
    const { fields, faults } = readPolicyLines("# no\n\na: 1\n");
    expect(fields).toEqual([{ line: 3, key: "a", value: "1" }]);
    expect(faults).toEqual([
      { code: "policy-invalid-line", line: 1, got: "# no" },
      { code: "policy-blank-line", line: 2 },
    ]);
  });

  it("understands an indented line and blames it all the same", () => {
    expect(readPolicyLines(" a: 1\n")).toEqual({
      fields: [{ line: 1, key: "a", value: "1" }],
      faults: [{ code: "policy-leading-whitespace", line: 1, got: " a: 1" }],
    });
  });

  it("stops after many faults", () => {
    expect(readPolicyLines("\n".repeat(5_000)).faults).toHaveLength(100);
  });
});

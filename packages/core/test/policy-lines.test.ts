import { describe, expect, it } from "@jest/globals";
import { placeIn, readPolicyLines } from "../src/policy-lines";

function at(line: number, column: number, offset: number): object {
  return { line, column, offset };
}

function codesOf(faults: readonly { readonly code: string }[]): readonly string[] {
  return faults.map(({ code }) => code);
}

describe("readPolicyLines", () => {
  it("reads fields with their places, whatever ends the lines", () => {
    expect(readPolicyLines("a: 1\r\nb: \t2 \nc: 3  4").fields).toEqual([
      { key: "a", value: "1", line: { number: 1, start: 0, end: 4 }, keyAt: 0, valueAt: 3 },
      { key: "b", value: "2", line: { number: 2, start: 6, end: 12 }, keyAt: 6, valueAt: 10 },
      { key: "c", value: "3  4", line: { number: 3, start: 13, end: 20 }, keyAt: 13, valueAt: 16 },
    ]);
  });

  it("makes positions of offsets", () => {
    expect(placeIn({ number: 2, start: 6, end: 12 }, 10)).toEqual(at(2, 5, 10));
  });

  it("counts a byte order mark as the first column", () => {
    const { fields, faults } = readPolicyLines("\uFEFFa: 1\r\nb: 2\r\n");
    expect(faults).toEqual([{ code: "policy-bom", at: at(1, 1, 0) }]);
    expect(fields.map(({ line, keyAt }) => placeIn(line, keyAt))).toEqual([at(1, 2, 1), at(2, 1, 7)]);
  });

  it.each(["a: 1\t2", "a: \u007f", "a: 1\r2", "a: \0", "a: 1\r"])("refuses control characters in %j", (text) => {
    expect(codesOf(readPolicyLines(text).faults)).toEqual(["policy-invalid-line"]);
  });

  it("goes on after a line that is none", () => {
    const { fields, faults } = readPolicyLines("# no\n\na: 1\n");
    expect(fields.map(({ key }) => key)).toEqual(["a"]);
    expect(faults).toEqual([
      { code: "policy-invalid-line", got: "# no", at: at(1, 1, 0) },
      { code: "policy-blank-line", at: at(2, 1, 5) },
    ]);
  });

  it("understands an indented line and blames it all the same", () => {
    const { fields, faults } = readPolicyLines(" a: 1\r\nb : 2\r\n");
    expect(fields.map(({ key, value }) => [key, value])).toEqual([
      ["a", "1"],
      ["b", "2"],
    ]);
    expect(faults).toEqual([
      { code: "policy-leading-whitespace", got: " a: 1", at: at(1, 1, 0) },
      { code: "policy-leading-whitespace", got: "b : 2", at: at(2, 2, 8) },
    ]);
  });

  it.each([
    ["mx:\n- a.example\n", ["policy-yaml-list"]],
    ["mx:\n\n- a.example\n", ["policy-yaml-list", "policy-blank-line"]],
    ["- a.example\n", ["policy-invalid-line"]],
    ["mx:\nmode: none\n- a.example\n", ["policy-invalid-line", "policy-invalid-line"]],
    ["---\na: 1\n---\n---\n", ["policy-front-matter", "policy-invalid-line"]],
    ["a: 1\n---\n", ["policy-invalid-line"]],
  ])("tells how the lines of %j came about: %j", (text, codes) => {
    expect(codesOf(readPolicyLines(text).faults)).toEqual(codes);
  });

  it("stops after many faults", () => {
    const { faults, end } = readPolicyLines("\n".repeat(5_000));
    expect([faults.length, end]).toEqual([100, 100]);
  });
});

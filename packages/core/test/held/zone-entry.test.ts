import { describe, expect, it } from "@jest/globals";
import { beginsQuoted, readStrings, readZoneEntry } from "../../src/held/zone-entry";

describe("readZoneEntry", () => {
  it("reads over lines that parentheses join, and no further", () => {
    const lines = ["a IN TXT ( x ; one", '  "y z" )', "b IN TXT z"];
    const entry = readZoneEntry(lines, 0);
    expect(entry.tokens.map(({ text }) => text)).toEqual(["a", "IN", "TXT", "x", "y z"]);
    expect(entry).toMatchObject({ lineCount: 2, isIndented: false, comment: " one" });
    expect(readZoneEntry(lines, 2)).toMatchObject({ lineCount: 1 });
  });

  it("ends with the text where a parenthesis never closes", () => {
    expect(readZoneEntry(["(", "x", ""], 0)).toMatchObject({ lineCount: 3 });
  });
});

describe("readStrings", () => {
  it.each([
    ['"a" "b"', ["a", "b"]],
    [String.raw`"a\"b\\c\;d"`, [String.raw`a"b\c;d`]],
    [String.raw`"\065\999"`, ["A999"]],
    ["\u201ca b\u201d", ["a b"]],
    ['"a', ["a"]],
    ['"a\\', ["a\\"]],
  ])("%j: %j", (text, strings) => {
    expect(readStrings(text)).toEqual(strings);
  });
});

it("knows quotation marks", () => {
  expect(['"a', "\u201ea", "\u00aba", "a", ""].map(beginsQuoted)).toEqual([true, true, true, false, false]);
});

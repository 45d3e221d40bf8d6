import { describe, expect, it } from "@jest/globals";
import { policyNotes } from "../src/policy-notes";
import { readPolicyText } from "../src/policy-reading";

function notesOf(text: string): readonly (readonly [code: string, offset: number | undefined])[] {
  return policyNotes(readPolicyText(text)).map(({ code, at }) => [code, at?.offset]);
}

describe("policyNotes", () => {
  it.each<readonly [text: string, notes: ReturnType<typeof notesOf>]>([
    ["a: 1\r\n", []],
    ["a:1\r\n", [["policy-no-space-after-colon", 2]]],
    ["a: 1\t\r\n", [["policy-trailing-whitespace", 4]]],
    ["a: 1\nb: 2\n", [["policy-lf-line-endings", 4]]],
    ["a: 1\nb: 2\r\n", [["policy-mixed-line-endings", 9]]],
    ["a: 1\r\nb: 2\n", [["policy-mixed-line-endings", 10]]],
    ["a: 1\r\nb: 2", [["policy-no-final-newline", 10]]],
    ["a: 1\rb: 2\r\n", [["policy-mixed-line-endings", 4]]],
    ["\uFEFFa:1\r\n", [["policy-no-space-after-colon", 3]]],
    ["mx:\r\n- a.example \r\n", []],
  ])("notes in %j what is allowed and unwise: %j", (text, notes) => {
    expect(notesOf(text)).toEqual(notes);
  });

  it("notes only so much, and nothing behind what was read", () => {
    expect(notesOf("a:1\r\n".repeat(5_000))).toHaveLength(100);
    expect(notesOf(`${"\r\n".repeat(100)}a: 1`)).toEqual([]);
  });
});

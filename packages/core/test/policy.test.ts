import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { canonicalPolicy as canonical, formatPolicy, parsePolicy, type Policy } from "../src/policy";
import { canonicalPolicy, hostileText } from "./fixtures/arbitraries";
import { linesOf, valueOf } from "./fixtures/expect-issues";
import { policyIssues } from "./fixtures/policy-issues";
import { policyVectors, type PolicyVector } from "./fixtures/vectors";

function inputOf({ input, inputBase64, inputRepeat }: PolicyVector): string | Uint8Array {
  if (inputBase64 !== undefined) return Buffer.from(inputBase64, "base64");
  if (inputRepeat !== undefined) return inputRepeat.prefix + inputRepeat.repeat.repeat(inputRepeat.count);
  return input ?? "";
}

function expectedOf({ expect: wanted }: PolicyVector): object {
  return { mode: wanted?.mode, mx: wanted?.mx, maxAge: wanted?.maxAgeSeconds };
}

describe("parsePolicy", () => {
  it.each(policyVectors.filter(({ valid }) => valid))("accepts $name: $why", (vector) => {
    expect(parsePolicy(inputOf(vector))).toEqual({ ok: true, value: expectedOf(vector), warnings: [] });
  });

  it.each(policyVectors.filter(({ valid }) => !valid))("refuses $name: $why", (vector) => {
    expect(parsePolicy(inputOf(vector)).ok).toBe(false);
  });

  it.each(policyIssues)("says what is wrong, case %#", (text, issues) => {
    expect(linesOf(parsePolicy(text as string))).toEqual(issues);
  });

  it("says the same of bytes and of text", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const bytes = new TextEncoder().encode(text);
        fc.pre(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes) === text);
        expect(parsePolicy(bytes)).toEqual(parsePolicy(text));
      }),
    );
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.oneof(hostileText, fc.uint8Array()), (input) => void parsePolicy(input)));
    fc.assert(fc.property(fc.anything(), (input) => void parsePolicy(input as string)));
  });

  it("tells at most so much about a hostile file", () => {
    const result = parsePolicy("\n".repeat(60_000));
    expect(linesOf(result).length).toBeLessThan(200);
  });

  it.each([
    ["one line", "a".repeat(65_536)],
    ["blank lines", "\n".repeat(65_536)],
    ["white space", " \t".repeat(32_768)],
    ["bad patterns", "mx: *\n".repeat(10_900)],
    ["duplicates", "mode: none\n".repeat(5_900)],
    ["far too much", "mx: a.example\n".repeat(80_000)],
  ])("takes linear time: %s", (_, text) => {
    const start = performance.now();
    parsePolicy(text);
    expect(performance.now() - start).toBeLessThan(4_000);
  });
});

describe("formatPolicy", () => {
  it("writes the example of RFC 8461 §3.2, sorted", () => {
    const policy: Policy = {
      mode: "enforce",
      mx: ["mail.example.com", "*.example.net", "backupmx.example.com"],
      maxAge: 604_800,
    };
    expect(formatPolicy(policy)).toBe(
      "version: STSv1\r\nmode: enforce\r\nmx: *.example.net\r\nmx: backupmx.example.com\r\nmx: mail.example.com\r\nmax_age: 604800\r\n",
    );
  });

  it("brings patterns into one form and keeps them in mode none", () => {
    const text = formatPolicy({ mode: "none", mx: ["B.example", "a.example", "b.EXAMPLE"], maxAge: 0 });
    expect(text).toBe("version: STSv1\r\nmode: none\r\nmx: a.example\r\nmx: b.example\r\nmax_age: 0\r\n");
  });

  it("is undone by parsePolicy", () => {
    fc.assert(
      fc.property(canonicalPolicy, (policy) => {
        expect(valueOf(parsePolicy(formatPolicy(policy)))).toEqual(policy);
      }),
    );
  });

  it("gives one text to policies that mean the same", () => {
    fc.assert(
      fc.property(canonicalPolicy, (policy) => {
        const other = { ...policy, mx: [...policy.mx, ...policy.mx.map((mx) => mx.toUpperCase())].reverse() };
        expect(formatPolicy(other)).toBe(formatPolicy(policy));
        expect(canonical(other)).toEqual(policy);
      }),
    );
  });
});

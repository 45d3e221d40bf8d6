import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Issue } from "../src/issue";
import { canonicalPolicy as canonical, formatPolicy, parsePolicy, readPolicy } from "../src/policy";
import type { Policy } from "../src/policy-reading";
import { canonicalPolicy, hostileText } from "./fixtures/arbitraries";
import { linesOf, valueOf } from "./fixtures/expect-issues";
import { policyIssues } from "./fixtures/policy-issues";
import { policyInput, policyVectors, type PolicyVector } from "./fixtures/vectors";
import { processorTime } from "./processor-time";

function codes(issues: readonly Issue[]): readonly string[] {
  return issues.map(({ code }) => code);
}

function expectedOf({ expect: wanted }: PolicyVector): object {
  return { mode: wanted?.mode, mx: wanted?.mx, maxAge: wanted?.maxAgeSeconds };
}

describe("parsePolicy", () => {
  it.each(policyVectors.filter(({ valid }) => valid))("accepts $name: $why", (vector) => {
    expect(parsePolicy(policyInput(vector))).toEqual({ ok: true, value: expectedOf(vector), warnings: [] });
  });

  it.each(policyVectors.filter(({ valid }) => !valid))("refuses $name: $why", (vector) => {
    expect(parsePolicy(policyInput(vector)).ok).toBe(false);
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
    const spent = processorTime(() => {
      parsePolicy(text);
    });
    expect(spent).toBeLessThan(4_000);
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

describe("readPolicy", () => {
  const lenient = policyVectors.filter((vector) => vector.lenient !== undefined);

  it.each(lenient)("does with $name as a tolerant sender: $lenient", (vector) => {
    const strict = parsePolicy(policyInput(vector));
    const tolerant = readPolicy(policyInput(vector));
    switch (vector.lenient) {
      case "accept":
      case "reject-in-authoring":
        expect([strict.ok, tolerant.ok]).toEqual([true, true]);
        break;
      case "accept-with-error":
        expect([strict.ok, tolerant.ok]).toEqual([false, true]);
        if (!strict.ok && tolerant.ok) expect(codes(tolerant.warnings)).toEqual(codes(strict.issues));
        break;
      case "clamp":
        expect(strict.ok).toBe(false);
        expect(tolerant).toMatchObject({ ok: true, value: { maxAge: 31_557_600 } });
        break;
      case "reject":
      case undefined:
        expect([strict.ok, tolerant.ok]).toEqual([false, false]);
    }
  });

  it("gives the same as the strict reader of whatever that accepts", () => {
    for (const vector of policyVectors.filter(({ valid }) => valid)) {
      expect(readPolicy(policyInput(vector))).toEqual(parsePolicy(policyInput(vector)));
    }
  });
});

describe("the rules of RFC 8461 §3.2", () => {
  const text = "version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmax_age: 604800\r\n";

  it.each([
    ["P2: LF, CRLF and no end at all", "version: STSv1\nmode: none\r\nmax_age: 1", undefined],
    ["P2: no blank line", text.replace("mode", "\r\nmode"), "policy-blank-line"],
    ["P2: CR ends no line", text.replaceAll("\r\n", "\r"), "policy-invalid-line"],
    ["P2: white space at the end of a line", text.replaceAll("\r\n", " \t\r\n"), undefined],
    ["P3: any white space after the colon", text.replaceAll(": ", ":").replace(":", ":\t "), undefined],
    ["P3: none before it", text.replace("mode:", "mode :"), "policy-leading-whitespace"],
    ["P3: none before the name", ` ${text}`, "policy-leading-whitespace"],
    ["P4: keys have a case", text.replace("mode", "Mode"), "policy-key-case"],
    ["P4: versions have a case", text.replace("STSv1", "stsv1"), "policy-version-invalid"],
    ["P4: modes have a case", text.replace("enforce", "ENFORCE"), "policy-value-case"],
    ["P5: any order", text.trimEnd().split("\r\n").reverse().join("\r\n"), undefined],
    ["P5: the version is required", text.replace("version: STSv1\r\n", ""), "policy-missing-version"],
    ["P5: the mode is required", text.replace("mode: enforce\r\n", ""), "policy-missing-mode"],
    ["P5: max_age is required", text.replace("max_age: 604800\r\n", ""), "policy-missing-max-age"],
    ["P6: an mx is required", text.replace("mx: mail.example.com\r\n", ""), "policy-missing-mx"],
    ["P6: but not in mode none", "version: STSv1\nmode: none\nmax_age: 0\n", undefined],
    ["P6: one pattern in each line", text.replace("mx: ", "mx: mx1.example.com, "), "mx-list"],
    ["P7: leading zeros", text.replace("604800", "0000604800"), undefined],
    ["P7: the maximum", text.replace("604800", "31557600"), undefined],
    ["P7: more than the maximum", text.replace("604800", "31557601"), "max-age-too-long"],
    ["P7: no unit", text.replace("604800", "7d"), "max-age-invalid"],
    ["P8: a single label", text.replace("mail.example.com", "mail"), undefined],
    ["P8: no final dot", text.replace("mail.example.com", "mail.example.com."), "mx-trailing-dot"],
    ["P8: no underscore", text.replace("mail.", "mail_1."), "mx-underscore"],
    ["P8: no address literal", text.replace("mail.example.com", "[192.0.2.1]"), "mx-ip-address"],
    ["P8: no hyphen at the end of a label", text.replace("mail.", "mail-."), "mx-invalid"],
    ["P9: A-labels only", text.replace("mail.", "bücher."), "mx-u-label"],
    ["P10: extensions in UTF-8 with inner spaces", `${text}note: caf\u00e9 au  lait\r\n`, undefined],
    ["P10: no tab in a value", `${text}note: a\tb\r\n`, "policy-invalid-line"],
    ["P10: no empty value", `${text}note:\r\n`, "policy-invalid-line"],
    ["P11: unknown keys are ignored", `${text}note: 1\r\n`, undefined],
    ["P12: a bad duplicate is ignored", `${text}max_age: never\r\n`, undefined],
    ["P12: a good duplicate does not mend the first", `mode: never\r\n${text}`, "policy-mode-invalid"],
    ["P13: no comments", `${text}# note: 1\r\n`, "policy-invalid-line"],
    ["P13: no byte order mark", `\uFEFF${text}`, "policy-bom"],
    ["P14: 64 KiB", text + `a: ${"b".repeat(65_536 - text.length - 3)}`, undefined],
    ["P14: not a byte more", text + `a: ${"b".repeat(65_536 - text.length - 2)}`, "policy-size"],
    ["P14: in bytes", text + `a: ${"é".repeat(32_800)}`, "policy-size"],
  ])("%s", (_, input, code) => {
    const result = parsePolicy(input);
    expect(result.ok ? undefined : result.issues[0]?.code).toBe(code);
    expect(parsePolicy(new TextEncoder().encode(input))).toEqual(result);
  });

  it("P12: the first of a duplicated key counts", () => {
    expect(valueOf(parsePolicy(`${text}mode: none\r\nmax_age: 1\r\n`))).toMatchObject({
      mode: "enforce",
      maxAge: 604_800,
    });
  });
});

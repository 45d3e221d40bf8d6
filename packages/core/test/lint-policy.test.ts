import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Role } from "../src/catalogue/entry";
import { formatIssue, type Issue } from "../src/issue";
import { lintPolicy, type PolicyLintOptions } from "../src/lint-policy";
import { formatPolicy, parsePolicy } from "../src/policy";
import { isPublicSuffix } from "../src/public-suffix";
import { canonicalPolicy, hostileText } from "./fixtures/arbitraries";
import { policyLints } from "./fixtures/policy-lints";
import { matchVectors, policyInput, policyVectors } from "./fixtures/vectors";
import { processorTime } from "./processor-time";

function codesOf(issues: readonly Issue[]): readonly string[] {
  return issues.map(({ code }) => code);
}

function severityOf(text: string, code: string, role: Role): string | undefined {
  return lintPolicy(text, { role, domain: "example.com" }).find((issue) => issue.code === code)?.severity;
}

describe("lintPolicy", () => {
  it.each(policyLints)("says what is wrong or unwise, case %#", (text, issues, _, options = {}) => {
    expect(lintPolicy(text as string, options as PolicyLintOptions).map(formatIssue)).toEqual(issues);
  });

  const listed = policyVectors.filter(({ lint = [] }) => lint.length > 0);
  it.each(listed)("raises for $name: $lint", (vector) => {
    const codes = codesOf(lintPolicy(policyInput(vector), { domain: "example.com" }));
    expect(codes).toEqual(expect.arrayContaining([...(vector.lint ?? [])]));
  });

  it.each(matchVectors.filter(({ lint = [] }) => lint.length > 0))(
    "raises for $pattern: $lint",
    ({ pattern, lint = [] }) => {
      const text = `version: STSv1\r\nmode: enforce\r\nmx: ${pattern}\r\nmax_age: 604800\r\n`;
      expect(codesOf(lintPolicy(text, { domain: "example.com" }))).toEqual(lint);
    },
  );

  it("says everything that the strict reader says, and calls nothing else of a valid vector fatal", () => {
    const unwise = ["max-age-too-short", "mx-ip-address", "policy-duplicate-key"];
    for (const vector of policyVectors) {
      const strict = parsePolicy(policyInput(vector));
      const lints = lintPolicy(policyInput(vector), { domain: "example.com" });
      const errors = codesOf(lints.filter(({ severity }) => severity === "error"));
      if (strict.ok) expect(errors.filter((code) => !unwise.includes(code))).toEqual([]);
      else expect(errors).toEqual(expect.arrayContaining([...codesOf(strict.issues)]));
    }
  });

  it.each([
    ["version: STSv1\r\nmode: none\r\n\r\nmax_age: 86400\r\n", "policy-blank-line", "error", "warning"],
    [" version: STSv1\r\nmode: none\r\nmax_age: 86400\r\n", "policy-leading-whitespace", "error", "warning"],
    ["version: STSv1\r\nmode: none\r\nmax_age: 99999999\r\n", "max-age-too-long", "error", "warning"],
    ["version: STSv1\r\nmode: none\r\nmx: a.example.com.\r\nmax_age: 86400\r\n", "mx-trailing-dot", "error", "warning"],
    ["version: STSv1\r\nmode: none\r\nmx: *.\r\nmax_age: 86400\r\n", "mx-trailing-dot", "error", "error"],
    ["version: STSv1\r\nmode: none\r\nmx: 192.0.2.1\r\nmax_age: 86400\r\n", "mx-ip-address", "error", "warning"],
    ["version: STSv1\r\nmode: none\r\nmx: 192.0.2.1:25\r\nmax_age: 86400\r\n", "mx-ip-address", "error", "error"],
    ["version: STSv1\r\nmode: none\r\nmax_age: 86400\r\n", "mode-none", "info", "warning"],
    ["version: STSv1\r\nmode: testing\r\nmax_age: 86400\r\n", "mode-testing", "info", "info"],
    ["version: STSv1\r\nmode: testing\r\nmax_age: 0\r\n", "max-age-too-short", "error", "error"],
    ["version: STSv1\r\nmode: testing\r\nmax_age: 60\r\n", "max-age-too-short", "warning", "warning"],
    ["version: STSv1\r\nmode: testing\r\nnote: é\r\n", "policy-non-ascii", "warning", "warning"],
    ["version: é\r\nmode: testing\r\n", "policy-non-ascii", "error", "error"],
    [`note: ${"a".repeat(5_000)}`, "policy-size", "warning", "warning"],
    [`note: ${"a".repeat(64_000)}`, "policy-size", "error", "error"],
  ] as const)("%j: %s is %s to an author and %s of a live policy", (text, code, authoring, checking) => {
    expect([severityOf(text, code, "authoring"), severityOf(text, code, "checking")]).toEqual([authoring, checking]);
  });

  it("P15: calls every key but version, mode, max_age and mx unknown", () => {
    const text = "version: STSv1\r\nmode: none\r\nmx: a.contoso.com\r\nmax_age: 86400\r\nnote: 1\r\n";
    expect(codesOf(lintPolicy(text))).toEqual(["mode-none", "policy-unknown-key"]);
  });

  it("knows a public suffix only from its caller", () => {
    const text = "version: STSv1\r\nmode: enforce\r\nmx: *.com\r\nmax_age: 604800\r\n";
    expect(lintPolicy(text)[0]).toMatchObject({ code: "mx-wildcard-too-broad", severity: "warning" });
    expect(lintPolicy(text, { isPublicSuffix })[0]).toMatchObject({ severity: "error" });
  });

  it("gives places in UTF-16 code units, of text and of bytes alike", () => {
    const text = "version: STSv1\r\nnote: 𝒳\r\nmode:  Enforce\r\nmax_age: 86400\r\n";
    const place = { line: 3, column: 8, offset: 33 };
    for (const input of [text, new TextEncoder().encode(text)]) {
      const issue = lintPolicy(input).find(({ code }) => code === "policy-value-case");
      expect(issue).toMatchObject({ path: ["line", 3], position: place });
    }
    expect(text.slice(place.offset, place.offset + 7)).toBe("Enforce");
  });

  it("has nothing against what formatPolicy writes of sensible values", () => {
    const sensible = fc.tuple(canonicalPolicy, fc.integer({ min: 604_800, max: 1_209_600 }));
    fc.assert(
      fc.property(sensible, ([policy, maxAge]) => {
        // A random wildcard may cover a random host, and a random name may be one for documentation.
        const mx = policy.mx.filter((pattern) => !pattern.startsWith("*.") && !pattern.endsWith(".example"));
        fc.pre(mx.length > 0);
        const issues = lintPolicy(formatPolicy({ ...policy, mx, maxAge }), { isPublicSuffix });
        const facts = { testing: ["mode-testing"], none: ["mode-none"], enforce: [] };
        expect(issues.filter(({ severity }) => severity !== "info")).toEqual([]);
        expect(codesOf(issues)).toEqual(facts[policy.mode]);
      }),
    );
  });

  it("agrees with the strict reader on every text", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const strict = parsePolicy(text);
        const errors = lintPolicy(text).filter(({ severity }) => severity === "error");
        if (!strict.ok) expect(codesOf(errors)).toEqual(expect.arrayContaining([...codesOf(strict.issues)]));
      }),
    );
  });

  it("never throws", () => {
    const facts = fc.record({ domain: hostileText, mxHosts: fc.array(hostileText) }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.oneof(hostileText, fc.uint8Array()), facts, (text, options) => void lintPolicy(text, options)),
    );
    fc.assert(fc.property(fc.anything(), (text) => void lintPolicy(text as string)));
  });

  it.each([
    "a",
    "\n",
    " \t",
    "\r",
    "mx: *\n",
    "mx: a.b\n",
    "a:1\n",
    "mx:\n- a\n",
    "mode:",
    "---\n",
    "\\\n",
    "<a>\n",
    "é: é\n",
  ])("takes linear time and says a bounded number of things: %j", (unit) => {
    const facts = { domain: "example.com", mxHosts: Array.from({ length: 500 }, (_, i) => `mx${i}.google.com`) };
    const spent = processorTime(() => {
      for (const size of [65_536, 1_048_576]) {
        expect(lintPolicy(unit.repeat(size / unit.length), { ...facts, isPublicSuffix }).length).toBeLessThanOrEqual(
          200,
        );
      }
    });
    expect(spent).toBeLessThan(4_000);
  });
});

import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { formatPolicy, parsePolicy, readPolicy } from "../../src";
import { fixPolicy } from "../../src/fix/policy";
import { canonicalPolicy, hostileText } from "../fixtures/arbitraries";

const good = "version: STSv1\r\nmode: testing\r\nmx: mail.example.com\r\nmax_age: 86400\r\n";

describe("fixPolicy", () => {
  it.each([
    ["line ends", good.replaceAll("\r\n", "\n"), ["policy-lf-line-endings"]],
    ["mixed line ends", good.replace("\r\n", "\n"), ["policy-mixed-line-endings"]],
    ["bare CR between fields", good.replaceAll("\r\n", "\r"), ["policy-mixed-line-endings"]],
    ["a byte order mark", `\uFEFF${good}`, ["policy-bom"]],
    ["several byte order marks", `\uFEFF\uFEFF${good}`, ["policy-bom"]],
    ["a byte order mark behind blank lines", `\r\n\uFEFF${good}`, ["policy-blank-line", "policy-bom"]],
    ["blank lines", `\r\n${good}\r\n \t\r\n`, ["policy-blank-line", "policy-blank-line", "policy-blank-line"]],
    ["no final line end", good.slice(0, -2), ["policy-no-final-newline"]],
    ["indentation", good.replace("mode", "  mode"), ["policy-leading-whitespace"]],
    ["a space before the colon", good.replace("mode:", "mode :"), ["policy-leading-whitespace"]],
    ["no space after the colon", good.replace("mode: ", "mode:"), ["policy-no-space-after-colon"]],
    ["two spaces after the colon", good.replace("mode: ", "mode:  "), ["policy-no-space-after-colon"]],
    ["trailing white space", good.replace("testing", "testing \t"), ["policy-trailing-whitespace"]],
    ["the case of a key", good.replace("mode", "Mode"), ["policy-key-case"]],
    ["the case of a value", good.replace("testing", "TESTING"), ["policy-value-case"]],
    ["the case of the version", good.replace("STSv1", "stsv1"), ["policy-value-case"]],
    ["the case of a pattern", good.replace("mail", "Mail"), ["mx-uppercase"]],
    ["the final dot of a pattern", good.replace(".com", ".com."), ["mx-trailing-dot"]],
    ["leading zeros", good.replace("86400", "086400"), ["max-age-leading-zero"]],
    [
      "a repeated pattern",
      good.replace("max_age", "mx: MAIL.example.com\r\nmax_age"),
      ["mx-uppercase", "mx-duplicate"],
    ],
    ["a repeated line", `${good}mode: testing\r\n`, ["policy-duplicate-key"]],
  ])("mends %s", (_, text, codes) => {
    const { text: fixed, mends } = fixPolicy(text);
    expect(fixed).toBe(good);
    expect(mends.flatMap((mend) => mend.codes)).toEqual(codes);
  });

  it("puts the version first", () => {
    const late = "mode: testing\r\nversion: STSv1\r\nmx: mail.example.com\r\nmax_age: 86400\r\n";
    expect(fixPolicy(late).text).toBe(good);
    expect(fixPolicy(late).mends).toMatchObject([{ line: 2, codes: ["policy-version-not-first"] }]);
  });

  it("tells each line as it was and as it is", () => {
    expect(fixPolicy("version:STSv1\n\nmode: testing\nmx: a.example\nmax_age: 1\n").mends).toEqual([
      {
        line: 1,
        codes: ["policy-lf-line-endings", "policy-no-space-after-colon"],
        before: "version:STSv1",
        after: "version: STSv1",
      },
      { line: 2, codes: ["policy-blank-line"], before: "" },
    ]);
  });

  it.each([
    ["a good policy", good],
    ["nothing", ""],
    ["blanks", " \n\t"],
    ["JSON", '{"version": "STSv1"}'],
    ["a text that is too long", `${good}x: ${"y".repeat(65_536)}\n`],
  ])("leaves %s alone", (_, text) => {
    expect(fixPolicy(text)).toEqual({ text, mends: [] });
  });

  it.each([
    ["a line that is no field", "<html>\r\n"],
    ["a comment", "# comment\r\n"],
    ["another mode", "mode: enforced\r\n"],
    ["a list", "mx: a.example, b.example\r\n"],
    ["a wildcard in the wrong place", "mx: mx*.example\r\n"],
    ["a key that is nearly right", "max-age: 86400\r\n"],
    ["a later value", "max_age: 604800\r\n"],
  ])("does not guess at %s", (_, line) => {
    expect(fixPolicy(`${good}${line}`).text).toBe(`${good}${line}`);
  });

  it("lets nothing count that was ignored", () => {
    for (const line of ["MX: other.example.com\r\n", "Mode: enforce\r\n", "MODE: none\r\n"]) {
      expect(fixPolicy(`${line}${good}`).text).toContain(line);
    }
    const none = "version: STSv1\r\nmode: none\r\nMX: a.example\r\nmax_age: 86400\r\n";
    expect(fixPolicy(none).text).toBe(none);
  });

  const damage = fc.constantFrom<(text: string) => string>(
    (text) => text.replaceAll("\r\n", "\n"),
    (text) => text.replace("\r\n", "\n"),
    (text) => text.replaceAll(": ", ":"),
    (text) => text.replaceAll(": ", ":\t "),
    (text) => text.replace("\r\n", " \t\r\n"),
    (text) => text.slice(0, -2),
    (text) => `${text}x-note: kept\r\n`,
    (text) => `Mode: enforce\r\n${text}`,
    (text) => `${text}MX: other.example\r\n`,
    (text) => `${text}mode: none\r\n`,
    (text) => text.replace(/mx: [a-z]/, (start) => start.toUpperCase().replace("MX", "mx")),
    (text) => text.split("\r\n").reverse().join("\r\n").replace(/^\r\n/, "") + "\r\n",
  );
  const damaged = fc
    .tuple(canonicalPolicy, fc.array(damage, { maxLength: 4 }))
    .map(([policy, steps]) => steps.reduce((text, step) => step(text), formatPolicy(policy)));

  it("makes the same policy of every policy", () => {
    let policies = 0;
    const keepsMeaning = (text: string): void => {
      const fixed = fixPolicy(text).text;
      for (const read of [parsePolicy, readPolicy]) {
        const before = read(text);
        if (!before.ok) continue;
        policies += 1;
        const after = parsePolicy(fixed);
        expect(after.ok && formatPolicy(after.value)).toBe(formatPolicy(before.value));
      }
    };
    fc.assert(fc.property(fc.oneof(damaged, hostileText), keepsMeaning), { numRuns: 2_000 });
    expect(policies).toBeGreaterThan(500);
  });

  it("changes nothing the second time", () => {
    const isIdempotent = (text: string): void => {
      const once = fixPolicy(text).text;
      expect(fixPolicy(once)).toEqual({ text: once, mends: [] });
    };
    fc.assert(fc.property(fc.oneof(damaged, hostileText), isIdempotent), { numRuns: 2_000 });
  });

  it("tells of a mend wherever it changed something", () => {
    fc.assert(
      fc.property(fc.oneof(damaged, hostileText), (text) => {
        const { text: fixed, mends } = fixPolicy(text);
        return (fixed === text) === (mends.length === 0);
      }),
      { numRuns: 2_000 },
    );
  });
});

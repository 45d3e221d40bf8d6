import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { formatStsRecord, formatTlsRptRecord, parseStsRecord, parseTlsRptRecord } from "../../src";
import { fixStsRecord, fixTlsRptRecord } from "../../src/fix/record";
import { hostileText, policyId, tlsRptRecord } from "../fixtures/arbitraries";

describe("fixStsRecord", () => {
  it.each([
    ["quotes of a zone file", '"v=STSv1; id=1;"', ["txt-quotes-in-data"]],
    ["strings of a zone file", '"v=STSv1; " "id=1;"', ["txt-quotes-in-data"]],
    ["an escaped semicolon", "v=STSv1\\; id=1\\;", ["txt-escaped-semicolon"]],
    ["white space before a semicolon", "v=STSv1 ; id=1;", ["txt-space-before-semicolon"]],
    ["an empty field", "v=STSv1;; id=1;", ["txt-empty-field"]],
    ["white space around the sign", "v=STSv1; id = 1;", ["txt-extension-invalid"]],
    ["the case of the version", "V=stsv1; id=1;", ["txt-version-invalid"]],
    ["the place of the version", "id=1; v=STSv1;", ["txt-version-not-first"]],
    ["the case of the key", "v=STSv1; ID=1;", ["txt-unknown-key"]],
    ["a repeated field", "v=STSv1; id=1; id=1;", ["txt-duplicate-key"]],
    ["no space after a semicolon", "v=STSv1;id=1;", []],
  ])("mends %s", (_, text, codes) => {
    const { text: fixed, mends } = fixStsRecord(text);
    expect(fixed).toBe("v=STSv1; id=1;");
    expect(mends).toEqual([{ line: 1, codes, before: text, after: fixed }]);
  });

  it.each(["v=STSv1; id=1;", "v=STSv1; id=1", "", "v=spf1 -all", "v=STSv1; id=a-b;"])("leaves %j alone", (text) => {
    expect(fixStsRecord(text)).toEqual({ text, mends: [] });
  });
});

describe("fixTlsRptRecord", () => {
  it.each([
    ["the trailing space", "v=TLSRPTv1; rua=mailto:a@example.org ", "v=TLSRPTv1; rua=mailto:a@example.org"],
    [
      "a repeated destination",
      "v=TLSRPTv1; rua=mailto:a@b.example,mailto:a@b.example",
      "v=TLSRPTv1; rua=mailto:a@b.example",
    ],
    ["no scheme, at which it would have to guess", "v=TLSRPTv1; rua=a@b.example", "v=TLSRPTv1; rua=a@b.example"],
  ])("mends %s", (_, text, expected) => {
    expect(fixTlsRptRecord(text).text).toBe(expected);
  });
});

describe("a backslash", () => {
  it.each(["v=TLSRPTv1; x=\\; rua=mailto:a@b.example", "v=TLSRPTv1; rua=mailto:a@b.example; x=\\;"])(
    "is the value of an extension in a valid record: %s",
    (text) => {
      expect(parseTlsRptRecord(text)).toMatchObject({ ok: true });
      expect(fixTlsRptRecord(text)).toEqual({ text, mends: [] });
    },
  );

  it("that a repeated destination uncovers goes at the same time", () => {
    const { text } = fixTlsRptRecord("rua=,\\;rua= ;");
    expect(fixTlsRptRecord(text)).toEqual({ text, mends: [] });
  });
});

describe("both", () => {
  const damage = fc.constantFrom<(text: string) => string>(
    (text) => text.replaceAll("; ", ";"),
    (text) => text.replaceAll(";", " ;\t"),
    (text) => `"${text}"`,
    (text) => `${text};`,
    (text) => `${text}; note=x; ID=2`,
    (text) => text.replaceAll(",", " , "),
    (text) => text.toUpperCase(),
  );
  const steps = fc.array(damage, { maxLength: 3 });
  const sts = fc
    .tuple(policyId, steps)
    .map(([id, all]) => all.reduce((text, step) => step(text), formatStsRecord({ id })));
  const rpt = fc
    .tuple(tlsRptRecord, steps)
    .map(([record, all]) => all.reduce((text, step) => step(text), formatTlsRptRecord(record)));

  it("keep the meaning of every record", () => {
    const keeps = (text: string): void => {
      const [one, other] = [parseStsRecord(text), parseTlsRptRecord(text)];
      if (one.ok) expect(parseStsRecord(fixStsRecord(text).text)).toMatchObject({ ok: true, value: one.value });
      if (!other.ok) return;
      const rua = [...new Set(other.value.rua)];
      expect(parseTlsRptRecord(fixTlsRptRecord(text).text)).toMatchObject({ ok: true, value: { rua } });
    };
    fc.assert(fc.property(fc.oneof(sts, rpt, hostileText), keeps), { numRuns: 2_000 });
  });

  it("change nothing the second time", () => {
    const isIdempotent = (text: string): void => {
      for (const fix of [fixStsRecord, fixTlsRptRecord]) {
        const once = fix(text).text;
        expect(fix(once)).toEqual({ text: once, mends: [] });
      }
    };
    for (const text of ["\\ ;", "\\\\;", "v=STSv1; a\\ \t; id=1", ";\r\na.aa", '"\n;"', "a\\\r;"]) isIdempotent(text);
    fc.assert(fc.property(fc.oneof(sts, rpt, hostileText), isIdempotent), { numRuns: 2_000 });
  });

  it("take no longer for hostile text than for other text", () => {
    const [spaces, backslashes] = [" ".repeat(65_000), "\\".repeat(65_000)];
    const began = performance.now();
    for (const text of [
      `a${spaces}b`,
      `"${spaces}`,
      `${backslashes}b`,
      `a\\${spaces}b;`,
      `"${backslashes}`,
      `a,${spaces}b`,
    ])
      for (const fix of [fixStsRecord, fixTlsRptRecord]) fix(text);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

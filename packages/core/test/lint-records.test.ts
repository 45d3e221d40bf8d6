import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { formatIssue, type Issue } from "../src/issue";
import { lintStsRecord, lintTlsRptRecord, type RecordLintOptions } from "../src/lint-records";
import { formatStsRecord, parseStsRecord, selectStsRecord } from "../src/sts-record";
import { formatTlsRptRecord, parseTlsRptRecord, selectTlsRptRecord } from "../src/tls-rpt-record";
import { hostileText, hostName, policyId } from "./fixtures/arbitraries";
import { stsRecordLints, tlsRptRecordLints } from "./fixtures/record-lints";
import { stsRecordVectors, tlsRptRecordVectors, type RecordVector } from "./fixtures/vectors";
import { processorTime } from "./processor-time";

function codesOf(issues: readonly Issue[]): readonly string[] {
  return issues.map(({ code }) => code);
}

function listing(vectors: readonly RecordVector[]): readonly RecordVector[] {
  return vectors.filter(({ lint = [] }) => lint.length > 0);
}

describe("lintStsRecord", () => {
  it.each(stsRecordLints)("says what is wrong or unwise, case %#", (text, issues, _, options = {}) => {
    expect(lintStsRecord(text as string, options as RecordLintOptions).map(formatIssue)).toEqual(issues);
  });

  it.each(listing(stsRecordVectors))("raises for $name: $lint", ({ input, rrset = [], lint = [] }) => {
    const issues = input === undefined ? selectStsRecord(rrset).issues : lintStsRecord(input);
    expect(codesOf(issues)).toEqual(expect.arrayContaining([...lint]));
  });

  it("T13: calls every field but v and id unknown", () => {
    expect(codesOf(lintStsRecord("v=STSv1; id=1; v=STSv1; url=x"))).toEqual(["txt-duplicate-key", "txt-unknown-key"]);
  });

  it("T1: knows the name of the record", () => {
    const told = (name: string): readonly string[] =>
      codesOf(lintStsRecord("v=STSv1; id=1", { name, domain: "A.example" }));
    expect(told("_MTA-STS.a.example.")).toEqual([]);
    for (const name of ["a.example", "_.mta-sts.a.example", "_mta_sts.a.example"])
      expect(told(name)).toEqual(["txt-wrong-owner"]);
  });

  it("allows a longer TTL once the policy is live", () => {
    const told = (ttl: number, role: "authoring" | "checking"): number =>
      lintStsRecord("v=STSv1; id=1", { ttl, role }).length;
    expect([told(3_600, "authoring"), told(3_601, "authoring")]).toEqual([0, 1]);
    expect([told(86_400, "checking"), told(86_401, "checking")]).toEqual([0, 1]);
  });

  it("says where", () => {
    const [issue] = lintStsRecord("v=STSv1; id=1; note=x");
    expect(issue).toMatchObject({ path: [], position: { line: 1, column: 16, offset: 15 } });
  });

  it("has nothing against what formatStsRecord writes", () => {
    fc.assert(
      fc.property(policyId, (id) => {
        expect(lintStsRecord(formatStsRecord({ id }), { ttl: 300 })).toEqual([]);
      }),
    );
  });
});

describe("lintTlsRptRecord", () => {
  it.each(tlsRptRecordLints)("says what is wrong or unwise, case %#", (text, issues, _, options = {}) => {
    expect(lintTlsRptRecord(text as string, options as RecordLintOptions).map(formatIssue)).toEqual(issues);
  });

  it.each(listing(tlsRptRecordVectors))("raises for $name: $lint", ({ input, rrset = [], zone, lint = [] }) => {
    const issues = input === undefined ? selectTlsRptRecord(rrset).issues : lintTlsRptRecord(input);
    // A checker that finds records at other names lints each of them with the name at which it stands.
    const elsewhere = Object.entries(zone?.txt ?? {}).flatMap(([name, records]) =>
      typeof records === "string" ? [] : records.flatMap((strings) => lintTlsRptRecord(strings.join(""), { name })),
    );
    expect(codesOf([...issues, ...elsewhere])).toEqual(expect.arrayContaining([...lint]));
  });

  it("R1: knows the names of the drafts", () => {
    const told = (name: string): readonly string[] =>
      codesOf(lintTlsRptRecord("v=TLSRPTv1; rua=mailto:a@b.example", { name }));
    expect([told("_smtp-tlsrpt.a.example"), told("_SMTP_tlsrpt.a.example.")]).toEqual([
      ["tlsrpt-old-name"],
      ["tlsrpt-old-name"],
    ]);
    expect(told("_smtp._tls.a.example")).toEqual([]);
  });

  it("R8: warns that one destination of several may be all that is used", () => {
    const text = "v=TLSRPTv1; rua=mailto:a@b.example,https://b.example/";
    expect(codesOf(lintTlsRptRecord(text))).toEqual(["tlsrpt-several-uris"]);
  });

  it("R10: asks for no consent of another domain", () => {
    const text = "v=TLSRPTv1; rua=mailto:a@b.example";
    expect(lintTlsRptRecord(text, { domain: "c.example" })).toEqual([]);
    expect(codesOf(lintTlsRptRecord(text, { domain: "B.example" }))).toEqual(["tlsrpt-mailto-same-domain"]);
    expect(lintTlsRptRecord("v=TLSRPTv1; rua=mailto:a@notb.example", { domain: "b.example" })).toEqual([]);
  });

  it("has nothing against what formatTlsRptRecord writes of one address", () => {
    fc.assert(
      fc.property(hostName, (host) => {
        expect(lintTlsRptRecord(formatTlsRptRecord({ rua: [`mailto:tls@${host}`] }), { ttl: 3_600 })).toEqual([]);
      }),
    );
  });
});

describe("both", () => {
  it("agree with the strict readers on every text", () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom("", "v=STSv1;", "v=TLSRPTv1;rua="), (tail, head) => {
        const text = head + tail;
        const sts = parseStsRecord(text);
        const tlsRpt = parseTlsRptRecord(text);
        if (!sts.ok) expect(codesOf(lintStsRecord(text))).toEqual(expect.arrayContaining([...codesOf(sts.issues)]));
        if (!tlsRpt.ok)
          expect(codesOf(lintTlsRptRecord(text))).toEqual(expect.arrayContaining([...codesOf(tlsRpt.issues)]));
      }),
    );
  });

  it("never throw", () => {
    const facts = fc.record({ domain: hostileText, name: hostileText, ttl: fc.double() }, { requiredKeys: [] });
    const text = fc.oneof(hostileText, fc.anything());
    fc.assert(fc.property(text, facts, (input, options) => void lintStsRecord(input as string, options)));
    fc.assert(fc.property(text, facts, (input, options) => void lintTlsRptRecord(input as string, options)));
  });

  it.each([
    ";",
    " ",
    "a=b;",
    "id=1;",
    "rua=;",
    "rua=mailto:a@b.example;",
    "mailto:a@b.example,",
    ",",
    "!",
    "%",
    "\\",
    "é",
  ])("take linear time and say a bounded number of things: %j", (unit) => {
    const tail = unit.repeat(1_048_576 / unit.length);
    const spent = processorTime(() => {
      expect(lintStsRecord(`v=STSv1;${tail}`).length).toBeLessThanOrEqual(200);
      expect(lintTlsRptRecord(`v=TLSRPTv1;rua=${tail}`).length).toBeLessThanOrEqual(200);
    });
    expect(spent).toBeLessThan(6_000);
  });
});

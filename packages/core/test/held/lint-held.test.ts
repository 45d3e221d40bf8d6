import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { lintHeldRecords } from "../../src/held/lint-held";
import { readRecords } from "../../src/held/read-records";
import { formatIssue } from "../../src/issue";
import { hostileText } from "../fixtures/arbitraries";
import { heldRecordIssues } from "../fixtures/held-issues";

function codes(kind: "sts" | "tlsRpt", text: string, domain?: string): readonly string[] {
  return lintHeldRecords(kind, readRecords(text), domain).flatMap(({ issues }) => issues.map(({ code }) => code));
}

describe("lintHeldRecords", () => {
  it.each(heldRecordIssues)("%j", (input, issues) => {
    const linted = lintHeldRecords("sts", readRecords(input as string));
    expect(linted.flatMap((each) => each.issues.map(formatIssue))).toEqual(issues);
  });

  it("judges each of several records", () => {
    const text = '"v=STSv1; id=a-b;"\n"v=STSv1; id=;"';
    expect(codes("sts", text)).toEqual(["txt-id-invalid", "txt-multiple-records", "txt-id-invalid"]);
  });

  it("follows aliases back to the name that was asked for", () => {
    const text = '_mta-sts.a.example. IN CNAME x.b.example.\nx.b.example. IN TXT "v=STSv1; id=1;"';
    const [linted] = lintHeldRecords("sts", readRecords(text), "a.example");
    expect(linted).toMatchObject({ record: { owner: "_mta-sts.a.example" }, issues: [] });
    const circle = 'a. IN CNAME b.\nb. IN CNAME a.\na. IN TXT "v=STSv1; id=1;"';
    expect(codes("sts", circle)).toEqual(["txt-wrong-owner"]);
  });

  it("finds the record of its kind in a whole zone, and leaves the others alone", () => {
    const zone = `$ORIGIN a.example.
@ IN TXT "v=spf1 -all"
_mta-sts IN TXT "v=STSv1; id=1;"
_smtp._tls 3600 IN TXT "v=TLSRPTv1; rua=mailto:tls@b.example"
`;
    expect(codes("sts", zone)).toEqual([]);
    expect(codes("tlsRpt", zone)).toEqual([]);
    expect(lintHeldRecords("tlsRpt", readRecords(zone)).map(({ record }) => record.line)).toEqual([4]);
  });

  it("names a TLS-RPT record at a wrong name, and the names of drafts", () => {
    const at = (owner: string): string => `${owner} 3600 IN TXT "v=TLSRPTv1; rua=mailto:tls@b.example"`;
    expect(codes("tlsRpt", at("_smtp._tls.a.example."))).toEqual([]);
    expect(codes("tlsRpt", at("_tlsrpt.a.example."))).toEqual(["tlsrpt-wrong-owner"]);
    expect(codes("tlsRpt", at("_smtp-tlsrpt.a.example."))).toEqual(["tlsrpt-old-name"]);
    expect(codes("tlsRpt", at("_smtp._tls.c.example."), "a.example")).toContain("tlsrpt-wrong-owner");
  });

  it("takes a TTL for what it is in a zone file, and not in an answer out of a cache", () => {
    const line = '_smtp._tls.a.example. 60 IN TXT "v=TLSRPTv1; rua=mailto:tls@b.example"';
    expect(codes("tlsRpt", line)).toEqual(["tlsrpt-low-ttl"]);
    expect(codes("tlsRpt", `;; ANSWER SECTION:\n${line}`)).toEqual([]);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        codes("sts", text);
        codes("tlsRpt", `v=TLSRPTv1;${text}`);
      }),
    );
  });
});

import { describe, expect, it } from "@jest/globals";
import { meantAs, wrongOwners } from "../src/misplaced";

describe("meantAs", () => {
  it.each([
    ["v=STSv1; id=1;", "sts"],
    ["V = stsv2", "sts"],
    ['"v=STSv1; id=1;"', "sts"],
    ["id=1; v=STSv1", "sts"],
    ["v=TLSRPTv1; rua=mailto:a@b.example", "tlsRpt"],
    ["v=TLS-RPTv1", "tlsRpt"],
    ["v=spf1 -all", undefined],
    ["v=DMARC1; p=none", undefined],
    ["the STS record", undefined],
    [`${"x".repeat(5_000)}; v=STSv1`, undefined],
  ])("%j: %s", (text, kind) => {
    expect(meantAs(text)).toBe(kind);
  });
});

describe("wrongOwners", () => {
  it("holds the mistakes that were seen, and never the right names", () => {
    expect(wrongOwners("sts", "example.com")).toEqual(
      expect.arrayContaining(["example.com", "_mta-sts.mta-sts.example.com", "_mtasts.example.com"]),
    );
    expect(wrongOwners("tlsRpt", "example.com")).toEqual(
      expect.arrayContaining(["_tlsrpt.example.com", "smtp._tls.example.com", "_smtp._tls.example.com.example.com"]),
    );
    const all = [...wrongOwners("sts", "example.com"), ...wrongOwners("tlsRpt", "example.com")];
    expect(all).not.toEqual(expect.arrayContaining(["_mta-sts.example.com"]));
    expect(all).not.toEqual(expect.arrayContaining(["_smtp._tls.example.com"]));
  });

  it("is bounded, as a check promises, and leaves out names that are too long", () => {
    const all = [...wrongOwners("sts", "example.com"), ...wrongOwners("tlsRpt", "example.com")];
    expect(new Set(all).size).toBe(16);
    const long = `${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(60)}.example`;
    expect(wrongOwners("sts", long).every(({ length }) => length <= 253)).toBe(true);
  });
});

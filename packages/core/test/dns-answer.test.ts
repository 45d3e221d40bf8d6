import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { readDnsAnswer, type DnsAnswer, type DnsAnswerRecord } from "../src/dns-answer";
import { formatIssue, type Selected } from "../src/issue";
import { dnsErrorIssues } from "./fixtures/record-lints";

function cname(name: string, target: string): DnsAnswerRecord {
  return { name, type: "CNAME", target };
}

function txt(name: string, ...strings: readonly string[]): DnsAnswerRecord {
  return { name, type: "TXT", strings };
}

/** Everything at the name, or none. */
function select(rrset: readonly (readonly string[])[]): Selected<unknown> {
  return rrset.length === 0 ? { outcome: "none", issues: [] } : { outcome: "record", value: rrset, issues: [] };
}

function read(query: string, rcode: string, ...records: readonly DnsAnswerRecord[]): unknown {
  const answered = readDnsAnswer({ query, rcode, records }, select);
  return answered.outcome === "record" ? answered.value : answered.outcome;
}

describe("readDnsAnswer", () => {
  it("takes the records of the name, in any case and with or without the final dot", () => {
    expect(read("a.example", "NOERROR", txt("A.example.", "1"), txt("b.example", "2"))).toEqual([["1"]]);
  });

  it("T1: follows aliases, in whatever order they stand", () => {
    const aliases = [cname("b.example.", "c.example."), txt("c.example", "1"), cname("a.example", "B.example")];
    expect(read("a.example", "NOERROR", ...aliases)).toEqual([["1"]]);
  });

  it("never takes a failure, or a circle of aliases, for an absence", () => {
    for (const rcode of ["SERVFAIL", "TIMEOUT", "REFUSED", "FORMERR", "", "nxdomain"]) {
      expect(read("a.example", rcode)).toBe("temperror");
    }
    expect(read("a.example", "NOERROR", cname("a.example", "b.example"), cname("b.example", "a.example"))).toBe(
      "temperror",
    );
  });

  it("is none where the name, or the end of its aliases, is not there or holds no TXT", () => {
    expect(read("a.example", "NXDOMAIN")).toBe("none");
    expect(read("a.example", "NXDOMAIN", cname("a.example", "b.example"))).toBe("none");
    expect(read("a.example", "NOERROR")).toBe("none");
    expect(read("a.example", "NOERROR", cname("a.example", "b.example"))).toBe("none");
  });

  it("says why nothing is known", () => {
    for (const [answer, lines] of dnsErrorIssues) {
      expect(readDnsAnswer(answer as DnsAnswer, select).issues.map(formatIssue)).toEqual(lines);
    }
  });

  it("takes linear time along many aliases", () => {
    const records = Array.from({ length: 50_000 }, (_, i) => cname(`${i}.example`, `${i + 1}.example`));
    const answer: DnsAnswer = { query: "0.example", rcode: "NOERROR", records };
    expect(readDnsAnswer(answer, select).outcome).toBe("none");
  });

  it("never throws", () => {
    const name = fc.constantFrom("a", "b", "c");
    const record = fc.oneof(
      fc.tuple(name, name).map(([a, b]) => cname(a, b)),
      name.map((a) => txt(a, "1")),
    );
    fc.assert(
      fc.property(name, fc.string(), fc.array(record), (query, rcode, records) => void read(query, rcode, ...records)),
    );
  });
});

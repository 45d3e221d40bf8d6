import { describe, expect, it } from "@jest/globals";
import { judgeZone } from "../../src/preflight/judge-zone";
import { emptyZone, oneZone } from "../fixtures/existing-issues";
import { nothing, planOf } from "../fixtures/preflight-issues";

const tlsRpt = { rua: "mailto:tls@reports.test" };
const codes = (domain: string, name: string): readonly string[] =>
  judgeZone(planOf({ domain, mx: [], mode: "none", tlsRpt }), nothing, { ...oneZone, given: { name } }).map(
    ({ code }) => code,
  );

describe("judgeZone", () => {
  it.each([
    ["example.com", "example.com", []],
    ["mail.example.com", "Example.COM.", []],
    ["example.com", "mail.example.com", ["zone-of-another-domain"]],
    ["badexample.com", "example.com", ["zone-of-another-domain"]],
  ])("puts %s in the zone %s: %j", (domain, name, expected) => {
    expect(codes(domain, name)).toEqual(expected);
  });

  it("compares name servers whatever their case, and needs one in common", () => {
    const given = { name: "example.com", nameServers: ["NS2.provider.example.", "ns3.provider.example"] };
    expect(judgeZone(planOf(), { ...nothing, zone: emptyZone }, { ...oneZone, given })).toEqual([]);
  });

  it("minds flattened CNAME records only where one proves the name", () => {
    const given = { name: "example.com", flattensCnames: true };
    expect(judgeZone(planOf(), nothing, { ...oneZone, provesByCname: false, given })).toEqual([]);
  });
});

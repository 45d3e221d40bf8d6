import { describe, expect, it } from "@jest/globals";
import { isUnnamed, ownRecord } from "../../src/plan-check/planned-record";
import { UNKNOWN } from "../../src/plan-check/resource-change";

const zones = new Map([["Z1", "example.com"]]);
const route53 = { type: "aws_route53_record" };

describe("ownRecord", () => {
  it.each([
    ["sts", "_mta-sts.example.com", "TXT"],
    ["sts", "_mta-sts.Example.com.", "CNAME"],
    ["sts", "_mta-sts", "TXT"],
    ["tlsRpt", "_smtp._tls.example.com", "TXT"],
    ["tlsRpt", "_smtp._tls", "TXT"],
    ["host", "mta-sts.example.com", "A"],
    ["host", "mta-sts", "CNAME"],
  ])("knows the %s record by the name %s", (role, name, type) => {
    const owner = { sts: "_mta-sts", tlsRpt: "_smtp._tls", host: "mta-sts" }[role] ?? "";
    expect(ownRecord(route53, { name, type, zone_id: "Z1" }, zones)).toEqual({
      role,
      domain: "example.com",
      owner: `${owner}.example.com`,
      type,
      zone: { id: "Z1", name: "example.com" },
    });
  });

  it("knows a subdomain of the zone, and a whole name in another zone", () => {
    const domainOf = (name: string) => ownRecord(route53, { name, type: "TXT", zone_id: "Z1" }, zones)?.domain;
    expect(domainOf("_mta-sts.sub")).toBe("sub.example.com");
    expect(domainOf("_mta-sts.second.org")).toBe("second.org");
  });

  it("knows a custom domain, which has no type", () => {
    const worker = { type: "cloudflare_workers_custom_domain" };
    expect(ownRecord(worker, { hostname: "mta-sts.example.com", zone_id: "c1" }, zones)).toEqual({
      role: "host",
      domain: "example.com",
      owner: "mta-sts.example.com",
      zone: { id: "c1" },
    });
  });

  it.each([
    ["aws_route53_record", { name: "_mta-sts.example.com", type: "NS" }],
    ["aws_route53_record", { name: "mta-sts.example.com", type: "CAA" }],
    ["aws_route53_record", { name: "www.example.com", type: "A" }],
    ["aws_route53_record", { name: "_mta-sts", type: "TXT", zone_id: UNKNOWN }],
    ["aws_route53_record", { name: UNKNOWN, type: "TXT" }],
    ["aws_route53_record", { name: "_mta-sts.not a name", type: "TXT" }],
    ["aws_route53_zone", { name: "mta-sts.example.com" }],
    ["aws_s3_bucket", { name: "mta-sts.example.com" }],
  ])("does not take %s %j for one", (type, values) => {
    expect(ownRecord({ type }, values, zones)).toBeUndefined();
  });

  it("does not know what is not there", () => {
    expect(ownRecord(route53, undefined, zones)).toBeUndefined();
  });
});

describe("isUnnamed", () => {
  it.each([
    [{ name: "_mta-sts", type: "TXT", zone_id: "Z9" }, true],
    [{ name: "_smtp._tls", type: "TXT", zone_id: UNKNOWN }, true],
    [{ name: "mta-sts.sub", type: "CNAME" }, true],
    [{ name: "_mta-sts", type: "TXT", zone_id: "Z1" }, false],
    [{ name: "_mta-sts.example.com", type: "TXT", zone_id: "Z9" }, false],
    [{ name: "www", type: "CNAME", zone_id: "Z9" }, false],
    [undefined, false],
  ])("%j: %j", (values, expected) => {
    expect(isUnnamed(route53, values, zones)).toBe(expected);
  });
});

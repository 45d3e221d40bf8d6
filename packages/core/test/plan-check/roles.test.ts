import { describe, expect, it } from "@jest/globals";
import { policyChanges } from "../../src/plan-check/roles";
import type { ResourceChange } from "../../src/plan-check/resource-change";

function role(type: string, before: object, address = `${type}.x`): string | undefined {
  const change: ResourceChange = { address, type, action: "delete", before: before as never };
  const [found] = policyChanges([change]);
  return found === undefined ? undefined : `${found.role} ${String(found.domain)}`;
}

const worker = 'const path = "/.well-known/mta-sts.txt";\nconst body = "version: STSv1\\r\\nmode: enforce\\r\\n";';

describe("policyChanges", () => {
  it.each([
    ["aws_route53_record", { name: "_mta-sts.example.com", type: "TXT" }, "announcement example.com"],
    ["aws_route53_record", { name: "_mta-sts", fqdn: "_mta-sts.example.com", type: "TXT" }, "announcement example.com"],
    ["aws:route53/record:Record", { name: "_MTA-STS.Example.com.", type: "TXT" }, "announcement example.com"],
    ["cloudflare_dns_record", { name: "_mta-sts", type: "CNAME" }, "announcement undefined"],
    ["google_dns_record_set", { name: "mta-sts.example.com.", type: "A" }, "name example.com"],
    ["cloudflare_workers_custom_domain", { hostname: "mta-sts.example.com" }, "name example.com"],
    ["cloudflare_r2_custom_domain", { domain: "mta-sts.example.com" }, "name example.com"],
    ["aws_route53_record", { name: "_abc.mta-sts.example.com", type: "CNAME" }, "host example.com"],
    ["aws_s3_object", { key: ".well-known/mta-sts.txt", content: "" }, "file undefined"],
    ["google_storage_bucket_object", { name: "/.well-known/mta-sts.txt" }, "file undefined"],
    ["cloudflare_workers_script", { content: worker }, "file undefined"],
    ["aws_cloudfront_distribution", { aliases: ["www.example.com", "mta-sts.example.com"] }, "host example.com"],
    ["aws_acm_certificate", { domain_name: "mta-sts.example.com" }, "host example.com"],
    ["aws:acm/certificate:Certificate", { domainName: "mta-sts.example.com" }, "host example.com"],
  ])("knows %s %j", (type, values, expected) => {
    expect(role(type, values)).toBe(expected);
  });

  it.each([
    ["aws_route53_record", { name: "_mta-stsx.example.com", type: "TXT" }],
    ["aws_s3_object", { key: "mta-sts.txt", content: "" }],
    ["aws_s3_bucket", { bucket: "mta-sts" }],
    ["cloudflare_workers_script", { content: "export default {}" }],
  ])("leaves %s %j alone", (type, values) => {
    expect(role(type, values)).toBeUndefined();
  });

  const file = { key: ".well-known/mta-sts.txt", bucket: "b" };
  const change = (address: string, before: object): ResourceChange => ({
    address,
    type: address.split(".")[0] ?? "",
    action: "delete",
    before: before as never,
  });

  it("knows the bucket by its object", () => {
    const changes = [
      change("aws_s3_object.x", file),
      change("aws_s3_bucket.x", { id: "b" }),
      change("aws_s3_bucket.y", { id: "c" }),
    ];
    expect(policyChanges(changes).map(({ address }) => address)).toEqual(["aws_s3_object.x", "aws_s3_bucket.x"]);
  });

  it("knows the children of a component by their places", () => {
    const urn = (type: string, name: string) => `urn:pulumi:dev::p::mtasts:index:MtaSts$${type}::${name}`;
    const changes = [
      change(urn("aws:s3/bucketObjectv2:BucketObjectv2", "mail-policy-file"), file),
      change(urn("aws:cloudfront/originAccessControl:OriginAccessControl", "mail-origin-access-control"), {}),
      change(urn("aws:cloudfront/originAccessControl:OriginAccessControl", "other-origin-access-control"), {}),
      change("aws_s3_object.mail_policy-file_1A2B3C4D", file),
      change("aws_cloudfront_origin_access_control.mail_origin-access-control_5E6F7A8B", {}),
      change("aws_cloudfront_origin_access_control.other_origin-access-control_5E6F7A8B", {}),
      change("module.a.aws_cloudfront_origin_access_control.mail_origin-access-control_5E6F7A8B", {}),
    ];
    expect(
      policyChanges(changes)
        .filter(({ role }) => role === "host")
        .map(({ address }) => address),
    ).toEqual([changes[1]?.address, changes[2]?.address, changes[4]?.address]);
  });

  it("finds the domain of a name that is relative to a zone which the plan names", () => {
    const zones = new Map([["Z1", "example.com"]]);
    const domains = (name: string, zone_id?: string) =>
      policyChanges(
        [{ address: "a", type: "aws_route53_record", action: "create", after: { name, type: "TXT", zone_id } }],
        zones,
      ).map(({ domain }) => domain);
    expect(domains("_mta-sts", "Z1")).toEqual(["example.com"]);
    expect(domains("_mta-sts.sub", "Z1")).toEqual(["sub.example.com"]);
    expect(domains("_mta-sts.second.org", "Z1")).toEqual(["second.org"]);
    expect(domains("_mta-sts", "Z2")).toEqual([undefined]);
  });
});

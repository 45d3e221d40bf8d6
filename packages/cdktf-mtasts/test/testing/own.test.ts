import { type Construct } from "constructs";
import { describe, expect, it } from "@jest/globals";
import { external, manualDns, type DnsProvider, type PolicyHost } from "cdktf-mtasts";
import { cloudfront, route53 } from "cdktf-mtasts/aws";
import { cloudflareDns, r2, r2ObjectProvider, worker } from "cdktf-mtasts/cloudflare";
import { checkDnsProvider, checkPolicyHost, type ConformanceOptions } from "cdktf-mtasts/testing";

const account = { accountId: "a1", zoneId: "z1" };

describe("the package's own", () => {
  it.each<[string, () => DnsProvider, ConformanceOptions]>([
    ["route53", () => route53({ zoneId: "Z1" }), {}],
    ["cloudflareDns", () => cloudflareDns({ zoneId: "z1" }), {}],
    ["manualDns", manualDns, { createsNothing: true }],
  ])("%s is a DNS provider", (_, make, options) => {
    expect(checkDnsProvider(make, options)).toEqual([]);
  });

  it.each<[string, (scope: Construct) => PolicyHost, ConformanceOptions]>([
    ["cloudfront", () => cloudfront(), {}],
    ["worker", () => worker(account), {}],
    ["r2", (scope) => r2({ ...account, objects: r2Objects(scope) }), {}],
    ["external", () => external({ target: "policies.example.net" }), { createsNothing: true }],
  ])("%s is a policy host", (_, make, options) => {
    expect(checkPolicyHost(make, options)).toEqual([]);
  });
});

function r2Objects(scope: Construct) {
  return r2ObjectProvider(scope, "r2", { accountId: "a1", accessKeyId: "key", secretAccessKey: "secret" });
}

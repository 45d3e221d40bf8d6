import { describe, expect, it, jest } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { external, manualDns, type DnsProvider, type PolicyHost } from "pulumi-mtasts";
import { cloudfront, route53 } from "pulumi-mtasts/aws";
import { cloudflareDns, r2, r2ObjectProvider, worker } from "pulumi-mtasts/cloudflare";
import { checkDnsProvider, checkPolicyHost, type ConformanceOptions } from "pulumi-mtasts/testing";
import { computed } from "../harness";

jest.spyOn(pulumi.log, "warn").mockResolvedValue();

const account = { accountId: "a1", zoneId: "z1" };
const outputs: ConformanceOptions["outputs"] = ({ type, name, inputs }) => computed(type, name, inputs);

describe("the package's own", () => {
  it.each<[string, () => DnsProvider, ConformanceOptions]>([
    ["route53", () => route53({ zoneId: "Z1" }), {}],
    ["cloudflareDns", () => cloudflareDns({ zoneId: "z1" }), {}],
    ["manualDns", manualDns, { createsNothing: true }],
  ])("%s is a DNS provider", async (_, make, options) => {
    expect(await checkDnsProvider(make, options)).toEqual([]);
  });

  it.each<[string, () => PolicyHost, ConformanceOptions]>([
    ["cloudfront", () => cloudfront(), {}],
    ["worker", () => worker(account), {}],
    ["r2", () => r2({ ...account, objects: r2Objects() }), {}],
    ["external", () => external({ target: "policies.example.net" }), { createsNothing: true }],
  ])("%s is a policy host", async (_, make, options) => {
    expect(await checkPolicyHost(make, { outputs, ...options })).toEqual([]);
  });
});

function r2Objects() {
  return r2ObjectProvider("r2", { accountId: "a1", accessKeyId: "key", secretAccessKey: pulumi.secret("secret") });
}

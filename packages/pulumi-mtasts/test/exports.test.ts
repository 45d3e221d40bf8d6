import { describe, expect, it } from "@jest/globals";
import * as root from "pulumi-mtasts";
import * as aws from "pulumi-mtasts/aws";
import * as cloudflare from "pulumi-mtasts/cloudflare";
import * as remote from "pulumi-mtasts/remote";
import * as testing from "pulumi-mtasts/testing";

// API from the first day: a name that goes away breaks programs.
describe("exports", () => {
  it("of the package", () => {
    expect(Object.keys(root).sort()).toEqual(["MtaSts", "external", "manualDns"]);
  });

  it("of the Cloudflare entry", () => {
    expect(Object.keys(cloudflare).sort()).toEqual(["cloudflareDns", "r2", "r2ObjectProvider", "worker"]);
  });

  it("of the entry for tests", () => {
    expect(Object.keys(testing).sort()).toEqual(["checkDnsProvider", "checkPolicyHost"]);
  });

  it("of the entry for component providers, which is ours alone", () => {
    expect(Object.keys(remote).sort()).toEqual([
      "aliasesOfChildren",
      "applyToUnknown",
      "build",
      "checkArguments",
      "componentType",
      "gateOf",
      "isRecord",
      "optionIssues",
      "refusalMessage",
      "resolvedIssues",
    ]);
  });

  it("of the AWS entry", () => {
    expect(Object.keys(aws).sort()).toEqual(["cloudfront", "route53"]);
  });
});

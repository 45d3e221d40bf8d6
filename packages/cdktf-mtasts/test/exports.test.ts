import { describe, expect, it } from "@jest/globals";
import * as root from "cdktf-mtasts";
import * as aws from "cdktf-mtasts/aws";
import * as cloudflare from "cdktf-mtasts/cloudflare";
import * as testing from "cdktf-mtasts/testing";

// API from the first day: a name that goes away breaks programs.
describe("exports", () => {
  it("of the package", () => {
    expect(Object.keys(root).sort()).toEqual(["MtaSts", "external", "manualDns"]);
  });

  it("of the Cloudflare entry", () => {
    expect(Object.keys(cloudflare).sort()).toEqual([
      "CloudflareProvider",
      "RandomProvider",
      "cloudflareDns",
      "r2",
      "r2ObjectProvider",
      "worker",
    ]);
  });

  it("of the entry for tests", () => {
    expect(Object.keys(testing).sort()).toEqual(["checkDnsProvider", "checkPolicyHost"]);
  });

  it("of the AWS entry", () => {
    expect(Object.keys(aws).sort()).toEqual(["AwsProvider", "cloudfront", "route53"]);
  });
});

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { planDeployment } from "@mtasts/core";
import { terraformProgram } from "@mtasts/core/generate";
import { describe, expect, it, jest } from "@jest/globals";
import { AWS_VERSION, RealFolder, realProviderFor } from "../parity/schema/real-provider";
import { offline } from "../terraform/real-stack";
import type { Plan } from "./plan";

jest.setTimeout(300_000);

const real = realProviderFor("what mtasts generate writes is not validated with it");

/** What a user has in the environment or writes beside the generated files: a region, an account, and version 5. */
const override = JSON.stringify({
  terraform: { required_providers: { aws: { source: "hashicorp/aws", version: AWS_VERSION } } },
  provider: { aws: { ...offline, region: "eu-central-1" } },
  module: { mta_sts: { providers: { aws: "aws", "aws.us_east_1": "aws.us_east_1" } } },
});

/** The provider for certificates, which version 5 needs beside the first. An override cannot add it. */
const usEast1 = JSON.stringify({ provider: { aws: { ...offline, alias: "us_east_1", region: "us-east-1" } } });

/** The module as the commands of its README rewrite it for version 5. */
function forVersion5(content: string): string {
  return content
    .replaceAll(/region *= "us-east-1"/gu, "provider = aws.us_east_1")
    .replace('version = ">= 6.0, < 7.0"', 'version = "~> 5.100"\n      configuration_aliases = [aws.us_east_1]');
}

function generated(): ReadonlyMap<string, string> {
  const plan = planDeployment({
    domain: "example.com",
    mode: "enforce",
    mx: ["mail.example.com", "*.example.net"],
    tlsRpt: { rua: ["mailto:tls-reports@example.org", `https://reports.example.org/v1/${"a".repeat(230)}`] },
  });
  if (!plan.ok) throw new Error("the configuration is wrong");
  const folder = path.join(__dirname, "..", "..", "examples", "terraform-cloudfront-route53");
  const moduleFiles = readdirSync(folder)
    .filter((name) => name.endsWith(".tf"))
    .map((name) => ({ path: name, content: forVersion5(readFileSync(path.join(folder, name), "utf8")) }));
  const files = terraformProgram({ plan: plan.value, host: "cloudfront", zone: "route53", moduleFiles });
  return new Map(files.map(({ path: name, content }) => [name, content]));
}

(real === undefined ? describe.skip : describe)("the real AWS provider", () => {
  it("validates and plans what mtasts generate writes as plain Terraform", async () => {
    const files = new Map([...generated(), ["override.tf.json", override], ["us-east-1.tf.json", usEast1]]);
    const folder = await RealFolder.open(real!, "generated", files);
    try {
      expect(await folder.must("validate", "-no-color")).toContain("The configuration is valid");
      await folder.must("plan", "-var=zone_id=Z0EXAMPLECOM", "-out=planned");
      const { resource_changes: changes } = JSON.parse(await folder.must("show", "-json", "planned")) as Plan;
      const created = changes.map(({ address, change }) => `${change.actions.join(" ")} ${address}`);
      expect(created.sort()).toMatchInlineSnapshot(`
        [
          "create module.mta_sts.aws_acm_certificate.certificate",
          "create module.mta_sts.aws_acm_certificate_validation.certificate_validation",
          "create module.mta_sts.aws_cloudfront_distribution.distribution",
          "create module.mta_sts.aws_cloudfront_origin_access_control.origin_access_control",
          "create module.mta_sts.aws_route53_record.certificate_record",
          "create module.mta_sts.aws_route53_record.host_record",
          "create module.mta_sts.aws_route53_record.sts_record",
          "create module.mta_sts.aws_route53_record.tls_rpt_record[0]",
          "create module.mta_sts.aws_s3_bucket.bucket",
          "create module.mta_sts.aws_s3_bucket_ownership_controls.ownership_controls",
          "create module.mta_sts.aws_s3_bucket_policy.bucket_policy",
          "create module.mta_sts.aws_s3_bucket_public_access_block.public_access_block",
          "create module.mta_sts.aws_s3_object.policy_file",
        ]
      `);
    } finally {
      folder.close();
    }
  });
});

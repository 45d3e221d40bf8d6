import { planDeployment } from "@mtasts/core";
import { terraformProgram } from "@mtasts/core/generate";
import { describe, expect, it, jest } from "@jest/globals";
import { AWS_VERSION, RealFolder, realProviderFor } from "../parity/schema/real-provider";
import { offline } from "../terraform/real-stack";
import type { Plan } from "./plan";

jest.setTimeout(300_000);

const real = realProviderFor("what mtasts generate writes is not validated with it");

/** What a user has in the environment: a region and an account. */
const override = JSON.stringify({
  terraform: { required_providers: { aws: { source: "hashicorp/aws", version: AWS_VERSION } } },
  provider: {
    aws: [
      { ...offline, region: "eu-central-1" },
      { ...offline, alias: "us_east_1", region: "us-east-1" },
    ],
  },
});

function generated(): ReadonlyMap<string, string> {
  const plan = planDeployment({
    domain: "example.com",
    mode: "enforce",
    mx: ["mail.example.com", "*.example.net"],
    tlsRpt: { rua: ["mailto:tls-reports@example.org", `https://reports.example.org/v1/${"a".repeat(230)}`] },
  });
  if (!plan.ok) throw new Error("the configuration is wrong");
  const files = terraformProgram({ plan: plan.value, host: "cloudfront", zone: "route53" });
  return new Map(files.map(({ path, content }) => [path, content]));
}

(real === undefined ? describe.skip : describe)("the real AWS provider", () => {
  it("validates and plans what mtasts generate writes as plain Terraform", async () => {
    const files = new Map([...generated(), ["override.tf.json", override]]);
    const folder = await RealFolder.open(real!, "generated", files);
    try {
      expect(await folder.must("validate", "-no-color")).toContain("The configuration is valid");
      await folder.must("plan", "-var=zone_id=Z0EXAMPLECOM", "-out=planned");
      const { resource_changes: changes } = JSON.parse(await folder.must("show", "-json", "planned")) as Plan;
      const created = changes.map(({ address, change }) => `${change.actions.join(" ")} ${address}`);
      expect(created.sort()).toMatchInlineSnapshot(`
        [
          "create aws_acm_certificate.policy",
          "create aws_acm_certificate_validation.policy",
          "create aws_cloudfront_distribution.policy",
          "create aws_cloudfront_origin_access_control.policy",
          "create aws_route53_record.certificate",
          "create aws_route53_record.host",
          "create aws_route53_record.sts",
          "create aws_route53_record.tls_rpt",
          "create aws_s3_bucket.policy",
          "create aws_s3_bucket_ownership_controls.policy",
          "create aws_s3_bucket_policy.policy",
          "create aws_s3_bucket_public_access_block.policy",
          "create aws_s3_object.policy",
        ]
      `);
    } finally {
      folder.close();
    }
  });
});

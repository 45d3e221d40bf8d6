import { describe, expect, it } from "@jest/globals";
import { providersHcl, recordsHcl } from "../../src/generate/terraform-records";
import { examplePlan } from "./parts";

const plan = examplePlan();

describe("recordsHcl", () => {
  it("announces the policy after everything that serves it", () => {
    expect(recordsHcl({ plan, host: "cloudfront", zone: "route53" }, false)).toContain(
      "depends_on = [aws_s3_object.policy, aws_s3_bucket_policy.policy, aws_cloudfront_distribution.policy, aws_route53_record.host]",
    );
    expect(recordsHcl({ plan, host: "worker", zone: "cloudflare" }, false)).toContain(
      "depends_on = [cloudflare_workers_script.policy, cloudflare_workers_custom_domain.policy]",
    );
    expect(recordsHcl({ plan, host: "external", zone: "cloudflare" }, false)).toContain(
      "depends_on = [cloudflare_dns_record.host]",
    );
  });

  it("quotes TXT values for Cloudflare and splits them for Route 53", () => {
    const long = examplePlan({ tlsRpt: { rua: `https://a.example/${"b".repeat(260)}` } });
    expect(recordsHcl({ plan: long, host: "external", zone: "route53" }, false)).toMatch(/v=TLSRPTv1[^\n]*\\"\\"b/);
    expect(recordsHcl({ plan, host: "external", zone: "cloudflare" }, false)).toContain(
      '"\\"v=STSv1; id=${local.policy_id};\\""',
    );
  });

  it("tells by hand what nobody creates", () => {
    expect(recordsHcl({ plan, host: "cloudfront", zone: "manual" }, false)).not.toContain("resource ");
  });
});

describe("providersHcl", () => {
  it("asks for what is used", () => {
    expect(providersHcl({ plan, host: "external", zone: "manual" })).not.toMatch(/required_providers|zone_id/);
    expect(providersHcl({ plan, host: "worker", zone: "cloudflare" })).toMatch(/zone_id[^]*account_id/);
  });
});

import { describe, expect, it } from "@jest/globals";
import { cloudfrontHcl, guard, workerHcl } from "../../src/generate/terraform-hosts";
import { examplePlan } from "./parts";

describe("hosts in HCL", () => {
  it("have no cache, no redirect, and TLS 1.2 or later", () => {
    const hcl = cloudfrontHcl({ plan: examplePlan(), host: "cloudfront", zone: "route53" }, false);
    expect(hcl).toContain('viewer_protocol_policy = "https-only"');
    expect(hcl).toContain('cache_policy_id = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"');
    expect(hcl).toContain('minimum_protocol_version = "TLSv1.2_2021"');
    expect(hcl).toMatch(/etag +=/);
  });

  it("hold the policy of the locals in the Worker", () => {
    expect(workerHcl(false)).toContain("const body = ${jsonencode(local.policy_text)};");
    expect(workerHcl(false).match(/\$\{/g)).toHaveLength(2);
  });

  it("are kept from being destroyed once the policy was enforced", () => {
    expect(guard(false)).toEqual([]);
    expect(workerHcl(true).match(/prevent_destroy = true/g)).toHaveLength(2);
  });
});

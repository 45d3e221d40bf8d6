import { describe, expect, it } from "@jest/globals";
import { bucketFindings, certificateFindings, controlFindings } from "../../src/plan-check/beside-host";
import type { Held } from "../../src/plan-check/inventory";

const held = (values: Held["values"]): Held => ({
  change: { address: "a", type: "t", role: "host", action: "keep", domain: undefined },
  values,
});

describe("what stands beside the host", () => {
  it("lets it read the bucket", () => {
    expect(bucketFindings(held({ bucket: "b", policy: "" }), undefined)).toEqual([
      { facet: "bucketPolicy", address: "a" },
    ]);
    expect(bucketFindings(held({ bucket: "b" }), undefined)).toEqual([]);
  });

  it("signs its requests", () => {
    expect(controlFindings([held({ signing_behavior: "never" }), held({ signing_behavior: "always" })])).toHaveLength(
      1,
    );
  });

  it("has a certificate for its name", () => {
    const distribution = held({ viewer_certificate: [{ acm_certificate_arn: "arn" }] });
    const found = (domain_name: string) =>
      certificateFindings(distribution, "mta-sts.example.com", [held({ arn: "arn", domain_name })]);
    expect(found("mta-sts.example.com")).toEqual([]);
    expect(found("*.example.com")).toEqual([]);
    expect(found("www.example.com")).toMatchObject([{ facet: "certificate" }]);
  });
});

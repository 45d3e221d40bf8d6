import { describe, expect, it } from "@jest/globals";
import { gaps, unexplained } from "./gaps";
import { actionsOf, differencesOf, type Plan } from "./plan";

const address = "aws_cloudfront_distribution.mail_distribution_33CB3539";

/** A distribution as moto gives it back, with an edit. */
function secondPlan(edit: (before: Record<string, unknown>) => void = () => undefined): Plan {
  const [, forwarded] = gaps.map(({ shows }) => shows);
  const after = {
    comment: "policy",
    origin: [{ origin_access_control_id: "E1", origin_id: "policy" }],
    default_cache_behavior: [{ forwarded_values: [] }],
    viewer_certificate: [{ cloudfront_default_certificate: null }],
  };
  const before = {
    comment: "policy",
    origin: [{ origin_access_control_id: "", origin_id: "policy" }],
    default_cache_behavior: [{ forwarded_values: forwarded!.before }],
    viewer_certificate: [{ cloudfront_default_certificate: true }],
  };
  edit(before);
  const untouched = { address: "aws_s3_bucket.mail_bucket_39215638", change: noChange };
  return { resource_changes: [untouched, { address, change: { actions: ["update"], before, after } }] };
}

const noChange = { actions: ["no-op"], before: { tags: {} }, after: { tags: null } };

describe("what a second plan shows", () => {
  it("is moto's gaps and nothing else", () => {
    expect(actionsOf(secondPlan())).toEqual({ distribution: "update" });
    expect(unexplained(secondPlan())).toEqual({ differences: [], gaps: [] });
  });

  it("is told where it is anything else", () => {
    const plan = secondPlan((before) => {
      before["comment"] = "edited";
    });
    const [difference] = unexplained(plan).differences;
    expect(difference).toEqual({ place: "distribution.comment", before: "edited", after: "policy" });
  });

  it("is told where a gap shows otherwise than it is listed", () => {
    const plan = secondPlan((before) => {
      before["origin"] = [{ origin_access_control_id: "E2", origin_id: "policy" }];
    });
    const { differences, gaps: missing } = unexplained(plan);
    const place = "distribution.origin.0.origin_access_control_id";
    expect(differences).toEqual([{ place, before: "E2", after: "E1" }]);
    expect(missing).toEqual([{ place, before: "" }]);
  });

  it("is told where a whole block comes or goes", () => {
    const plan = secondPlan((before) => {
      before["origin"] = [];
    });
    expect(differencesOf(plan).map(({ place }) => place)).toContain("distribution.origin");
    expect(unexplained(plan).gaps).toHaveLength(1);
  });
});

import { describe, expect, it } from "@jest/globals";
import { bucketPolicy } from "../../src";
import { mayRead, sourceArnIn } from "../../src/plan-check/bucket-access";

const distributionArn = "arn:aws:cloudfront::123456789012:distribution/E1";
const reader = { bucket: "b", key: ".well-known/mta-sts.txt", distributionArn };
const own = bucketPolicy({ bucketArn: "arn:aws:s3:::b", distributionArn });

describe("mayRead", () => {
  it("lets the distribution in that the policy names", () => {
    expect(mayRead(own, reader)).toBe(true);
    expect(mayRead(own, { ...reader, distributionArn: `${distributionArn}2` })).toBe(false);
    expect(mayRead(own, { ...reader, bucket: "c" })).toBe(false);
  });

  it("says so where it depends on what the plan does not show", () => {
    expect(mayRead(own, { ...reader, distributionArn: undefined })).toBeUndefined();
  });

  it("takes what is no policy for one that lets nothing in", () => {
    for (const policy of ["", " ", "{", "[]", "null", "{}"]) expect(mayRead(policy, reader)).toBe(false);
  });
});

describe("sourceArnIn", () => {
  it("is the distribution that a policy names", () => {
    expect(sourceArnIn(own)).toBe(distributionArn);
    expect(sourceArnIn("{")).toBeUndefined();
  });
});

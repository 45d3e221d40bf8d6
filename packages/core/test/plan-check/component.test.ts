import { describe, expect, it } from "@jest/globals";
import { componentOf, isOfComponent } from "../../src/plan-check/component";

const urn = (type: string, name: string): string => `urn:pulumi:dev::p::${type}::${name}`;

describe("componentOf", () => {
  it("is the same for all children of one component", () => {
    const bucket = urn("mtasts:index:MtaSts$aws:s3/bucket:Bucket", "mail-bucket");
    const file = urn("mtasts:index:MtaSts$aws:s3/bucketObjectv2:BucketObjectv2", "mail-policy-file");
    expect(componentOf(bucket, "serving")).toBe(componentOf(file, "showing"));
    expect(componentOf("module.a.aws_s3_bucket.mail_bucket_1A2B3C4D", "serving")).toBe("module.a.mail");
  });

  it("is undefined for others", () => {
    expect(componentOf(urn("aws:s3/bucket:Bucket", "mail-bucket"), "serving")).toBeUndefined();
    for (const address of ["aws_s3_bucket.mail_bucket", "aws_s3_bucket.mail_bucket_1A2B3C4", "x"]) {
      expect(componentOf(address, "serving")).toBeUndefined();
    }
  });
});

describe("isOfComponent", () => {
  it("tells a child by type and name", () => {
    expect(isOfComponent(urn("mtasts:index:MtaSts$random:index/randomId:RandomId", "mail-suffix"))).toBe(true);
    expect(isOfComponent(urn("mtasts:index:MtaSts$a:b:C", "mail-other"))).toBe(false);
  });
});

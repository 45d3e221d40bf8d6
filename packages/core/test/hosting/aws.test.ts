import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { bucketPolicy, cloudfrontHost, policyObject } from "../../src/hosting/aws";
import { planDeployment } from "../../src/plan";
import { valueOf } from "../fixtures/expect-issues";

const { site } = valueOf(planDeployment({ domain: "example.com", mx: ["mail.example.com"] }));
const args = {
  bucketArn: "arn:aws:s3:::bucket",
  distributionArn: "arn:aws:cloudfront::123456789012:distribution/EDFDVBD632BHDS5",
};

describe("policyObject", () => {
  it("is what the site serves, with the etag that S3 gives it", () => {
    expect(policyObject(site)).toEqual({
      key: ".well-known/mta-sts.txt",
      content: site.body,
      contentType: "text/plain",
      cacheControl: "no-store",
      etag: createHash("md5").update(site.body, "utf8").digest("hex"),
    });
  });

  it("lies where the site says and has its headers", () => {
    const { key, contentType, cacheControl } = policyObject(site);
    expect(`/${key}`).toBe(site.path);
    expect({ "content-type": contentType, "cache-control": cacheControl }).toEqual(site.headers);
  });
});

describe("bucketPolicy", () => {
  it("lets in one distribution for one object and nobody over plain HTTP", () => {
    expect(JSON.parse(bucketPolicy(args))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AllowDistribution",
          Effect: "Allow",
          Principal: { Service: "cloudfront.amazonaws.com" },
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::bucket/.well-known/mta-sts.txt",
          Condition: { StringEquals: { "AWS:SourceArn": args.distributionArn } },
        },
        {
          Sid: "DenyPlainHttp",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: ["arn:aws:s3:::bucket", "arn:aws:s3:::bucket/*"],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });

  it.each(["aws", "aws-cn", "aws-us-gov"])("names what is given in the partition %s, and no other", (partition) => {
    const policy = bucketPolicy({
      bucketArn: `arn:${partition}:s3:::bucket`,
      distributionArn: `arn:${partition}:cloudfront::123456789012:distribution/EDFDVBD632BHDS5`,
    });
    const partitions = [...policy.matchAll(/arn:([\w-]+):/gu)].map(([, name]) => name);
    expect(partitions).toEqual([partition, partition, partition, partition]);
    expect(JSON.parse(policy)).toMatchObject({
      Statement: [
        {
          Resource: `arn:${partition}:s3:::bucket/.well-known/mta-sts.txt`,
          Condition: {
            StringEquals: { "AWS:SourceArn": `arn:${partition}:cloudfront::123456789012:distribution/EDFDVBD632BHDS5` },
          },
        },
        { Resource: [`arn:${partition}:s3:::bucket`, `arn:${partition}:s3:::bucket/*`] },
      ],
    });
  });

  it("holds nothing that Terraform would take for a template", () => {
    expect(bucketPolicy(args) + JSON.stringify(policyObject(site))).not.toMatch(/[$%]\{/);
  });
});

describe("cloudfrontHost", () => {
  it("keeps what deployments depend on", () => {
    expect(cloudfrontHost).toEqual({
      authorities: ["amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"],
      certificateRegion: "us-east-1",
      cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
      minimumProtocolVersion: "TLSv1.2_2021",
      httpVersion: "http2and3",
      allowedMethods: ["GET", "HEAD"],
      viewerProtocolPolicy: "https-only",
      leadsTo: "*.cloudfront.net",
    });
  });
});

import { md5 } from "@noble/hashes/legacy";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils";
import type { PolicySite } from "../plan";

/** The fixed choices of a policy host on S3 and CloudFront. */
export const cloudfrontHost = {
  /** CloudFront accepts certificates from this region only. */
  certificateRegion: "us-east-1",
  /** The managed policy CachingDisabled: no edge may keep an old body when the TXT record already announces the new one. */
  cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
  /** Answers to TLS 1.2 and 1.3 (RFC 8461 §7.1 asks for 1.2 or later). */
  minimumProtocolVersion: "TLSv1.2_2021",
  httpVersion: "http2and3",
  allowedMethods: ["GET", "HEAD"],
  /** A redirect is never followed (RFC 8461 §3.3), so plain HTTP is refused rather than redirected. */
  viewerProtocolPolicy: "https-only",
  /** Where the name of a policy host leads that is a distribution. */
  leadsTo: "*.cloudfront.net",
  /** The names by which CAA records allow ACM to issue the certificate (RFC 8659). */
  authorities: ["amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"],
} as const;

/** The object in the bucket that holds the policy. */
export interface PolicyObject {
  /** Without a leading slash. */
  readonly key: string;
  readonly content: string;
  readonly contentType: string;
  readonly cacheControl: string;
  /** MD5 of the content in hex, as S3 computes it. The provider does not read content back, so only this shows an edit. */
  readonly etag: string;
}

/** Whom the bucket policy lets in. */
export interface BucketPolicyArgs {
  readonly bucketArn: string;
  readonly distributionArn: string;
}

const KEY = ".well-known/mta-sts.txt";

/**
 * The policy object of a site.
 *
 * @example
 * import { planDeployment, policyObject } from "@mtasts/core";
 *
 * const plan = planDeployment({ domain: "example.com", mx: ["mail.example.com"] });
 * const etag: string = plan.ok ? policyObject(plan.value.site).etag : "";
 */
export function policyObject(site: PolicySite): PolicyObject {
  return {
    key: KEY,
    content: site.body,
    contentType: "text/plain",
    cacheControl: "no-store",
    etag: bytesToHex(md5(utf8ToBytes(site.body))),
  };
}

/**
 * The bucket policy as JSON: the one distribution may read the policy object, and nobody may do anything over plain HTTP.
 *
 * @example
 * import { bucketPolicy } from "@mtasts/core";
 *
 * const json: string = bucketPolicy({
 *   bucketArn: "arn:aws:s3:::example",
 *   distributionArn: "arn:aws:cloudfront::123456789012:distribution/EDFDVBD632BHDS5",
 * });
 */
export function bucketPolicy({ bucketArn, distributionArn }: BucketPolicyArgs): string {
  const allowDistribution = {
    Sid: "AllowDistribution",
    Effect: "Allow",
    Principal: { Service: "cloudfront.amazonaws.com" },
    Action: "s3:GetObject",
    Resource: `${bucketArn}/${KEY}`,
    Condition: { StringEquals: { "AWS:SourceArn": distributionArn } },
  };
  const denyPlainHttp = {
    Sid: "DenyPlainHttp",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [allowDistribution, denyPlainHttp] });
}

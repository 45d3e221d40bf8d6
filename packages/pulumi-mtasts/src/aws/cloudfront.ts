import { cloudfrontHost } from "@mtasts/core";
import { Distribution, type DistributionArgs } from "@pulumi/aws/cloudfront/distribution.js";
import { OriginAccessControl, type OriginAccessControlArgs } from "@pulumi/aws/cloudfront/originAccessControl.js";
import type { Bucket } from "@pulumi/aws/s3/bucket.js";
import type { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy.js";
import type { CertificateValidation } from "@pulumi/aws/acm/certificateValidation.js";
import * as pulumi from "@pulumi/pulumi";
import { optionIssues, type OptionRules } from "../option-rules.js";
import { withProvider } from "../options.js";
import { unchanged, type PolicyHost, type Transform } from "../ports.js";
import { createCertificate, type CertificateNodes, type CertificateTransforms } from "./certificate.js";
import {
  allowDistribution,
  createPolicyBucket,
  type PolicyBucketNodes,
  type PolicyBucketTransforms,
} from "./policy-bucket.js";
import type { HostParts } from "./parts.js";

/** How the policy is hosted on S3 and CloudFront. Everything has a default. */
export interface CloudfrontOptions {
  /**
   * The AWS provider of bucket and distribution.
   *
   * @default the provider of the component
   */
  readonly provider?: pulumi.ProviderResource;
  /**
   * An AWS provider for us-east-1, where CloudFront wants its certificate. Needed with `@pulumi/aws` 6 only, whose
   * resources have no `region`.
   *
   * @default the certificate is requested through `provider`, with `region` set to us-east-1
   */
  readonly usEast1Provider?: pulumi.ProviderResource;
  /** Changes to the arguments of single children. */
  readonly transform?: CloudfrontTransforms;
}

/** A pure function per child of the host, each typed by the provider's own arguments. */
export interface CloudfrontTransforms extends PolicyBucketTransforms, CertificateTransforms {
  readonly originAccessControl?: Transform<OriginAccessControlArgs>;
  readonly distribution?: Transform<DistributionArgs>;
}

/** The resources of the host. */
export interface CloudfrontNodes extends PolicyBucketNodes, CertificateNodes {
  readonly originAccessControl: OriginAccessControl;
  readonly distribution: Distribution;
  readonly bucketPolicy: BucketPolicy;
}

const rules: OptionRules = {
  optionalProviders: ["provider", "usEast1Provider"],
  children: [
    "bucket",
    "publicAccessBlock",
    "ownershipControls",
    "policyFile",
    "bucketPolicy",
    "certificate",
    "certificateValidation",
    "originAccessControl",
    "distribution",
  ] satisfies readonly (keyof CloudfrontTransforms)[],
};

/**
 * Hosts the policy as one object in a private S3 bucket behind CloudFront, with a certificate that renews by itself.
 *
 * Nothing between the object and a sender keeps a copy, so a changed policy is served at once and no invalidation is
 * ever needed (RFC 8461 §8.2).
 *
 * @example
 * import { cloudfront } from "pulumi-mtasts/aws";
 *
 * const host = cloudfront();
 */
export function cloudfront(options: CloudfrontOptions = {}): PolicyHost<CloudfrontNodes> {
  return {
    issues: optionIssues(options, rules),
    leadsTo: cloudfrontHost.leadsTo,
    serve(name, site, dns, given) {
      const { provider, usEast1Provider, transform = {} } = options;
      const parts = { name, site, transform, opts: withProvider(given, provider) };

      const storage = createPolicyBucket(parts);
      const certificate = createCertificate({
        ...parts,
        dns,
        recordOptions: given,
        usEast1Provider,
      });
      const originAccessControl = createOriginAccessControl(parts);
      const distribution = createDistribution(
        parts,
        storage.bucket,
        originAccessControl,
        certificate.certificateValidation,
      );
      const bucketPolicy = allowDistribution(parts, storage, distribution.arn);

      return {
        target: distribution.domainName,
        ready: [storage.policyFile, distribution, bucketPolicy],
        nodes: { ...storage, ...certificate, originAccessControl, distribution, bucketPolicy },
      };
    },
  };
}

function createOriginAccessControl({ name, transform, opts }: HostParts<CloudfrontTransforms>): OriginAccessControl {
  const args: OriginAccessControlArgs = {
    // Without the domain's name: another domain is refused in place, and until then nothing may have changed.
    description: "MTA-STS policy",
    originAccessControlOriginType: "s3",
    signingBehavior: "always",
    signingProtocol: "sigv4",
  };
  return new OriginAccessControl(
    `${name}-origin-access-control`,
    (transform.originAccessControl ?? unchanged)(args),
    opts,
  );
}

function createDistribution(
  { name, site, transform, opts }: HostParts<CloudfrontTransforms>,
  bucket: Bucket,
  accessControl: OriginAccessControl,
  validation: CertificateValidation,
): Distribution {
  const originId = "policy";
  const args: DistributionArgs = {
    aliases: [site.host],
    comment: pulumi.interpolate`MTA-STS policy of ${site.host}`,
    enabled: true,
    isIpv6Enabled: true,
    httpVersion: cloudfrontHost.httpVersion,
    origins: [{ originId, domainName: bucket.bucketRegionalDomainName, originAccessControlId: accessControl.id }],
    defaultCacheBehavior: {
      targetOriginId: originId,
      viewerProtocolPolicy: cloudfrontHost.viewerProtocolPolicy,
      allowedMethods: [...cloudfrontHost.allowedMethods],
      cachedMethods: [...cloudfrontHost.allowedMethods],
      cachePolicyId: cloudfrontHost.cachePolicyId,
      compress: false,
    },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: {
      // The validation, not the certificate: a distribution refuses one that is not issued yet.
      acmCertificateArn: validation.certificateArn,
      minimumProtocolVersion: cloudfrontHost.minimumProtocolVersion,
      sslSupportMethod: "sni-only",
    },
  };
  return new Distribution(`${name}-distribution`, (transform.distribution ?? unchanged)(args), opts);
}

import { cloudfrontHost } from "@mtasts/core";
import { Distribution, type DistributionArgs } from "@pulumi/aws/cloudfront/distribution.js";
import { OriginAccessControl, type OriginAccessControlArgs } from "@pulumi/aws/cloudfront/originAccessControl.js";
import type { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy.js";
import * as pulumi from "@pulumi/pulumi";
import { optionIssues, type OptionRules } from "../option-rules.js";
import { withProvider } from "../options.js";
import type { PolicyHost, Transform } from "../ports.js";
import { judgedTransforms, transformed, unknown, type DraftOf } from "../transforms.js";
import {
  certificateDrafts,
  createCertificate,
  type CertificateNodes,
  type CertificateTransforms,
} from "./certificate.js";
import {
  allowDistribution,
  createPolicyBucket,
  policyBucketDrafts,
  type PolicyBucketNodes,
  type PolicyBucketTransforms,
} from "./policy-bucket.js";

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
    ...judgedTransforms(options, (site) => [
      ...policyBucketDrafts(site),
      ...certificateDrafts(site, options.usEast1Provider),
      accessControlDraft,
      distributionDraft({
        host: site?.host ?? unknown(),
        bucketDomain: unknown(),
        accessControlId: unknown(),
        certificateArn: unknown(),
      }),
    ]),
    authorities: cloudfrontHost.authorities,
    kind: "cloudfront",
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
      const originAccessControl = new OriginAccessControl(
        `${name}-origin-access-control`,
        transformed(transform, accessControlDraft),
        parts.opts,
      );
      const draft = distributionDraft({
        host: site.host,
        bucketDomain: storage.bucket.bucketRegionalDomainName,
        accessControlId: originAccessControl.id,
        certificateArn: certificate.certificateValidation.certificateArn,
      });
      const distribution = new Distribution(`${name}-distribution`, transformed(transform, draft), parts.opts);
      const bucketPolicy = allowDistribution(parts, storage, distribution.arn);

      return {
        target: distribution.domainName,
        ready: [storage.policyFile, distribution, bucketPolicy],
        nodes: { ...storage, ...certificate, originAccessControl, distribution, bucketPolicy },
      };
    },
  };
}

const accessControlDraft: DraftOf<OriginAccessControlArgs> = {
  child: "originAccessControl",
  option: "originAccessControl",
  args: {
    // Without the domain's name: another domain is refused in place, and until then nothing may have changed.
    description: "MTA-STS policy",
    originAccessControlOriginType: "s3",
    signingBehavior: "always",
    signingProtocol: "sigv4",
  },
};

interface DistributionParts {
  readonly host: pulumi.Input<string>;
  readonly bucketDomain: pulumi.Input<string>;
  readonly accessControlId: pulumi.Input<string>;
  /** Of the validation, not the certificate: a distribution refuses one that is not issued yet. */
  readonly certificateArn: pulumi.Input<string>;
}

function distributionDraft(parts: DistributionParts): DraftOf<DistributionArgs> {
  const { host, bucketDomain, accessControlId, certificateArn } = parts;
  const originId = "policy";
  const args: DistributionArgs = {
    aliases: [host],
    comment: pulumi.interpolate`MTA-STS policy of ${host}`,
    enabled: true,
    isIpv6Enabled: true,
    httpVersion: cloudfrontHost.httpVersion,
    origins: [{ originId, domainName: bucketDomain, originAccessControlId: accessControlId }],
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
      acmCertificateArn: certificateArn,
      minimumProtocolVersion: cloudfrontHost.minimumProtocolVersion,
      sslSupportMethod: "sni-only",
    },
  };
  return { child: "distribution", option: "distribution", args };
}

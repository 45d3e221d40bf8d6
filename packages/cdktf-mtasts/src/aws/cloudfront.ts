import { cloudfrontHost } from "@mtasts/core";
import type { TerraformProvider } from "../framework.js";
import { optionIssues, type OptionRules } from "../option-rules.js";
import { withProvider } from "../options.js";
import type { PolicyHost, Transform } from "../ports.js";
import { judgedTransforms, transformed, UNKNOWN, type DraftOf } from "../transforms.js";
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
import {
  CloudfrontDistribution,
  CloudfrontOriginAccessControl,
  type CloudfrontDistributionArgs,
  type CloudfrontOriginAccessControlArgs,
  type S3BucketPolicy,
} from "./resources.js";

/** How the policy is hosted on S3 and CloudFront. Everything has a default. */
export interface CloudfrontOptions {
  /**
   * The AWS provider of bucket and distribution.
   *
   * @default the stack's AWS provider without an alias
   */
  readonly provider?: TerraformProvider;
  /**
   * An AWS provider for us-east-1, where CloudFront wants its certificate. Needed with version 5 of the provider only,
   * whose resources have no `region`.
   *
   * @default the certificate is requested through `provider`, with `region` set to us-east-1
   */
  readonly usEast1Provider?: TerraformProvider;
  /** Changes to the arguments of single children. */
  readonly transform?: CloudfrontTransforms;
}

/** A pure function per child of the host, each typed by Terraform's own arguments. */
export interface CloudfrontTransforms extends PolicyBucketTransforms, CertificateTransforms {
  readonly originAccessControl?: Transform<CloudfrontOriginAccessControlArgs>;
  readonly distribution?: Transform<CloudfrontDistributionArgs>;
}

/** The resources of the host. */
export interface CloudfrontNodes extends PolicyBucketNodes, CertificateNodes {
  readonly originAccessControl: CloudfrontOriginAccessControl;
  readonly distribution: CloudfrontDistribution;
  readonly bucketPolicy: S3BucketPolicy;
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
 * import { cloudfront } from "cdktf-mtasts/aws";
 *
 * const host = cloudfront();
 */
export function cloudfront(options: CloudfrontOptions = {}): PolicyHost<CloudfrontNodes> {
  return {
    issues: optionIssues(options, rules),
    ...judgedTransforms(options, (site) => [
      ...policyBucketDrafts(site),
      ...certificateDrafts(site, options.usEast1Provider),
      accessControlDraft(UNKNOWN),
      distributionDraft({
        host: site?.host ?? UNKNOWN,
        bucketDomain: UNKNOWN,
        accessControlId: UNKNOWN,
        certificateArn: UNKNOWN,
      }),
    ]),
    kind: "cloudfront",
    leadsTo: cloudfrontHost.leadsTo,
    serve(scope, site, dns, given) {
      const { provider, usEast1Provider, transform = {} } = options;
      const parts = { scope, site, transform, opts: withProvider(given, provider) };

      const storage = createPolicyBucket(parts);
      const certificate = createCertificate({
        ...parts,
        dns,
        recordOptions: given,
        usEast1Provider,
      });
      const originAccessControl = new CloudfrontOriginAccessControl(
        scope,
        "origin-access-control",
        transformed(transform, accessControlDraft(storage.bucket.id)),
        parts.opts,
      );
      const draft = distributionDraft({
        host: site.host,
        bucketDomain: storage.bucket.bucketRegionalDomainName,
        accessControlId: originAccessControl.id,
        certificateArn: certificate.certificateValidation.certificateArn,
      });
      const distribution = new CloudfrontDistribution(scope, "distribution", transformed(transform, draft), parts.opts);
      const bucketPolicy = allowDistribution(parts, storage, distribution.arn);

      return {
        target: distribution.domainName,
        ready: [storage.policyFile, distribution, bucketPolicy],
        nodes: { ...storage, ...certificate, originAccessControl, distribution, bucketPolicy },
      };
    },
  };
}

function accessControlDraft(bucket: string): DraftOf<CloudfrontOriginAccessControlArgs> {
  const args = {
    // Terraform makes up none, and two stacks in one account must not collide: a bucket's name is nobody else's.
    name: bucket,
    // Without the domain's name: another domain is refused in place, and until then nothing may have changed.
    description: "MTA-STS policy",
    origin_access_control_origin_type: "s3",
    signing_behavior: "always",
    signing_protocol: "sigv4",
  };
  return { child: "originAccessControl", option: "originAccessControl", args };
}

interface DistributionParts {
  readonly host: string;
  readonly bucketDomain: string;
  readonly accessControlId: string;
  /** Of the validation, not the certificate: a distribution refuses one that is not issued yet. */
  readonly certificateArn: string;
}

function distributionDraft(parts: DistributionParts): DraftOf<CloudfrontDistributionArgs> {
  const { host, bucketDomain, accessControlId, certificateArn } = parts;
  const originId = "policy";
  const args = {
    aliases: [host],
    comment: `MTA-STS policy of ${host}`,
    enabled: true,
    is_ipv6_enabled: true,
    http_version: cloudfrontHost.httpVersion,
    origin: [{ origin_id: originId, domain_name: bucketDomain, origin_access_control_id: accessControlId }],
    default_cache_behavior: {
      target_origin_id: originId,
      viewer_protocol_policy: cloudfrontHost.viewerProtocolPolicy,
      allowed_methods: [...cloudfrontHost.allowedMethods],
      cached_methods: [...cloudfrontHost.allowedMethods],
      cache_policy_id: cloudfrontHost.cachePolicyId,
      compress: false,
    },
    restrictions: { geo_restriction: { restriction_type: "none" } },
    viewer_certificate: {
      acm_certificate_arn: certificateArn,
      minimum_protocol_version: cloudfrontHost.minimumProtocolVersion,
      ssl_support_method: "sni-only",
    },
  };
  return { child: "distribution", option: "distribution", args };
}

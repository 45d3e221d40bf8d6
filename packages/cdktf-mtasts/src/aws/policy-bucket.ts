import { bucketPolicy, type PolicySite } from "@mtasts/core";
import { objectArgs } from "../policy-object.js";
import type { Transform } from "../ports.js";
import { transformed, UNKNOWN, type DraftOf } from "../transforms.js";
import type { HostParts } from "./parts.js";
import {
  S3Bucket,
  S3BucketOwnershipControls,
  S3BucketPolicy,
  S3BucketPublicAccessBlock,
  S3Object,
  type S3BucketArgs,
  type S3BucketOwnershipControlsArgs,
  type S3BucketPolicyArgs,
  type S3BucketPublicAccessBlockArgs,
  type S3ObjectArgs,
} from "./resources.js";

/** A pure function per child of the bucket. */
export interface PolicyBucketTransforms {
  readonly bucket?: Transform<S3BucketArgs>;
  readonly publicAccessBlock?: Transform<S3BucketPublicAccessBlockArgs>;
  readonly ownershipControls?: Transform<S3BucketOwnershipControlsArgs>;
  readonly policyFile?: Transform<S3ObjectArgs>;
  readonly bucketPolicy?: Transform<S3BucketPolicyArgs>;
}

/** The bucket, and what it holds. */
export interface PolicyBucketNodes {
  readonly bucket: S3Bucket;
  readonly publicAccessBlock: S3BucketPublicAccessBlock;
  readonly ownershipControls: S3BucketOwnershipControls;
  readonly policyFile: S3Object;
}

/** A bucket that nobody can read directly, with the policy as its one object. */
export function createPolicyBucket({
  scope,
  site,
  transform,
  opts,
}: HostParts<PolicyBucketTransforms>): PolicyBucketNodes {
  const bucket = new S3Bucket(scope, "bucket", transformed(transform, bucketDraft), opts);
  const publicAccessBlock = new S3BucketPublicAccessBlock(
    scope,
    "public-access-block",
    transformed(transform, accessDraft(bucket.id)),
    opts,
  );
  const ownershipControls = new S3BucketOwnershipControls(
    scope,
    "ownership-controls",
    transformed(transform, ownershipDraft(bucket.id)),
    opts,
  );
  const policyFile = new S3Object(scope, "policy-file", transformed(transform, fileDraft(bucket.id, site)), {
    ...opts,
    dependsOn: [publicAccessBlock, ownershipControls],
  });
  return { bucket, publicAccessBlock, ownershipControls, policyFile };
}

/** Lets one distribution read the policy, and nobody read anything over plain HTTP. */
export function allowDistribution(
  { scope, transform, opts }: HostParts<PolicyBucketTransforms>,
  { bucket, publicAccessBlock }: PolicyBucketNodes,
  distributionArn: string,
): S3BucketPolicy {
  const policy = bucketPolicy({ bucketArn: bucket.arn, distributionArn });
  return new S3BucketPolicy(scope, "bucket-policy", transformed(transform, policyDraft(bucket.id, policy)), {
    ...opts,
    // S3 refuses to change both at the same time.
    dependsOn: [publicAccessBlock],
  });
}

/** The children before they are created. */
export function policyBucketDrafts(site: PolicySite | undefined): readonly DraftOf<object>[] {
  return [
    bucketDraft,
    accessDraft(UNKNOWN),
    ownershipDraft(UNKNOWN),
    fileDraft(UNKNOWN, site),
    policyDraft(UNKNOWN, UNKNOWN),
  ];
}

const bucketDraft: DraftOf<S3BucketArgs> = { child: "bucket", option: "bucket", args: {} };

function accessDraft(bucket: string): DraftOf<S3BucketPublicAccessBlockArgs> {
  const args = {
    bucket,
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  };
  return { child: "publicAccessBlock", option: "publicAccessBlock", args };
}

function ownershipDraft(bucket: string): DraftOf<S3BucketOwnershipControlsArgs> {
  const args = { bucket, rule: { object_ownership: "BucketOwnerEnforced" } };
  return { child: "ownershipControls", option: "ownershipControls", args };
}

function fileDraft(bucket: string, site: PolicySite | undefined): DraftOf<S3ObjectArgs> {
  return { child: "policyFile", option: "policyFile", args: { bucket, ...objectArgs(site) } };
}

function policyDraft(bucket: string, policy: string): DraftOf<S3BucketPolicyArgs> {
  return { child: "bucketPolicy", option: "bucketPolicy", args: { bucket, policy } };
}

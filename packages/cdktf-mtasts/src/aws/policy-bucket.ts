import { bucketPolicy, policyObject } from "@mtasts/core";
import { unchanged, type Transform } from "../ports.js";
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
  const bucket = new S3Bucket(scope, "bucket", (transform.bucket ?? unchanged)({}), opts);
  const blockArgs: S3BucketPublicAccessBlockArgs = {
    bucket: bucket.id,
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  };
  const publicAccessBlock = new S3BucketPublicAccessBlock(
    scope,
    "public-access-block",
    (transform.publicAccessBlock ?? unchanged)(blockArgs),
    opts,
  );
  const ownershipArgs: S3BucketOwnershipControlsArgs = {
    bucket: bucket.id,
    rule: { object_ownership: "BucketOwnerEnforced" },
  };
  const ownershipControls = new S3BucketOwnershipControls(
    scope,
    "ownership-controls",
    (transform.ownershipControls ?? unchanged)(ownershipArgs),
    opts,
  );
  const object = policyObject(site);
  const fileArgs: S3ObjectArgs = {
    bucket: bucket.id,
    key: object.key,
    content: object.content,
    content_type: object.contentType,
    cache_control: object.cacheControl,
    // PROVIDER aws 5: the content is never read back; without this, an object that somebody edited shows no drift.
    etag: object.etag,
  };
  const policyFile = new S3Object(scope, "policy-file", (transform.policyFile ?? unchanged)(fileArgs), {
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
  return new S3BucketPolicy(
    scope,
    "bucket-policy",
    (transform.bucketPolicy ?? unchanged)({ bucket: bucket.id, policy }),
    {
      ...opts,
      // S3 refuses to change both at the same time.
      dependsOn: [publicAccessBlock],
    },
  );
}

import { bucketPolicy, policyObject } from "@mtasts/core";
import { Bucket, type BucketArgs } from "@pulumi/aws/s3/bucket.js";
import { BucketObjectv2, type BucketObjectv2Args } from "@pulumi/aws/s3/bucketObjectv2.js";
import { BucketOwnershipControls, type BucketOwnershipControlsArgs } from "@pulumi/aws/s3/bucketOwnershipControls.js";
import { BucketPolicy, type BucketPolicyArgs } from "@pulumi/aws/s3/bucketPolicy.js";
import { BucketPublicAccessBlock, type BucketPublicAccessBlockArgs } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import * as pulumi from "@pulumi/pulumi";
import { unchanged, type Transform } from "../ports.js";
import type { HostParts } from "./parts.js";

/** A pure function per child of the bucket. */
export interface PolicyBucketTransforms {
  readonly bucket?: Transform<BucketArgs>;
  readonly publicAccessBlock?: Transform<BucketPublicAccessBlockArgs>;
  readonly ownershipControls?: Transform<BucketOwnershipControlsArgs>;
  readonly policyFile?: Transform<BucketObjectv2Args>;
  readonly bucketPolicy?: Transform<BucketPolicyArgs>;
}

/** The bucket, and what it holds. */
export interface PolicyBucketNodes {
  readonly bucket: Bucket;
  readonly publicAccessBlock: BucketPublicAccessBlock;
  readonly ownershipControls: BucketOwnershipControls;
  readonly policyFile: BucketObjectv2;
}

/** A bucket that nobody can read directly, with the policy as its one object. */
export function createPolicyBucket({
  name,
  site,
  transform,
  opts,
}: HostParts<PolicyBucketTransforms>): PolicyBucketNodes {
  const bucket = new Bucket(`${name}-bucket`, (transform.bucket ?? unchanged)({}), opts);
  const blockArgs: BucketPublicAccessBlockArgs = {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  };
  const publicAccessBlock = new BucketPublicAccessBlock(
    `${name}-public-access-block`,
    (transform.publicAccessBlock ?? unchanged)(blockArgs),
    opts,
  );
  const ownershipArgs: BucketOwnershipControlsArgs = {
    bucket: bucket.id,
    rule: { objectOwnership: "BucketOwnerEnforced" },
  };
  const ownershipControls = new BucketOwnershipControls(
    `${name}-ownership-controls`,
    (transform.ownershipControls ?? unchanged)(ownershipArgs),
    opts,
  );
  const object = site.apply(policyObject);
  const fileArgs: BucketObjectv2Args = {
    bucket: bucket.id,
    key: object.key,
    content: object.content,
    contentType: object.contentType,
    cacheControl: object.cacheControl,
    // PROVIDER aws 7: the content is never read back; without this, an object that somebody edited shows no drift.
    etag: object.etag,
  };
  const policyFile = new BucketObjectv2(`${name}-policy-file`, (transform.policyFile ?? unchanged)(fileArgs), {
    ...opts,
    dependsOn: [publicAccessBlock, ownershipControls],
  });
  return { bucket, publicAccessBlock, ownershipControls, policyFile };
}

/** Lets one distribution read the policy, and nobody read anything over plain HTTP. */
export function allowDistribution(
  { name, transform, opts }: HostParts<PolicyBucketTransforms>,
  { bucket, publicAccessBlock }: PolicyBucketNodes,
  distributionArn: pulumi.Output<string>,
): BucketPolicy {
  const policy = pulumi.output({ bucketArn: bucket.arn, distributionArn }).apply(bucketPolicy);
  return new BucketPolicy(
    `${name}-bucket-policy`,
    (transform.bucketPolicy ?? unchanged)({ bucket: bucket.id, policy }),
    {
      ...opts,
      // S3 refuses to change both at the same time.
      dependsOn: [publicAccessBlock],
    },
  );
}

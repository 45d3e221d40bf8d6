import { bucketPolicy, policyObject, type PolicySite } from "@mtasts/core";
import { Bucket, type BucketArgs } from "@pulumi/aws/s3/bucket.js";
import { BucketObjectv2, type BucketObjectv2Args } from "@pulumi/aws/s3/bucketObjectv2.js";
import { BucketOwnershipControls, type BucketOwnershipControlsArgs } from "@pulumi/aws/s3/bucketOwnershipControls.js";
import { BucketPolicy, type BucketPolicyArgs } from "@pulumi/aws/s3/bucketPolicy.js";
import { BucketPublicAccessBlock, type BucketPublicAccessBlockArgs } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import * as pulumi from "@pulumi/pulumi";
import { draftedObject, objectArgs } from "../policy-object.js";
import type { Transform } from "../ports.js";
import { transformed, unknown, type DraftOf } from "../transforms.js";
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
  const bucket = new Bucket(`${name}-bucket`, transformed(transform, bucketDraft), opts);
  const publicAccessBlock = new BucketPublicAccessBlock(
    `${name}-public-access-block`,
    transformed(transform, accessDraft(bucket.id)),
    opts,
  );
  const ownershipControls = new BucketOwnershipControls(
    `${name}-ownership-controls`,
    transformed(transform, ownershipDraft(bucket.id)),
    opts,
  );
  const object = site.apply(policyObject);
  const policyFile = new BucketObjectv2(`${name}-policy-file`, transformed(transform, fileDraft(bucket.id, object)), {
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
  return new BucketPolicy(`${name}-bucket-policy`, transformed(transform, policyDraft(bucket.id, policy)), {
    ...opts,
    // S3 refuses to change both at the same time.
    dependsOn: [publicAccessBlock],
  });
}

/** The children before they are created. */
export function policyBucketDrafts(site: PolicySite | undefined): readonly DraftOf<object>[] {
  return [
    bucketDraft,
    accessDraft(unknown()),
    ownershipDraft(unknown()),
    fileDraft(unknown(), draftedObject(site)),
    policyDraft(unknown(), unknown()),
  ];
}

const bucketDraft: DraftOf<BucketArgs> = { child: "bucket", option: "bucket", args: {} };

function accessDraft(bucket: pulumi.Input<string>): DraftOf<BucketPublicAccessBlockArgs> {
  const args = {
    bucket,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  };
  return { child: "publicAccessBlock", option: "publicAccessBlock", args };
}

function ownershipDraft(bucket: pulumi.Input<string>): DraftOf<BucketOwnershipControlsArgs> {
  const args = { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } };
  return { child: "ownershipControls", option: "ownershipControls", args };
}

function fileDraft(
  bucket: pulumi.Input<string>,
  object: Parameters<typeof objectArgs>[0],
): DraftOf<BucketObjectv2Args> {
  return { child: "policyFile", option: "policyFile", args: { bucket, ...objectArgs(object) } };
}

function policyDraft(bucket: pulumi.Input<string>, policy: pulumi.Input<string>): DraftOf<BucketPolicyArgs> {
  return { child: "bucketPolicy", option: "bucketPolicy", args: { bucket, policy } };
}

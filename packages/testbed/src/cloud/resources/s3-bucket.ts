import { accountOf } from "../account.js";
import { doing, isCode } from "../errors.js";
import { type ResourceType } from "../resource-type.js";
import { computed, optional, optionalComputed, region, tags } from "../schema.js";
import { type Bucket } from "../services/s3.js";
import { type Attributes, block, flag, text } from "../value.js";
import { bucketsAt } from "./s3-endpoint.js";
import { allTags, readTags } from "./tags.js";

export const s3Bucket: ResourceType = {
  type: "aws_s3_bucket",
  schema: {
    region,
    ...tags,
    acl: optional("string", { local: true }),
    arn: computed("string"),
    bucket: optionalComputed("string", { forceNew: true }),
    bucket_domain_name: computed("string"),
    bucket_namespace: optionalComputed("string", {
      forceNew: true,
      oneOf: ["global", "account-regional"],
      local: true,
    }),
    bucket_prefix: optionalComputed("string", { forceNew: true }),
    bucket_region: computed("string"),
    bucket_regional_domain_name: computed("string"),
    force_destroy: optional("bool", { default: false, local: true }),
    hosted_zone_id: computed("string"),
    object_lock_enabled: optionalComputed("bool", { forceNew: true }),
    request_payer: optionalComputed("string", { oneOf: ["BucketOwner", "Requester"] }),
    versioning: optionalComputed("block", { nested: { enabled: optional("bool"), mfa_delete: optional("bool") } }),
  },
  async create(context, planned) {
    const name =
      text(planned, "bucket") || `${text(planned, "bucket_prefix") || "terraform-"}${context.runtime.next()}`;
    return await doing(`creating S3 Bucket (${name})`, () => {
      if (context.settings.r2Account !== undefined) bucketsAt(context, name, "CreateBucket");
      context.s3.createBucket(name, {
        account: accountOf(context),
        region: text(planned, "region"),
        tags: allTags(context, planned),
        versioned: flag(block(planned, "versioning") ?? {}, "enabled"),
      });
      if (typeof planned["acl"] === "string") context.s3.putBucketAcl(name);
      return name;
    });
  },
  read(context, id, state) {
    context.s3.authorize(id, accountOf(context), "HeadBucket");
    const bucket = context.s3.find(id);
    const wanted = text(state, "region") || context.settings.region;
    if (bucket?.region !== wanted) return undefined;
    return { ...attributesOf(bucket, state), ...readTags(context, bucket.tags) };
  },
  async update(context, id, { planned }) {
    await doing(`updating S3 Bucket (${id})`, () => {
      context.s3.authorize(id, accountOf(context), "PutBucketTagging");
      if (typeof planned["acl"] === "string") context.s3.putBucketAcl(id);
      const versioned = flag(block(planned, "versioning") ?? {}, "enabled");
      context.s3.configure(id, "PutBucketTagging", { tags: allTags(context, planned), versioned });
    });
    return undefined;
  },
  async delete(context, id, state) {
    const { s3 } = context;
    await doing(`deleting S3 Bucket (${id})`, () => {
      s3.authorize(id, accountOf(context), "DeleteBucket");
    });
    if (flag(state, "force_destroy")) for (const key of s3.find(id)?.objects.keys() ?? []) s3.deleteObject(id, key);
    try {
      s3.deleteBucket(id);
    } catch (error) {
      if (!isCode(error, "NoSuchBucket"))
        await doing(`deleting S3 Bucket (${id})`, () => Promise.reject(error as Error));
    }
  },
  importState: (id) => ({ id, state: {} }),
};

function attributesOf(bucket: Bucket, state: Attributes): Attributes {
  const { name, region: home } = bucket;
  return {
    arn: `arn:aws:s3:::${name}`,
    bucket: name,
    bucket_domain_name: `${name}.s3.amazonaws.com`,
    bucket_prefix: text(state, "bucket_prefix"),
    bucket_region: home,
    bucket_regional_domain_name: `${name}.s3.${home}.amazonaws.com`,
    hosted_zone_id: "Z3AQBSTGFYJSTF",
    object_lock_enabled: false,
    region: home,
    request_payer: "BucketOwner",
    versioning: { enabled: bucket.versioned, mfa_delete: false },
  };
}

import { doing } from "../errors.js";
import { type Context, type ResourceType } from "../resource-type.js";
import { optional, region, required, type Schema } from "../schema.js";
import { type Bucket, type BucketSettings, type PublicAccessBlock } from "../services/s3.js";
import { type Attributes, block, flag, text } from "../value.js";
import { bucketsAt } from "./s3-endpoint.js";

const bucket = required("string", { forceNew: true });

/** A resource that is a single setting of a bucket, known by the bucket's name. */
interface Setting {
  readonly type: string;
  readonly title: string;
  readonly schema: Schema;
  readonly put: (context: Context, name: string, planned: Attributes) => void;
  readonly get: (found: Bucket) => Attributes | undefined;
  readonly cleared: BucketSettings;
  readonly deletion: string;
}

function settingOf({ type, title, schema, put, get, cleared, deletion }: Setting): ResourceType {
  return {
    type,
    schema: { bucket, region, ...schema },
    async create(context, planned) {
      const name = text(planned, "bucket");
      await doing(`creating ${title} (${name})`, () => {
        bucketsAt(context, name, deletion.replace(/^Delete/, "Put"));
        put(context, name, planned);
      });
      return name;
    },
    read(context, id, state) {
      const { settings } = context;
      const found = bucketsAt(context, id, deletion.replace(/^Delete/, "Get")).find(id);
      const attributes = found && get(found);
      return attributes && { bucket: id, region: text(state, "region") || settings.region, ...attributes };
    },
    async update(context, id, { planned }) {
      await doing(`updating ${title} (${id})`, () => {
        bucketsAt(context, id, deletion.replace(/^Delete/, "Put"));
        put(context, id, planned);
      });
      return undefined;
    },
    async delete(context, id, state) {
      if (context.s3.find(id) === undefined || flag(state, "skip_destroy")) return;
      await doing(`deleting ${title} (${id})`, () => {
        bucketsAt(context, id, deletion).configure(id, deletion, cleared);
      });
    },
    importState: (id) => ({ id, state: {} }),
  };
}

export const s3BucketPublicAccessBlock = settingOf({
  type: "aws_s3_bucket_public_access_block",
  title: "S3 Bucket Public Access Block",
  schema: {
    block_public_acls: optional("bool", { default: false }),
    block_public_policy: optional("bool", { default: false }),
    ignore_public_acls: optional("bool", { default: false }),
    restrict_public_buckets: optional("bool", { default: false }),
    skip_destroy: optional("bool", { local: true }),
  },
  put: ({ s3 }, name, planned) => {
    s3.configure(name, "PutPublicAccessBlock", { publicAccess: publicAccessOf(planned) });
  },
  get: ({ publicAccess }) =>
    publicAccess && {
      block_public_acls: publicAccess.blockPublicAcls,
      block_public_policy: publicAccess.blockPublicPolicy,
      ignore_public_acls: publicAccess.ignorePublicAcls,
      restrict_public_buckets: publicAccess.restrictPublicBuckets,
    },
  cleared: { publicAccess: undefined },
  deletion: "DeletePublicAccessBlock",
});

function publicAccessOf(planned: Attributes): PublicAccessBlock {
  return {
    blockPublicAcls: flag(planned, "block_public_acls"),
    blockPublicPolicy: flag(planned, "block_public_policy"),
    ignorePublicAcls: flag(planned, "ignore_public_acls"),
    restrictPublicBuckets: flag(planned, "restrict_public_buckets"),
  };
}

const ownerships = ["BucketOwnerPreferred", "ObjectWriter", "BucketOwnerEnforced"];

export const s3BucketOwnershipControls = settingOf({
  type: "aws_s3_bucket_ownership_controls",
  title: "S3 Bucket Ownership Controls",
  schema: { rule: required("block", { nested: { object_ownership: required("string", { oneOf: ownerships }) } }) },
  put: ({ s3 }, name, planned) => {
    const ownership = text(block(planned, "rule") ?? {}, "object_ownership");
    s3.configure(name, "PutBucketOwnershipControls", { ownership });
  },
  get: ({ ownership }) => (ownership === undefined ? undefined : { rule: { object_ownership: ownership } }),
  cleared: { ownership: undefined },
  deletion: "DeleteBucketOwnershipControls",
});

export const s3BucketPolicy = settingOf({
  type: "aws_s3_bucket_policy",
  title: "S3 Bucket Policy",
  schema: { policy: required("string", { equivalent: (a, b) => normalJson(a) === normalJson(b) }) },
  put: ({ s3 }, name, planned) => {
    s3.putBucketPolicy(name, text(planned, "policy"));
  },
  get: ({ policy }) => (policy === undefined ? undefined : { policy }),
  cleared: { policy: undefined },
  deletion: "DeleteBucketPolicy",
});

/** The same document in one spelling: equivalent policies are no difference. */
function normalJson(document: string): string {
  try {
    return JSON.stringify(sortedKeys(JSON.parse(document)));
  } catch {
    return document;
  }
}

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? sortedKeys(value[0]) : value.map(sortedKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortedKeys(inner)]));
}

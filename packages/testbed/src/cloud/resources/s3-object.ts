import { doing, isCode } from "../errors.js";
import { type Context, type ResourceType } from "../resource-type.js";
import { computed, optional, optionalComputed, region, required, tags } from "../schema.js";
import { type ObjectInput, type StoredObject } from "../services/s3.js";
import { type Attributes, block, isAbsent, optionalText, text, textMap } from "../value.js";
import { type Problem } from "../validate.js";
import { objectsAt } from "./s3-endpoint.js";
import { allTags, readTags } from "./tags.js";

export const s3Object: ResourceType = {
  type: "aws_s3_object",
  schema: {
    region,
    ...tags,
    acl: optionalComputed("string", { local: true }),
    arn: computed("string"),
    bucket: required("string", { forceNew: true }),
    cache_control: optional("string"),
    content: optional("string", { local: true }),
    content_base64: optional("string", { local: true }),
    content_disposition: optional("string"),
    content_encoding: optional("string"),
    content_language: optional("string"),
    content_type: optionalComputed("string"),
    etag: optionalComputed("string"),
    force_destroy: optional("bool", { default: false, local: true }),
    key: required("string", { forceNew: true }),
    metadata: optional("map"),
    override_provider: optional("block", {
      nested: { default_tags: optional("block", { nested: { tags: optional("map") } }) },
      local: true,
    }),
    server_side_encryption: optionalComputed("string", { oneOf: ["AES256", "aws:kms", "aws:kms:dsse"] }),
    source_hash: optional("string", { local: true }),
    storage_class: optionalComputed("string"),
    version_id: computed("string"),
    website_redirect: optional("string"),
  },
  check: checkContent,
  unsettled: (changed) =>
    ["content", "content_base64", "etag", "source_hash"].some((one) => changed.has(one)) ? ["version_id"] : [],
  async create(context, planned) {
    await upload(context, planned);
    return text(planned, "key");
  },
  read(context, id, state) {
    const bucket = text(state, "bucket");
    const key = text(state, "key") || id;
    const object = objectsAt(context, bucket, "HeadObject").findObject(bucket, key);
    if (object === undefined) return undefined;
    const home = text(state, "region") || context.settings.region;
    return {
      ...attributesOf(object),
      ...readTags(forTags(context, state), object.tags ?? {}),
      bucket,
      key,
      region: home,
      arn: `arn:aws:s3:::${bucket}/${key}`,
    };
  },
  async update(context, _id, { planned }) {
    await upload(context, planned);
    return undefined;
  },
  async delete(context, id, state) {
    const bucket = text(state, "bucket");
    try {
      objectsAt(context, bucket, "DeleteObject").deleteObject(bucket, text(state, "key") || id);
    } catch (error) {
      if (!isCode(error, "NoSuchBucket"))
        await doing(`deleting S3 Bucket (${bucket}) Object (${id})`, () => Promise.reject(error as Error));
    }
  },
  importState(id) {
    const [bucket = "", ...key] = id.replace(/^s3:\/\//, "").split("/");
    return key.length === 0 ? undefined : { id: key.join("/"), state: { bucket, key: key.join("/") } };
  },
};

async function upload(context: Context, planned: Attributes): Promise<void> {
  const [bucket, key] = [text(planned, "bucket"), text(planned, "key")];
  const input = inputOf(planned, allTags(forTags(context, planned), planned));
  await doing(`uploading S3 Object (${key}) to Bucket (${bucket})`, () =>
    objectsAt(context, bucket, "PutObject").putObject(bucket, key, input),
  );
}

/** The provider's settings, but with the default tags that the object says instead. */
function forTags({ settings }: Pick<Context, "settings">, attributes: Attributes): Pick<Context, "settings"> {
  const instead = block(block(attributes, "override_provider") ?? {}, "default_tags");
  return { settings: instead === undefined ? settings : { ...settings, defaultTags: textMap(instead, "tags") } };
}

function checkContent(config: Attributes): readonly Problem[] {
  const given = ["content", "content_base64"].filter((name) => !isAbsent(config[name]));
  if (given.length < 2) return [];
  return [{ path: ["content"], message: `"content": conflicts with content_base64` }];
}

function inputOf(planned: Attributes, all: Readonly<Record<string, string>>): ObjectInput {
  const encoded = optionalText(planned, "content_base64");
  const properties = {
    contentType: optionalText(planned, "content_type"),
    cacheControl: optionalText(planned, "cache_control"),
    contentDisposition: optionalText(planned, "content_disposition"),
    contentEncoding: optionalText(planned, "content_encoding"),
    contentLanguage: optionalText(planned, "content_language"),
    websiteRedirect: optionalText(planned, "website_redirect"),
    serverSideEncryption: optionalText(planned, "server_side_encryption"),
    storageClass: optionalText(planned, "storage_class"),
    acl: optionalText(planned, "acl"),
    metadata: textMap(planned, "metadata"),
    tags: all,
  };
  const given = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
  return { body: encoded === undefined ? text(planned, "content") : Buffer.from(encoded, "base64"), ...given };
}

/** What HeadObject tells; the bytes are not read back, so the etag is the only trace of an edit. */
function attributesOf(object: StoredObject): Attributes {
  return {
    cache_control: object.cacheControl,
    content_disposition: object.contentDisposition,
    content_encoding: object.contentEncoding,
    content_language: object.contentLanguage,
    content_type: object.contentType,
    etag: object.etag,
    metadata: object.metadata ?? {},
    server_side_encryption: object.serverSideEncryption,
    storage_class: object.storageClass,
    version_id: object.versionId,
    website_redirect: object.websiteRedirect,
  };
}

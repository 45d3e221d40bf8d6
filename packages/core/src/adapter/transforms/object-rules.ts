import { absent, free, kept, oneOf, type ChildRules } from "./rules";

const why = "it is what the policy host reads";

const policy = {
  key: kept("senders fetch the policy at one path (RFC 8461 §3.3)"),
  content: kept("the announced id is the hash of these bytes"),
  content_type: kept("the media type of a policy is text/plain (RFC 8461 §3.2)"),
  cache_control: kept("no cache may serve an old policy under a new id"),
  etag: kept("an edit of the object shows by it alone"),
  source: absent("the policy is the object's content"),
  content_base64: absent("the policy is the object's content"),
  content_encoding: absent("senders take the bytes as they are"),
} as const;

const unreadable = "the policy host cannot read an object that is archived, or encrypted under another key";

/** What may change in the object that holds the policy, and in the bucket around it. */
export const objectRules = {
  bucket: {
    why,
    arguments: {
      lifecycle_rule: absent("it can delete the policy"),
      request_payer: absent("the policy host pays for no request"),
      server_side_encryption_configuration: absent(unreadable),
      policy: absent("the bucket policy is a child of its own"),
    },
  },
  publicAccessBlock: {
    why,
    arguments: {
      block_public_acls: free,
      block_public_policy: free,
      ignore_public_acls: free,
      restrict_public_buckets: free,
    },
  },
  ownershipControls: { why, arguments: { "rule.object_ownership": free } },
  policyFile: {
    why,
    arguments: {
      ...policy,
      kms_key_id: absent(unreadable),
      server_side_encryption: oneOf(["AES256"], unreadable),
      storage_class: oneOf(["STANDARD", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR"], unreadable),
    },
  },
  bucketPolicy: {
    why,
    arguments: { policy: kept("without it the distribution cannot read the policy") },
  },
  r2Bucket: {
    why,
    arguments: { name: free },
  },
  r2PolicyFile: {
    why,
    arguments: {
      ...policy,
      override_provider: kept("R2 refuses tags, and the tags that a provider adds by default are tags, too"),
      tags: absent("R2 refuses tags"),
    },
  },
} as const satisfies Readonly<Record<string, ChildRules>>;

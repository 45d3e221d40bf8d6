import { objectRules } from "../../../src/adapter/transforms/object-rules";
import { expectJudged, type Change } from "./expect-judged";

const refused: readonly Change[] = [
  ["bucket", {}, { lifecycle_rule: [{ expiration: { days: 1 } }] }],
  ["policyFile", { key: ".well-known/mta-sts.txt" }, { key: "mta-sts.txt" }],
  ["policyFile", { content: "version: STSv1\r\n" }, { content: "" }],
  ["policyFile", { content_type: "text/plain" }, { content_type: "text/html" }],
  ["policyFile", { cache_control: "no-store" }, { cache_control: undefined }],
  ["policyFile", { etag: "1" }, { etag: undefined }],
  ["policyFile", {}, { source: "policy.txt" }],
  ["policyFile", {}, { storage_class: "GLACIER" }],
  ["policyFile", {}, { kms_key_id: "key" }],
  ["bucketPolicy", { policy: "{}" }, { policy: '{"Statement":[]}' }],
  ["r2PolicyFile", { content: "version: STSv1\r\n" }, { content: "" }],
  ["r2PolicyFile", {}, { tags: { team: "mail" } }],
];

const allowed: readonly Change[] = [
  ["bucket", {}, { bucket: "policies", tags: { team: "mail" }, force_destroy: true }],
  ["publicAccessBlock", { block_public_acls: true }, { block_public_acls: false }],
  [
    "ownershipControls",
    { rule: { object_ownership: "BucketOwnerEnforced" } },
    { rule: { object_ownership: "ObjectWriter" } },
  ],
  ["policyFile", {}, { tags: { team: "mail" }, storage_class: "STANDARD_IA" }],
  ["r2Bucket", { name: "mta-sts-1" }, { name: "policies", location: "weur" }],
];

expectJudged(objectRules, { refused, allowed });

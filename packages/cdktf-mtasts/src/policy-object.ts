import { policyObject, type PolicySite } from "@mtasts/core";
import { UNKNOWN } from "./transforms.js";

/** What the AWS provider has to be given of the policy object, wherever the bucket is; unknown where the policy is. */
export function objectArgs(site: PolicySite | undefined) {
  if (site === undefined) {
    return { key: UNKNOWN, content: UNKNOWN, content_type: UNKNOWN, cache_control: UNKNOWN, etag: UNKNOWN };
  }
  const { key, content, contentType, cacheControl, etag } = policyObject(site);
  // PROVIDER aws 5: the content is never read back; without the ETag, an object that somebody edited shows no drift.
  return { key, content, content_type: contentType, cache_control: cacheControl, etag };
}

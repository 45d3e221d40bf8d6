import { policyObject, type PolicyObject, type PolicySite } from "@mtasts/core";
import type * as pulumi from "@pulumi/pulumi";
import { unknown } from "./transforms.js";

type ObjectInputs = { readonly [K in keyof PolicyObject]: pulumi.Input<string> };

/** What the AWS provider has to be given of the policy object, wherever the bucket is. */
export function objectArgs({ key, content, contentType, cacheControl, etag }: ObjectInputs): ObjectInputs {
  // PROVIDER aws 7: the content is never read back; without the ETag, an object that somebody edited shows no drift.
  return { key, content, contentType, cacheControl, etag };
}

/** The policy object before anything is created; unknown where the policy is. */
export function draftedObject(site: PolicySite | undefined): ObjectInputs {
  return site === undefined ? unknown<PolicyObject>() : policyObject(site);
}

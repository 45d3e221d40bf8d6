import { cloudflareHost, policyObject, type PolicySite } from "@mtasts/core";
import { Construct } from "constructs";
import type { TerraformProvider } from "../framework.js";
import { optionIssues, type OptionRules } from "../option-rules.js";
import { withProvider } from "../options.js";
import { unchanged, type PolicyHost, type Transform } from "../ports.js";
import {
  R2Bucket,
  R2CustomDomain,
  R2Object,
  type R2BucketArgs,
  type R2CustomDomainArgs,
  type R2ObjectArgs,
  type RandomId,
  type RandomIdArgs,
} from "./resources.js";
import { createSuffix } from "./suffix.js";
import { zoneOf } from "./zone.js";

/** Which Cloudflare account and zone host the policy, and who writes its object. */
export interface R2Options {
  readonly accountId: string;
  /** The id of the zone that holds the domain: a custom domain exists only there. */
  readonly zoneId: string;
  /** An AWS provider that speaks to R2, as `r2ObjectProvider` makes it: Cloudflare's own has no resource for an object. */
  readonly objects: TerraformProvider;
  /**
   * The Cloudflare provider of bucket and custom domain.
   *
   * @default the stack's Cloudflare provider without an alias
   */
  readonly provider?: TerraformProvider;
  /** Changes to the arguments of single children. */
  readonly transform?: {
    readonly suffix?: Transform<RandomIdArgs>;
    readonly bucket?: Transform<R2BucketArgs>;
    readonly policyFile?: Transform<R2ObjectArgs>;
    readonly customDomain?: Transform<R2CustomDomainArgs>;
  };
}

/** The resources of the host. */
export interface R2Nodes {
  readonly suffix: RandomId;
  readonly bucket: R2Bucket;
  readonly policyFile: R2Object;
  readonly customDomain: R2CustomDomain;
}

const rules: OptionRules = {
  texts: { accountId: "01a7362d577a6c3019a474fd6f485823", zoneId: "023e105f4ecef8ad9ca31a8372d0c353" },
  providers: { objects: 'r2ObjectProvider(this, "r2", { accountId, accessKeyId, secretAccessKey })' },
  optionalProviders: ["provider"],
  children: ["suffix", "bucket", "policyFile", "customDomain"],
};

/**
 * Hosts the policy as one object in a Cloudflare R2 bucket, under a custom domain with a certificate of its own.
 *
 * The custom domain publishes `mta-sts.<domain>` itself: no CNAME is made. Its certificate is issued later, and nobody waits for
 * it but `waitUntilServed`, which should be on.
 *
 * @example
 * import { TerraformVariable, type TerraformStack } from "cdktf";
 * import { r2, r2ObjectProvider } from "cdktf-mtasts/cloudflare";
 *
 * export function host(stack: TerraformStack, accountId: string, zoneId: string) {
 *   const { stringValue: accessKeyId } = new TerraformVariable(stack, "access_key_id", {});
 *   const { stringValue: secretAccessKey } = new TerraformVariable(stack, "secret_access_key", { sensitive: true });
 *   const objects = r2ObjectProvider(stack, "r2", { accountId, accessKeyId, secretAccessKey });
 *   return r2({ accountId, zoneId, objects });
 * }
 */
export function r2(options: R2Options): PolicyHost<R2Nodes> {
  return {
    issues: optionIssues(options, rules),
    ownsName: true,
    ...zoneOf(options),
    serve(scope, site, _dns, given) {
      const { accountId, zoneId, objects, provider, transform = {} } = options;
      const opts = withProvider(given, provider);
      const suffix = createSuffix(scope, transform.suffix, given);
      // Cloudflare wants the name spelled out; two stacks in one account must not collide.
      const bucketArgs: R2BucketArgs = { account_id: accountId, name: `mta-sts-${suffix.hex}` };
      const apart = apartFromS3(scope);
      const bucket = new R2Bucket(apart, "bucket", (transform.bucket ?? unchanged)(bucketArgs), opts);
      const policyFile = new R2Object(
        apart,
        "policy-file",
        (transform.policyFile ?? unchanged)(objectArgs(bucket, site)),
        { ...given, provider: objects },
      );
      const domainArgs: R2CustomDomainArgs = {
        account_id: accountId,
        zone_id: zoneId,
        bucket_name: bucket.name,
        domain: site.host,
        enabled: true,
        min_tls: cloudflareHost.minTls,
      };
      const customDomain = new R2CustomDomain(scope, "host-record", (transform.customDomain ?? unchanged)(domainArgs), {
        ...opts,
        dependsOn: [policyFile],
      });
      return { ready: [policyFile, customDomain], nodes: { suffix, bucket, policyFile, customDomain } };
    },
  };
}

/**
 * A scope in which bucket and object get other paths and addresses than those that `cloudfront` gives to its own, so that it
 * can stay beside, and since an object's type is the same: in a move between the two Terraform would look for the old one
 * with the new one's provider, and leave it behind.
 * The framework leaves "Resource" out of an address, but not out of the hash that ends it.
 */
function apartFromS3(scope: Construct): Construct {
  return new Construct(scope, "Resource");
}

function objectArgs({ name }: R2Bucket, site: PolicySite): R2ObjectArgs {
  const object = policyObject(site);
  return {
    bucket: name,
    key: object.key,
    content: object.content,
    content_type: object.contentType,
    cache_control: object.cacheControl,
    etag: object.etag,
    // PROVIDER aws 5 on R2: tags are refused, and those that a provider adds by default are tags, too.
    override_provider: { default_tags: { tags: {} } },
  };
}

import { cloudflareHost, type PolicySite } from "@mtasts/core";
import { Construct } from "constructs";
import type { TerraformProvider } from "../framework.js";
import { optionIssues, type OptionRules } from "../option-rules.js";
import { withProvider } from "../options.js";
import type { PolicyHost, Transform } from "../ports.js";
import { judgedTransforms, transformed, UNKNOWN, type DraftOf } from "../transforms.js";
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
import { objectArgs } from "../policy-object.js";
import { createSuffix, suffixDraft } from "./suffix.js";
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
    kind: "r2",
    ownsName: true,
    ...zoneOf(options),
    ...judgedTransforms(options, (site) => [
      suffixDraft,
      bucketDraft(options, UNKNOWN),
      objectDraft(UNKNOWN, site),
      domainDraft(options, site?.host ?? UNKNOWN, UNKNOWN),
    ]),
    serve(scope, site, _dns, given) {
      const { objects, provider, transform = {} } = options;
      const opts = withProvider(given, provider);
      const suffix = createSuffix(scope, transform, given);
      const apart = apartFromS3(scope);
      // Cloudflare wants the name spelled out; two stacks in one account must not collide.
      const own = bucketDraft(options, `mta-sts-${suffix.hex}`);
      const bucket = new R2Bucket(apart, "bucket", transformed(transform, own), opts);
      const policyFile = new R2Object(apart, "policy-file", transformed(transform, objectDraft(bucket.name, site)), {
        ...given,
        provider: objects,
      });
      const customDomain = new R2CustomDomain(
        scope,
        "host-record",
        transformed(transform, domainDraft(options, site.host, bucket.name)),
        { ...opts, dependsOn: [policyFile] },
      );
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

type Ids = Pick<R2Options, "accountId" | "zoneId">;

function bucketDraft({ accountId }: Ids, name: string): DraftOf<R2BucketArgs> {
  return { child: "r2Bucket", option: "bucket", args: { account_id: accountId, name } };
}

function objectDraft(bucket: string, site: PolicySite | undefined): DraftOf<R2ObjectArgs> {
  // PROVIDER aws 5 on R2: tags are refused, and those that a provider adds by default are tags, too.
  const args = { bucket, ...objectArgs(site), override_provider: { default_tags: { tags: {} } } };
  return { child: "r2PolicyFile", option: "policyFile", args };
}

function domainDraft({ accountId, zoneId }: Ids, domain: string, bucket: string): DraftOf<R2CustomDomainArgs> {
  const args = {
    account_id: accountId,
    zone_id: zoneId,
    bucket_name: bucket,
    domain,
    enabled: true,
    min_tls: cloudflareHost.minTls,
  };
  return { child: "r2Domain", option: "customDomain", args };
}

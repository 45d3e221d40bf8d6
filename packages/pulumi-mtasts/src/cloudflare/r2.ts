import { cloudflareHost, policyObject, type PolicySite } from "@mtasts/core";
/** @ts-ignore Optional: absent where it is not used, also for a compiler that checks declarations. */
import type * as awsObjects from "@pulumi/aws/s3/bucketObjectv2.js";
import { R2Bucket, type R2BucketArgs } from "@pulumi/cloudflare/r2bucket.js";
import { R2CustomDomain, type R2CustomDomainArgs } from "@pulumi/cloudflare/r2customDomain.js";
import * as pulumi from "@pulumi/pulumi";
/** @ts-ignore Optional: absent where it is not used, also for a compiler that checks declarations. */
import type { RandomId, RandomIdArgs } from "@pulumi/random/randomId.js";
import { hostRecordOptions } from "../host-record.js";
import { cleanOption } from "../late-values.js";
import { loadOptionalPeer } from "../optional-peer.js";
import { optionIssues, type OptionRules } from "../option-rules.js";
import { withProvider } from "../options.js";
import { draftedObject, objectArgs } from "../policy-object.js";
import type { PolicyHost, Transform } from "../ports.js";
import { judgedTransforms, transformed, unknown, type DraftOf } from "../transforms.js";
import { createSuffix, suffixDraft } from "./suffix.js";
import { zoneOf } from "./zone.js";

/** Which Cloudflare account and zone host the policy, and who writes its object. */
export interface R2Options {
  readonly accountId: pulumi.Input<string>;
  /** The id of the zone that holds the domain: a custom domain exists only there. */
  readonly zoneId: pulumi.Input<string>;
  /** An AWS provider that speaks to R2, as `r2ObjectProvider` makes it: Cloudflare's own has no resource for an object. */
  readonly objects: pulumi.ProviderResource;
  /**
   * The Cloudflare provider of bucket and custom domain.
   *
   * @default the provider of the component
   */
  readonly provider?: pulumi.ProviderResource;
  /** Changes to the arguments of single children. */
  readonly transform?: {
    readonly suffix?: Transform<RandomIdArgs>;
    readonly bucket?: Transform<R2BucketArgs>;
    readonly policyFile?: Transform<awsObjects.BucketObjectv2Args>;
    readonly customDomain?: Transform<R2CustomDomainArgs>;
  };
}

/** The resources of the host. */
export interface R2Nodes {
  readonly suffix: RandomId;
  readonly bucket: R2Bucket;
  readonly policyFile: awsObjects.BucketObjectv2;
  readonly customDomain: R2CustomDomain;
}

const rules: OptionRules = {
  texts: { accountId: "01a7362d577a6c3019a474fd6f485823", zoneId: "023e105f4ecef8ad9ca31a8372d0c353" },
  providers: { objects: 'r2ObjectProvider("r2", { accountId, accessKeyId, secretAccessKey })' },
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
 * import * as pulumi from "@pulumi/pulumi";
 * import { r2, r2ObjectProvider } from "pulumi-mtasts/cloudflare";
 *
 * const config = new pulumi.Config();
 * const accountId = config.require("accountId");
 * const objects = r2ObjectProvider("r2", {
 *   accountId,
 *   accessKeyId: config.require("accessKeyId"),
 *   secretAccessKey: config.requireSecret("secretAccessKey"),
 * });
 * const host = r2({ accountId, zoneId: config.require("zoneId"), objects });
 */
export function r2(options: R2Options): PolicyHost<R2Nodes> {
  return {
    issues: optionIssues(options, rules),
    ownsName: true,
    kind: "r2",
    ...zoneOf(options),
    ...judgedTransforms(options, (site) => [
      suffixDraft,
      bucketDraft(options, unknown()),
      objectDraft(unknown(), draftedObject(site)),
      domainDraft(options, site?.host ?? unknown(), unknown()),
    ]),
    serve(name, site, dns, given) {
      const { objects, provider, transform = {} } = options;
      const ids = {
        accountId: cleanOption("r2", "accountId", options.accountId),
        zoneId: cleanOption("r2", "zoneId", options.zoneId),
      };
      const opts = withProvider(given, provider);
      const suffix = createSuffix(name, transform, given);
      // Cloudflare wants the name spelled out; two stacks in one account must not collide.
      const bucketName = pulumi.interpolate`mta-sts-${suffix.hex}`;
      const bucket = new R2Bucket(`${name}-bucket`, transformed(transform, bucketDraft(ids, bucketName)), opts);
      const policyFile = createObject(
        `${name}-policy-file`,
        { bucket, site, transform },
        // Below its bucket, so that the object of a former host on S3 can stay beside it.
        { ...given, parent: bucket, provider: objects },
      );
      const customDomain = new R2CustomDomain(
        `${name}-host-record`,
        transformed(transform, domainDraft(ids, site.host, bucket.name)),
        {
          ...opts,
          ...hostRecordOptions({
            component: name,
            own: "cloudflare:index/r2CustomDomain:R2CustomDomain",
            nameSuffix: dns.nameSuffix,
          }),
          dependsOn: [policyFile],
        },
      );
      return { ready: [policyFile, customDomain], nodes: { suffix, bucket, policyFile, customDomain } };
    },
  };
}

interface ObjectParts {
  readonly bucket: R2Bucket;
  readonly site: pulumi.Output<PolicySite>;
  readonly transform: object;
}

function createObject(name: string, { bucket, site, transform }: ObjectParts, opts: pulumi.CustomResourceOptions) {
  const { BucketObjectv2: Resource } = loadOptionalPeer(
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- only those who use R2 need the package
    () => require("@pulumi/aws/s3/bucketObjectv2.js") as typeof awsObjects,
    "@pulumi/aws",
    "an object on R2",
  );
  return new Resource(name, transformed(transform, objectDraft(bucket.name, site.apply(policyObject))), opts);
}

type Ids = Pick<R2Options, "accountId" | "zoneId">;

function bucketDraft({ accountId }: Ids, name: pulumi.Input<string>): DraftOf<R2BucketArgs> {
  return { child: "r2Bucket", option: "bucket", args: { accountId, name } };
}

function objectDraft(
  bucket: pulumi.Input<string>,
  object: Parameters<typeof objectArgs>[0],
): DraftOf<awsObjects.BucketObjectv2Args> {
  // PROVIDER aws 7 on R2: tags are refused, and those that a provider adds by default are tags, too.
  const args = { bucket, ...objectArgs(object), overrideProvider: { defaultTags: { tags: {} } } };
  return { child: "r2PolicyFile", option: "policyFile", args };
}

function domainDraft(
  { accountId, zoneId }: Ids,
  domain: pulumi.Input<string>,
  bucketName: pulumi.Input<string>,
): DraftOf<R2CustomDomainArgs> {
  const args = { accountId, zoneId, bucketName, domain, enabled: true, minTls: cloudflareHost.minTls };
  return { child: "r2Domain", option: "customDomain", args };
}

import type { Cloud } from "@mtasts/testbed";
import { accountId, cloudflareZoneId, route53ZoneId } from "../programs/src/accounts";

/** Terraform's word for a kind of thing that a lost creation may leave behind. */
export type Kind =
  | "aws_s3_bucket"
  | "aws_acm_certificate"
  | "aws_cloudfront_origin_access_control"
  | "aws_cloudfront_distribution"
  | "aws_route53_record"
  | "cloudflare_dns_record"
  | "cloudflare_r2_bucket"
  | "cloudflare_r2_custom_domain";

/** Something that exists in the cloud and that a stack can take over: what a person finds in the console. */
export interface Existing {
  readonly kind: Kind;
  /** What the cloud itself calls it. */
  readonly id: string;
  /** Where it is, if that is not where everything is. */
  readonly region?: string;
  /** The key among the component's children. */
  readonly child: string;
  /** Takes it away by hand. */
  readonly remove: () => void | Promise<void>;
}

/** Everything that could be left over by a creation whose answer was lost. What a second creation overwrites is left out. */
export function inventory(cloud: Cloud): readonly Existing[] {
  return [...awsInventory(cloud), ...route53Inventory(cloud), ...cloudflareInventory(cloud)];
}

function awsInventory({ s3, acm, cloudfront, runtime }: Cloud): readonly Existing[] {
  return [
    ...s3.buckets.map(({ name }) => ({
      ...({ kind: "aws_s3_bucket", id: name, child: "bucket" } as const),
      remove: () => {
        s3.deleteBucket(name);
      },
    })),
    ...acm.certificates.map(({ arn, region }) => ({
      ...({ kind: "aws_acm_certificate", id: arn, region, child: "certificate" } as const),
      remove: () => {
        acm.delete(arn, region);
      },
    })),
    ...cloudfront.originAccessControls.map(({ id }) => ({
      ...({ kind: "aws_cloudfront_origin_access_control", id, child: "origin-access-control" } as const),
      remove: () => {
        cloudfront.deleteOriginAccessControl(id);
      },
    })),
    ...cloudfront.distributions.map(({ id }) => ({
      ...({ kind: "aws_cloudfront_distribution", id, child: "distribution" } as const),
      remove: async () => {
        cloudfront.edit(id, { enabled: false });
        await runtime.idle(); // CloudFront deletes what is disabled at the edges
        cloudfront.deleteDistribution(id);
      },
    })),
  ];
}

function route53Inventory({ route53 }: Cloud): readonly Existing[] {
  const records = [...(route53.zones.find(({ id }) => id === route53ZoneId)?.records.values() ?? [])];
  return records.flatMap(({ name, type }) => {
    const child = childOf(name);
    if (child === undefined) return [];
    const remove = (): void => {
      route53.delete(route53ZoneId, name, type);
    };
    return [{ kind: "aws_route53_record", id: `${name}_${type}`, child, remove } as const];
  });
}

function cloudflareInventory({ cloudflare }: Cloud): readonly Existing[] {
  const { dns, r2, r2Domains } = cloudflare;
  const records = dns.records(cloudflareZoneId).flatMap(({ id, name, owner }) => {
    const child = owner === undefined ? childOf(name) : undefined;
    if (child === undefined) return [];
    const remove = (): void => {
      dns.delete(cloudflareZoneId, id);
    };
    return [{ kind: "cloudflare_dns_record", id, child, remove } as const];
  });
  return [
    ...records,
    ...r2.all.map(({ name }) => ({
      ...({ kind: "cloudflare_r2_bucket", id: name, child: "bucket" } as const),
      remove: () => {
        r2.delete(accountId, name);
      },
    })),
    ...r2Domains.all.map(({ domain }) => ({
      ...({ kind: "cloudflare_r2_custom_domain", id: domain, child: "host-record" } as const),
      remove: () => {
        r2Domains.detach(domain);
      },
    })),
  ];
}

/** The component's record of that name; the domain's own, such as MX, are nobody's child. */
function childOf(name: string): string | undefined {
  if (name.startsWith("_mta-sts.")) return "sts-record";
  if (name.startsWith("_smtp._tls.")) return "tls-rpt-record";
  if (name.startsWith("mta-sts.")) return "host-record";
  return name.startsWith("_") ? "certificate-record" : undefined;
}

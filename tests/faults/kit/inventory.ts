import type { Cloud } from "@mtasts/testbed";
import { accountId, cloudflareZoneId, route53ZoneId } from "../programs/src/accounts";

/** Something that exists in the cloud and that a stack can take over: what a person finds in the console. */
export interface Existing {
  /** Pulumi's type. */
  readonly type: string;
  /** What `pulumi import` wants to know. */
  readonly importId: string;
  /** The id that the stack's state has for it. */
  readonly id: string;
  /** The key among the component's children. */
  readonly child: string;
  /** Takes it away by hand. */
  readonly remove: () => void;
}

/** Everything that could be left over by a creation whose answer was lost. What a second creation overwrites is left out. */
export function inventory(cloud: Cloud): readonly Existing[] {
  return [...awsInventory(cloud), ...route53Inventory(cloud), ...cloudflareInventory(cloud)];
}

function awsInventory({ s3, acm, cloudfront }: Cloud): readonly Existing[] {
  return [
    ...s3.buckets.map(({ name }) => ({
      ...named("aws:s3/bucket:Bucket", name, "bucket"),
      remove: () => {
        s3.deleteBucket(name);
      },
    })),
    ...acm.certificates.map(({ arn, region }) => ({
      ...named("aws:acm/certificate:Certificate", arn, "certificate"),
      // not in the region of the provider
      importId: `${arn}@${region}`,
      remove: () => {
        acm.delete(arn, region);
      },
    })),
    ...cloudfront.originAccessControls.map(({ id }) => ({
      ...named("aws:cloudfront/originAccessControl:OriginAccessControl", id, "origin-access-control"),
      remove: () => {
        cloudfront.deleteOriginAccessControl(id);
      },
    })),
    ...cloudfront.distributions.map(({ id }) => ({
      ...named("aws:cloudfront/distribution:Distribution", id, "distribution"),
      remove: () => {
        cloudfront.edit(id, { enabled: false });
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
    return [{ ...named("aws:route53/record:Record", `${route53ZoneId}_${name}_${type}`, child), remove }];
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
    const record = { type: "cloudflare:index/dnsRecord:DnsRecord", importId: `${cloudflareZoneId}/${id}`, id };
    return [{ ...record, child, remove }];
  });
  return [
    ...records,
    ...r2.all.map(({ name }) => ({
      ...{ type: "cloudflare:index/r2Bucket:R2Bucket", importId: `${accountId}/${name}/default`, id: name },
      child: "bucket",
      remove: () => {
        r2.delete(accountId, name);
      },
    })),
    ...r2Domains.all.map(({ domain }) => ({
      ...named("cloudflare:index/r2CustomDomain:R2CustomDomain", domain, "host-record"),
      remove: () => {
        r2Domains.detach(domain);
      },
    })),
  ];
}

function named(type: string, id: string, child: string): Omit<Existing, "remove"> {
  return { type, importId: id, id, child };
}

/** The component's record of that name; the domain's own, such as MX, are nobody's child. */
function childOf(name: string): string | undefined {
  if (name.startsWith("_mta-sts.")) return "sts-record";
  if (name.startsWith("_smtp._tls.")) return "tls-rpt-record";
  if (name.startsWith("mta-sts.")) return "host-record";
  return name.startsWith("_") ? "certificate-record" : undefined;
}

import type * as pulumi from "@pulumi/pulumi";
import { suffixed } from "./zones.js";

/** The resources that may publish `mta-sts.<domain>`, one at a time. */
const publishers = [
  "aws:route53/record:Record",
  "cloudflare:index/dnsRecord:DnsRecord",
  "cloudflare:index/r2CustomDomain:R2CustomDomain",
  "cloudflare:index/workersCustomDomain:WorkersCustomDomain",
] as const;

type Publisher = (typeof publishers)[number];

/** What is known of the child that publishes the name. */
export interface HostRecord {
  /** The component's name. */
  readonly component: string;
  /** What the child is now, where that is known: a resource of the host's own, whose name has no suffix. */
  readonly own?: Publisher;
  /** The suffix of the names of the DNS provider's records. */
  readonly nameSuffix?: string | undefined;
}

/**
 * Options of the one child that publishes the policy host's name. Another host or another DNS provider makes it another kind
 * of resource: known to be the same child, the old one goes right before the new one comes, since a name takes only one.
 */
export function hostRecordOptions({
  component,
  own,
  nameSuffix,
}: HostRecord): Pick<pulumi.CustomResourceOptions, "aliases" | "deleteBeforeReplace"> {
  const plain = publishers.filter((type) => type !== own).map((type): pulumi.Alias => ({ type }));
  if (nameSuffix === undefined) return { aliases: plain, deleteBeforeReplace: true };
  const name = `${component}-host-record`;
  const other = own === undefined ? name : suffixed(name, component, nameSuffix);
  const renamed = publishers.map((type): pulumi.Alias => ({ type, name: other }));
  return { aliases: [...plain, ...renamed], deleteBeforeReplace: true };
}

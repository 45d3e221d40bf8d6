import type * as pulumi from "@pulumi/pulumi";

/** The resources that may publish `mta-sts.<domain>`, one at a time. */
const publishers = [
  "aws:route53/record:Record",
  "cloudflare:index/dnsRecord:DnsRecord",
  "cloudflare:index/r2CustomDomain:R2CustomDomain",
  "cloudflare:index/workersCustomDomain:WorkersCustomDomain",
] as const;

type Publisher = (typeof publishers)[number];

/**
 * Options of the one child that publishes the policy host's name. Another host or another DNS provider makes it another kind
 * of resource: known to be the same child, the old one goes right before the new one comes, since a name takes only one.
 *
 * @param own - What the child is now, where that is known.
 */
export function hostRecordOptions(
  own?: Publisher,
): Pick<pulumi.CustomResourceOptions, "aliases" | "deleteBeforeReplace"> {
  const others = publishers.filter((type) => type !== own);
  return { aliases: others.map((type) => ({ type })), deleteBeforeReplace: true };
}

import { type Cloud } from "@mtasts/testbed";

const markers = ["_mta-sts.", "mta-sts.", "_smtp._tls."];

/** The domains for which the emulated DNS has a record of MTA-STS or TLS-RPT. */
export function domainsIn({ route53, cloudflare }: Cloud): readonly string[] {
  const names = [...route53.zones, ...cloudflare.dns.zones].flatMap(({ records }) =>
    [...records.values()].map(({ name }) => name),
  );
  const domains = names.flatMap((name) => {
    const marker = markers.find((one) => name.startsWith(one));
    return marker === undefined ? [] : [name.slice(marker.length)];
  });
  return [...new Set(domains)].sort();
}

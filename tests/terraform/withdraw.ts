import type { Testbed } from "@mtasts/testbed";
import { cloudflareZoneId, zoneId } from "../e2e/accounts";

/** What a person does who keeps the zone by hand, wherever it is: deletes a record. */
export function withdraw({ cloud }: Testbed, name: string, type: string): void {
  if (cloud.dns.authority(name)?.host === "route53") {
    cloud.route53.delete(zoneId, name, type);
    return;
  }
  const { dns } = cloud.cloudflare;
  for (const { id } of dns.records(cloudflareZoneId, name, type)) dns.delete(cloudflareZoneId, id);
}

import type { Testbed } from "@mtasts/testbed";
import { cloudflareZoneId, zoneId } from "./accounts";

/** A record as the component's `records` tell it. */
export interface KeptRecord {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly ttl: number;
}

/** What a person does who keeps the zone by hand, wherever it is: publishes a record, in place of an earlier one. */
export function publish({ cloud }: Testbed, { name, type, value, ttl }: KeptRecord): void {
  const data = type === "TXT" ? `"${value}"` : value;
  if (cloud.dns.authority(name)?.host === "route53") {
    cloud.route53.upsert(zoneId, { name, type, ttl, values: [data] });
    return;
  }
  const { dns } = cloud.cloudflare;
  const [before] = dns.records(cloudflareZoneId, name, type);
  if (before === undefined) dns.create(cloudflareZoneId, { name, type, content: data, ttl, proxied: false });
  else if (before.content !== data) dns.update(cloudflareZoneId, before.id, { content: data });
}

/** Watches for certificates that wait for their proof, and publishes it. Returns what ends the watch. */
export function publishProofs(bed: Testbed): () => void {
  const timer = setInterval(() => {
    for (const { recordName, recordValue } of bed.cloud.acm.certificates.flatMap(({ validation }) => validation)) {
      publish(bed, { name: withoutDot(recordName), type: "CNAME", value: withoutDot(recordValue), ttl: 300 });
    }
  }, 50);
  return () => {
    clearInterval(timer);
  };
}

function withoutDot(name: string): string {
  return name.replace(/\.$/u, "");
}

import type { Testbed } from "@mtasts/testbed";
import type { ZoneName } from "./matrix";
import { cloudflareZoneId, zoneId } from "./accounts";

/** A record as the component's `records` tell it. */
export interface KeptRecord {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly ttl: number;
}

/** What a person does who keeps the zone by hand: publishes a record, in place of an earlier one. */
export function publish({ cloud }: Testbed, { name, type, value, ttl }: KeptRecord): void {
  const { dns } = cloud.cloudflare;
  const content = type === "TXT" ? `"${value}"` : value;
  const [before] = dns.records(cloudflareZoneId, name, type);
  if (before === undefined) dns.create(cloudflareZoneId, { name, type, content, ttl, proxied: false });
  else if (before.content !== content) dns.update(cloudflareZoneId, before.id, { content });
}

/** Watches for certificates that wait for their proof, and publishes it. Returns what ends the watch. */
export function publishProofs(bed: Testbed, zone: ZoneName): () => void {
  const timer = setInterval(() => {
    for (const { recordName, recordValue } of bed.cloud.acm.certificates.flatMap(({ validation }) => validation)) {
      const record = { name: withoutDot(recordName), type: "CNAME", value: withoutDot(recordValue), ttl: 300 };
      if (zone === "route53") publishInRoute53(bed, record);
      else publish(bed, record);
    }
  }, 50);
  return () => {
    clearInterval(timer);
  };
}

function publishInRoute53({ cloud }: Testbed, { name, type, value, ttl }: KeptRecord): void {
  if (cloud.route53.find(zoneId, name, type) === undefined) {
    cloud.route53.upsert(zoneId, { name, type, ttl, values: [value] });
  }
}

function withoutDot(name: string): string {
  return name.replace(/\.$/u, "");
}

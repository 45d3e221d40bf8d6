import { type Testbed } from "@mtasts/testbed";

/** Gives `example.com` the MX hosts of the guides, so that a check finds nothing that is not the guide's. */
export function addMailHost({ cloud }: Testbed, zoneId: string): void {
  const { route53 } = cloud;
  route53.upsert(zoneId, { name: "example.com", type: "MX", ttl: 300, values: ["10 mail.example.com"] });
  route53.upsert(zoneId, { name: "mail.example.com", type: "A", ttl: 300, values: ["192.0.2.25"] });
}

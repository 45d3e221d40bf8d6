import type { Cloud } from "@mtasts/testbed";

/** All that there is in the clouds, with one and the same word for every generated name: equal if nothing is left over. */
export function fingerprint({ s3, acm, cloudfront, route53, cloudflare }: Cloud): readonly string[] {
  const { dns, scripts, workerDomains, r2, r2Domains } = cloudflare;
  const facts = [
    ...route53.zones.flatMap(({ records }) => [...records.values()]).map((set) => ["record", set]),
    ...dns.zones
      .flatMap(({ records }) => [...records.values()])
      .map(({ name, type, content }) => ["record", name, type, content]),
    ...s3.buckets.map(({ objects, policy }) => [
      "bucket",
      [...objects].map(([key, { body }]) => [key, String(body)]),
      policy,
    ]),
    ...acm.certificates.map(({ names, status }) => ["certificate", names, status]),
    ...cloudfront.originAccessControls.map(() => ["origin access control"]),
    ...cloudfront.distributions.map(({ config, status }) => ["distribution", config["aliases"], status]),
    ...scripts.all.map(({ content }) => ["script", content]),
    ...workerDomains.all.map(({ hostname }) => ["domain", hostname]),
    ...r2.all.map(({ objects }) => ["bucket", [...objects].map(([key, { body }]) => [key, String(body)])]),
    ...r2Domains.all.map(({ domain, enabled, minTls }) => ["domain", domain, enabled, minTls]),
  ];
  return facts.map((fact) => withoutGenerated(JSON.stringify(fact))).sort();
}

function withoutGenerated(text: string): string {
  return text
    .replace(/\bd\d{13}\b/gu, "<distribution>")
    .replace(/\bE\d{13}\b/gu, "<distribution>")
    .replace(/mail-bucket-[0-9a-f]{7}|\bterraform-\d+/gu, "<bucket>")
    .replace(/mta-sts-[0-9a-f]{8}/gu, "<suffix>");
}

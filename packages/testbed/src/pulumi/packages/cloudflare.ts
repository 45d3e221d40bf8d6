import { type Cloud } from "../../cloud/cloud.js";
import { ProviderError } from "../../cloud/errors.js";
import { type CloudflareZone } from "../../cloud/services/cloudflare/dns.js";
import { normalName } from "../../cloud/services/route53.js";
import { type Attributes, block, optionalText, text } from "../../cloud/value.js";
import { type ProviderPackage } from "../provider-package.js";

export const cloudflarePackage: ProviderPackage = {
  name: "cloudflare",
  version: "6.22.1",
  types: {
    "cloudflare:index/dnsRecord:DnsRecord": "cloudflare_dns_record",
    "cloudflare:index/r2Bucket:R2Bucket": "cloudflare_r2_bucket",
    "cloudflare:index/r2CustomDomain:R2CustomDomain": "cloudflare_r2_custom_domain",
    "cloudflare:index/workersCustomDomain:WorkersCustomDomain": "cloudflare_workers_custom_domain",
    "cloudflare:index/workersScript:WorkersScript": "cloudflare_workers_script",
  },
  invokes: {
    "cloudflare:index/getDnsRecords:getDnsRecords": getDnsRecords,
    "cloudflare:index/getZone:getZone": getZone,
    "cloudflare:index/getZoneDnsSettings:getZoneDnsSettings": getZoneDnsSettings,
  },
  autoNames: {},
  configProblems: () => [],
  settingsOf: () => ({ region: "" }),
};

function getZone({ cloudflare }: Cloud, args: Attributes): Attributes {
  const id = optionalText(args, "zoneId");
  const name = optionalText(block(args, "filter") ?? {}, "name");
  const matches = (zone: CloudflareZone): boolean =>
    id === undefined ? zone.name === normalName(name ?? "") : zone.id === id;
  if (id === undefined && name !== undefined) cloudflare.dns.named(name);
  const found = cloudflare.dns.zones.filter(matches);
  const [zone] = found;
  if (zone === undefined || found.length > 1) {
    throw new ProviderError("failed to find exactly one result: make sure that the filter matches one zone");
  }
  return {
    id: zone.id,
    zoneId: zone.id,
    name: zone.name,
    account: { id: zone.accountId, name: "Emulated" },
    nameServers: ["amy.ns.cloudflare.com", "bob.ns.cloudflare.com"],
    paused: false,
    status: "active",
    type: "full",
  };
}

function getDnsRecords({ cloudflare }: Cloud, args: Attributes): Attributes {
  const zoneId = text(args, "zoneId");
  const name = optionalText(block(args, "name") ?? {}, "exact");
  const records = cloudflare.dns.records(zoneId, name, optionalText(args, "type"));
  return {
    zoneId,
    results: records.map(({ id, name: owner, type, content, ttl }) => ({ id, name: owner, type, content, ttl })),
  };
}

function getZoneDnsSettings({ cloudflare }: Cloud, args: Attributes): Attributes {
  const zoneId = text(args, "zoneId");
  const { flattenAllCnames } = cloudflare.dns.zone(zoneId, { method: "GET", path: `zones/${zoneId}/dns_settings` });
  return { zoneId, flattenAllCnames };
}

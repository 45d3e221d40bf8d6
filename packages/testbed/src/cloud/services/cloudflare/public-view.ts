import { edgeAddresses } from "../../edge-addresses.js";
import { recordKey, type RecordSet } from "../route53.js";
import { type DnsRecord, isHostType } from "./dns-record.js";
import { type CloudflareZone } from "./dns.js";

const automaticTtl = 300;
const longestString = 255;

/** What Cloudflare's name servers answer for a zone, in the form that zone data has here. */
export function publicSets(zone: CloudflareZone, flattened = false): ReadonlyMap<string, RecordSet> {
  const sets = new Map<string, RecordSet>();
  for (const record of zone.records.values()) {
    const set = publicSet(record, zone.name, flattened);
    const key = recordKey(set.name, set.type);
    const values = [...(sets.get(key)?.values ?? []), ...set.values];
    sets.set(key, { ...set, values: [...new Set(values)] });
  }
  return sets;
}

function publicSet(record: DnsRecord, zone: string, flattened: boolean): RecordSet {
  const { name, type, content, priority = 0 } = record;
  const ttl = record.ttl === 1 ? automaticTtl : record.ttl;
  if (isHostType(type) && (record.proxied || record.owner !== undefined)) {
    return { name, type: "A", ttl: automaticTtl, values: [edgeAddresses.cloudflare] };
  }
  if (type === "CNAME" && (name === zone || flattened)) {
    // flattened: the name answers with its target's addresses
    const alias = { name: content, zoneId: "", evaluateTargetHealth: false };
    return { name, type: "A", ttl, values: [], alias };
  }
  if (type === "TXT") return { name, type, ttl, values: [quoted(content)] };
  return { name, type, ttl, values: [type === "MX" ? `${priority} ${content}` : content] };
}

/** What has no quotes is one text, which the wire splits into strings. */
function quoted(content: string): string {
  if (/^\s*"(?:[^"\\]|\\.)*"/s.test(content)) return content;
  const parts = content.match(new RegExp(`[^]{1,${longestString}}`, "g")) ?? [""];
  return parts.map((part) => `"${part.replace(/["\\]/g, "\\$&")}"`).join(" ");
}

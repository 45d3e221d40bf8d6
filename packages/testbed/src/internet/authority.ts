import { type Answer, type Question, type SoaAnswer } from "dns-packet";
import { type Cloud } from "../cloud/cloud.js";
import { edgeAddresses } from "../cloud/edge-addresses.js";
import { type DnsHost, type PublicZone } from "../cloud/public-dns.js";
import { isInZone, normalName, recordKey, type RecordSet } from "../cloud/services/route53.js";
import { txtStrings } from "../cloud/services/route53-txt.js";

export type ResponseCode = "NOERROR" | "NXDOMAIN" | "REFUSED";

export interface Response {
  readonly code: ResponseCode;
  readonly answers: readonly Answer[];
  readonly authorities: readonly Answer[];
}

const edgeDomain = "cloudfront.net";
const edgeTtl = 60;
const longestChain = 8;

/** What the emulated name servers answer: the zones of Route 53 and Cloudflare, and CloudFront's names. */
export function respond(cloud: Cloud, { name, type }: Pick<Question, "name" | "type">): Response {
  const answers: Answer[] = [];
  let current = normalName(name);
  for (let hops = 0; hops < longestChain; hops++) {
    const found = lookup(cloud, current, type);
    if (found === undefined) return { code: answers.length > 0 ? "NOERROR" : "REFUSED", answers, authorities: [] };
    // the owner name is echoed in the asker's own case
    answers.push(...found.answers.map((answer) => (answers.length === 0 ? { ...answer, name } : answer)));
    if (found.next === undefined) {
      const negative = found.answers.length === 0;
      return { code: found.exists ? "NOERROR" : "NXDOMAIN", answers, authorities: negative ? [found.soa] : [] };
    }
    current = found.next;
  }
  return { code: "NOERROR", answers, authorities: [] };
}

/** The zone's share of an answer. */
interface Found {
  readonly exists: boolean;
  readonly answers: readonly Answer[];
  readonly soa: SoaAnswer;
  /** The name at which the search goes on. */
  readonly next?: string;
}

function lookup(cloud: Cloud, name: string, type: string): Found | undefined {
  if (isInZone(name, edgeDomain)) return edgeLookup(cloud, name, type);
  const zone = cloud.dns.authority(name);
  return zone === undefined ? undefined : zoneLookup(cloud, zone, { name, type });
}

function edgeLookup({ cloudfront }: Cloud, name: string, type: string): Found {
  const exists = cloudfront.distributions.some(({ domainName }) => domainName === name);
  const answers: Answer[] =
    exists && type === "A" ? [{ type: "A", name, ttl: edgeTtl, data: edgeAddresses.cloudfront }] : [];
  return { exists: exists || name === edgeDomain, answers, soa: soaOf(edgeDomain, "route53") };
}

function zoneLookup(cloud: Cloud, zone: PublicZone, question: { readonly name: string; readonly type: string }): Found {
  const { name, type } = question;
  const soa = soaOf(zone.name, zone.host);
  const apex = name === zone.name ? apexAnswers(zone, type) : undefined;
  if (apex !== undefined) return { exists: true, answers: apex, soa };
  const hosts = type === "MX" ? cloud.dns.mailHosts.get(name)?.hosts : undefined;
  if (hosts !== undefined && !zone.records.has(recordKey(name, "MX"))) {
    const set: RecordSet = { name, type, ttl: 300, values: [] };
    return { exists: true, answers: hosts.map((host, i) => answerOf(set, `${(i + 1) * 10} ${host}`)), soa };
  }
  const owner = ownerOf(zone, name);
  if (owner === undefined) return { exists: false, answers: [], soa };
  const cname = zone.records.get(recordKey(owner, "CNAME"));
  const set = zone.records.get(recordKey(owner, type)) ?? cname;
  if (set === undefined) return { exists: true, answers: [], soa };
  if (set.alias !== undefined) return aliasLookup(cloud, { ...set, name }, soa);
  const answers = set.values.map((value) => answerOf({ ...set, name }, value));
  const target = set.type === "CNAME" && type !== "CNAME" ? set.values[0] : undefined;
  return { exists: true, answers, soa, ...(target === undefined ? {} : { next: normalName(target) }) };
}

/** An alias answers in its own name with what its target has. */
function aliasLookup(cloud: Cloud, set: RecordSet, soa: SoaAnswer): Found {
  const target = set.alias === undefined ? undefined : lookup(cloud, set.alias.name, set.type);
  return { exists: true, answers: (target?.answers ?? []).map((answer) => ({ ...answer, name: set.name })), soa };
}

/** The name in the zone whose records answer: itself, or a wildcard above it; undefined where nothing exists. */
function ownerOf({ name: zone, records }: PublicZone, name: string): string | undefined {
  const names = [zone, ...[...records.values()].map((set) => set.name)];
  const exists = (wanted: string): boolean => names.some((one) => isInZone(one, wanted));
  if (exists(name)) return name;
  let parent = name;
  do {
    parent = parent.slice(parent.indexOf(".") + 1);
  } while (!exists(parent));
  return names.find((one) => one === `*.${parent}`);
}

function answerOf({ name, type, ttl = 300 }: RecordSet, value: string): Answer {
  switch (type) {
    case "TXT":
      return { type, name, ttl, data: [...txtStrings(value)] };
    case "MX": {
      const [preference, exchange = ""] = value.split(" ");
      return { type, name, ttl, data: { preference: Number(preference), exchange: normalName(exchange) } };
    }
    case "CAA": {
      const [, flags = "0", tag = "", text = ""] = /^(\d+)\s+(\w+)\s+"?([^"]*)"?$/.exec(value.trim()) ?? [];
      return { type, name, ttl, data: { flags: Number(flags), tag: tag as "issue", value: text } };
    }
    case "A":
    case "AAAA":
      return { type, name, ttl, data: value };
    case "CNAME":
    case "NS":
    case "PTR":
      return { type, name, ttl, data: normalName(value) };
    default:
      return { type: "NULL", name, ttl, data: Buffer.from(value) };
  }
}

function apexAnswers({ name, host }: PublicZone, type: string): readonly Answer[] | undefined {
  if (type === "SOA") return [soaOf(name, host)];
  if (type !== "NS") return undefined;
  const { servers, serversTtl } = hosts[host];
  return servers.map((data) => ({ type: "NS", name, ttl: serversTtl, data }));
}

/** What each provider puts into the SOA and NS records of a zone; negative answers live as long as the SOA says. */
const hosts = {
  route53: {
    servers: ["ns-1.awsdns-01.org", "ns-2.awsdns-02.co.uk"],
    serversTtl: 172_800,
    soaTtl: 900,
    soa: { rname: "awsdns-hostmaster.amazon.com", refresh: 7200, retry: 900, expire: 1_209_600, minimum: 86_400 },
  },
  cloudflare: {
    servers: ["amy.ns.cloudflare.com", "bob.ns.cloudflare.com"],
    serversTtl: 86_400,
    soaTtl: 1800,
    soa: { rname: "dns.cloudflare.com", refresh: 10_000, retry: 2400, expire: 604_800, minimum: 1800 },
  },
} as const satisfies Readonly<Record<DnsHost, unknown>>;

function soaOf(name: string, host: DnsHost): SoaAnswer {
  const { servers, soaTtl, soa } = hosts[host];
  return { type: "SOA", name, ttl: soaTtl, data: { mname: servers[0], serial: 1, ...soa } };
}

import type { SeenInternet, SeenMx, SeenName, SeenPolicy, SeenRecord, Unseen } from "@mtasts/core/preflight";
import { addressAliases, addressesOf, dataOf, isTemporary } from "./dns-reading";
import { Asker } from "./look/asker";
import { lookAtCaa } from "./look/look-at-caa";
import { isSameRecord, lookAtZone, recordOf } from "./look/look-at-zone";
import { randomLabel } from "./look/random-label";
import type { AddressReply, FetchReply, Ports } from "./ports";
import { GRACE_MS, Run } from "./run";

/** How long the look may take. */
export interface LookOptions {
  /**
   * Milliseconds after which the look ends with what is known by then, whatever the network does.
   *
   * @default 3000
   */
  readonly timeoutMs?: number;
  /**
   * Whether to look at the CAA records that decide about the certificate of the policy host.
   *
   * @default false
   */
  readonly caa?: boolean;
}

const TIMEOUT_MS = 3_000;

/**
 * What `judgePreflight` of `@mtasts/core/preflight` has to know of a domain: its MX records, what is announced, and what is
 * served. No mail host is contacted. Never rejects, and never takes longer than it may: what failed is "not known".
 *
 * Nobody asks for the policy host where nothing is announced, so that no resolver is made to hold that there is none.
 *
 * @example
 * import { lookBeforeDeploying } from "@mtasts/check";
 * import { nodePorts } from "@mtasts/check/node";
 * import { unseenNote } from "@mtasts/core/preflight";
 *
 * async function note(): Promise<string | undefined> {
 *   return unseenNote(await lookBeforeDeploying("example.com", nodePorts(), { timeoutMs: 1_000 }));
 * }
 */
export async function lookBeforeDeploying(
  domain: string,
  ports: Ports,
  { timeoutMs = TIMEOUT_MS, caa = false }: LookOptions = {},
): Promise<SeenInternet> {
  const run = new Run(ports.clock, Math.max(0, timeoutMs - GRACE_MS));
  try {
    const ask = new Asker(ports, run);
    const [mx, announced, tlsRpt, setting] = await Promise.all([
      lookAtMx(domain, ask),
      lookAtAnnounced(domain, ask),
      lookAtTlsRpt(domain, ask),
      lookAtSetting(domain, ask, caa),
    ]);
    return { mx, ...announced, tlsRpt, ...setting };
  } finally {
    run.end();
  }
}

async function lookAtMx(domain: string, ask: Asker): Promise<SeenMx | Unseen> {
  const reply = await ask.mx("mx", domain);
  if (isTemporary(reply)) return { unseen: reply.rcode };
  const exchanges = dataOf(domain, reply).map(({ exchange }) => exchange);
  // RFC 2181 §5.2: the records of a set have one TTL; of different ones the lowest is certain.
  const ttls = reply.records.flatMap((record) => (record.type === "data" ? [record.ttl] : []));
  const ttl = ttls.length === 0 ? {} : { ttl: Math.min(...ttls) };
  return { isMissing: reply.rcode === "NXDOMAIN", exchanges, ...ttl };
}

async function lookAtTlsRpt(domain: string, ask: Asker): Promise<SeenRecord | Unseen> {
  return await lookAtRecord(domain, { step: "tls-rpt", owner: `_smtp._tls.${domain}`, prefix: "v=TLSRPTv1" }, ask);
}

interface Wanted {
  readonly step: string;
  readonly owner: string;
  /** How the record begins that is looked for. */
  readonly prefix: string;
}

async function lookAtRecord(domain: string, wanted: Wanted, ask: Asker): Promise<SeenRecord | Unseen> {
  const { step, owner, prefix } = wanted;
  const reply = await ask.txt(step, owner);
  const record = recordOf(owner, reply);
  if (record === undefined) return { unseen: reply.rcode };
  if (record.texts.length === 0 || record.texts.some((text) => text.startsWith(prefix))) return record;
  // Texts of another kind often come from a wildcard, which also answers for a name that was never published.
  const anyName = `${randomLabel()}.${domain}`;
  const any = recordOf(anyName, await ask.txt("wildcard", anyName));
  return any !== undefined && isSameRecord(record, any) ? { ...record, isWildcard: true } : record;
}

/** The zone, and who may issue certificates. */
async function lookAtSetting(domain: string, ask: Asker, caa: boolean): Promise<Pick<SeenInternet, "zone" | "caa">> {
  const looked = await lookAtZone(domain, ask);
  const set = caa ? await lookAtCaa(domain, { ask, direct: looked?.direct }) : undefined;
  return { ...(looked === undefined ? {} : { zone: looked.zone }), ...(set === undefined ? {} : { caa: set }) };
}

async function lookAtAnnounced(domain: string, ask: Asker): Promise<Omit<SeenInternet, "mx">> {
  const wanted = { step: "txt", owner: `_mta-sts.${domain}`, prefix: "v=STSv1" };
  const record = await lookAtRecord(domain, wanted, ask);
  if ("unseen" in record || record.texts.length === 0 || record.isWildcard === true) return { record };
  const host = `mta-sts.${domain}`;
  const address = await ask.address("address", host);
  if (isTemporary(address.ipv4) && isTemporary(address.ipv6)) {
    return { record, name: { unseen: address.ipv4.rcode }, policy: { unseen: address.ipv4.rcode } };
  }
  const addresses = addressesOf(host, address);
  const policy = addresses.length === 0 ? {} : policyIn(await ask.fetch("fetch", { host, addresses }));
  return { record, name: nameIn(host, address, addresses), policy };
}

function nameIn(host: string, address: AddressReply, addresses: readonly string[]): SeenName {
  return { aliases: addressAliases(host, address), hasAddress: addresses.length > 0 };
}

/** Failures of which the next look may see nothing any more: they say more of the network than of the host. */
const MAY_PASS: ReadonlySet<string> = new Set([
  "no-route",
  "refused",
  "reset",
  "connect-timeout",
  "timeout",
  "blocked-address",
]);

function policyIn({ attempts }: FetchReply): SeenPolicy | Unseen {
  const last = attempts.at(-1);
  if (last === undefined) return { unseen: "TIMEOUT" };
  if (last.outcome === "failure") return MAY_PASS.has(last.kind) ? { unseen: last.kind } : {};
  // RFC 8461 §3.3 (F5): only status 200 shows a policy
  return last.status === 200 && !last.isTruncated ? { body: new TextDecoder().decode(last.body) } : {};
}

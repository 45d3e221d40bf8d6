import type { SeenInternet, SeenMx, SeenName, SeenPolicy, SeenRecord, Unseen } from "@mtasts/core/preflight";
import { addressAliases, addressesOf, aliasesOf, dataOf, isTemporary, textsOf, ttlOf } from "./dns-reading";
import { Asker } from "./look/asker";
import type { AddressReply, DnsReply, FetchReply, Ports, TxtData } from "./ports";
import { GRACE_MS, Run } from "./run";

/** How long the look may take. */
export interface LookOptions {
  /**
   * Milliseconds after which the look ends with what is known by then, whatever the network does.
   *
   * @default 3000
   */
  readonly timeoutMs?: number;
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
  { timeoutMs = TIMEOUT_MS }: LookOptions = {},
): Promise<SeenInternet> {
  const run = new Run(ports.clock, Math.max(0, timeoutMs - GRACE_MS));
  try {
    const ask = new Asker(ports, run);
    const [mx, announced] = await Promise.all([lookAtMx(domain, ask), lookAtAnnounced(domain, ask)]);
    return { mx, ...announced };
  } finally {
    run.end();
  }
}

async function lookAtMx(domain: string, ask: Asker): Promise<SeenMx | Unseen> {
  const reply = await ask.mx("mx", domain);
  if (isTemporary(reply)) return { unseen: reply.rcode };
  const exchanges = dataOf(domain, reply).map(({ exchange }) => exchange);
  return { isMissing: reply.rcode === "NXDOMAIN", exchanges };
}

async function lookAtAnnounced(domain: string, ask: Asker): Promise<Omit<SeenInternet, "mx">> {
  const owner = `_mta-sts.${domain}`;
  const record = recordIn(owner, await ask.txt("txt", owner));
  if ("unseen" in record || record.texts.length === 0) return { record };
  const host = `mta-sts.${domain}`;
  const address = await ask.address("address", host);
  if (isTemporary(address.ipv4) && isTemporary(address.ipv6)) {
    return { record, name: { unseen: address.ipv4.rcode }, policy: { unseen: address.ipv4.rcode } };
  }
  const addresses = addressesOf(host, address);
  const policy = addresses.length === 0 ? {} : policyIn(await ask.fetch("fetch", { host, addresses }));
  return { record, name: nameIn(host, address, addresses), policy };
}

function recordIn(owner: string, reply: DnsReply<TxtData>): SeenRecord | Unseen {
  if (isTemporary(reply)) return { unseen: reply.rcode };
  const ttl = ttlOf(reply);
  return {
    texts: textsOf(owner, reply),
    aliases: aliasesOf(owner, reply),
    ...(ttl === undefined ? {} : { ttl }),
  };
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

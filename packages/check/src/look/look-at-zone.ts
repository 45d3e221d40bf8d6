import type { SeenName, SeenRecord, SeenZone, Unseen } from "@mtasts/core/preflight";
import { addressAliases, addressesOf, aliasesOf, isTemporary, textsOf, ttlOf } from "../dns-reading";
import type { AddressReply, DnsReply, TxtData } from "../ports";
import type { Asker, DirectAsker } from "./asker";
import { randomLabel } from "./random-label";

/** A zone as a look before a deployment sees it, and the way to its own name servers. */
export interface LookedAtZone {
  readonly zone: SeenZone | Unseen;
  readonly direct?: DirectAsker;
}

/**
 * Finds the zone of a domain, and asks its own name servers for the names that the deployment may create.
 *
 * @returns `undefined` where the ports know nothing of zones.
 */
export async function lookAtZone(domain: string, ask: Asker): Promise<LookedAtZone | undefined> {
  const reply = await ask.zone("zone", domain);
  if (reply === undefined) return undefined;
  if (reply.name === undefined) return { zone: { unseen: reply.rcode } };
  const direct = ask.directly(reply);
  const zone = { name: reply.name, nameServers: reply.nameServers };
  return direct === undefined ? { zone } : { zone: { ...zone, ...(await lookDirectly(domain, direct)) }, direct };
}

async function lookDirectly(domain: string, direct: DirectAsker): Promise<Omit<SeenZone, "name" | "nameServers">> {
  const names = [`_mta-sts.${domain}`, `_smtp._tls.${domain}`, `mta-sts.${domain}`] as const;
  const [stsName, tlsRptName, hostName] = names;
  // No one has published it, so only a wildcard answers for it.
  const anyName = `${randomLabel()}.${domain}`;
  const [sts, tlsRpt, host, anyTxt, anyHost, ...isZone] = await Promise.all([
    direct.txt(stsName),
    direct.txt(tlsRptName),
    direct.address(hostName),
    direct.txt(anyName),
    direct.address(anyName),
    ...names.map(async (name) => await direct.isZone(name)),
  ]);
  const wildcard = { txt: recordOf(anyName, anyTxt), host: nameOf(anyName, anyHost) };
  return {
    cuts: names.filter((_, i) => isZone[i] === true),
    ...part("sts", withoutWildcard(recordOf(stsName, sts), wildcard.txt)),
    ...part("tlsRpt", withoutWildcard(recordOf(tlsRptName, tlsRpt), wildcard.txt)),
    ...part("host", hostWithoutWildcard(nameOf(hostName, host), wildcard.host)),
  };
}

function part<K extends string, T>(key: K, value: T | undefined): Partial<Record<K, T>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, T>);
}

/** What a reply holds; `undefined` where it is none. */
export function recordOf(owner: string, reply: DnsReply<TxtData>): SeenRecord | undefined {
  if (isTemporary(reply)) return undefined;
  const ttl = ttlOf(reply);
  return { texts: textsOf(owner, reply), aliases: aliasesOf(owner, reply), ...(ttl === undefined ? {} : { ttl }) };
}

function nameOf(host: string, reply: AddressReply): SeenAddress | undefined {
  if (isTemporary(reply.ipv4) || isTemporary(reply.ipv6)) return undefined;
  const addresses = addressesOf(host, reply);
  return { aliases: addressAliases(host, reply), hasAddress: addresses.length > 0, addresses };
}

interface SeenAddress extends SeenName {
  readonly addresses: readonly string[];
}

const NOTHING: SeenRecord = { texts: [], aliases: [] };

/** A record that a wildcard answers with does not exist at the name. */
function withoutWildcard(record: SeenRecord | undefined, any: SeenRecord | undefined): SeenRecord | undefined {
  return record !== undefined && any !== undefined && isSameRecord(record, any) ? NOTHING : record;
}

export function isSameRecord(one: SeenRecord, other: SeenRecord): boolean {
  return isSameList(one.texts, other.texts) && isSameList(one.aliases, other.aliases);
}

function hostWithoutWildcard(name: SeenAddress | undefined, any: SeenAddress | undefined): SeenName | undefined {
  if (name === undefined) return undefined;
  const { aliases, hasAddress, addresses } = name;
  const isWildcard = any !== undefined && isSameList(aliases, any.aliases) && isSameList(addresses, any.addresses);
  return isWildcard ? { aliases: [], hasAddress: false } : { aliases, hasAddress };
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && [...one].sort().join("\n") === [...other].sort().join("\n");
}

import type { Answered, DnsAnswer, DnsAnswerRecord } from "@mtasts/core";
import { lowerCase, withoutTrailingDot } from "@mtasts/core/checking";
import type { AddressReply, DnsReply, TxtData } from "./ports";
import type { TxtReport } from "./report";

/** A reply that stands for a query which was never answered. */
export function noReply(rcode: string): DnsReply<never> {
  return { rcode, records: [], dnssec: "unknown" };
}

/** Whether nothing is known: any failure but NXDOMAIN may pass (RFC 8461 §3.3). */
export function isTemporary({ rcode }: DnsReply<unknown>): boolean {
  return rcode !== "NOERROR" && rcode !== "NXDOMAIN";
}

/** The aliases from the name on, in the order in which they are followed; a circle ends where it closes. */
export function aliasesOf(name: string, reply: DnsReply<unknown>): readonly string[] {
  const targets = new Map<string, string>();
  for (const record of reply.records) if (record.type === "CNAME") targets.set(key(record.name), record.target);
  const aliases: string[] = [];
  let target = targets.get(key(name));
  while (target !== undefined && aliases.length < targets.size) {
    aliases.push(key(target));
    target = targets.get(key(target));
  }
  return aliases;
}

/** The data at the end of the aliases. */
export function dataOf<Data>(name: string, reply: DnsReply<Data>): readonly Data[] {
  const owner = aliasesOf(name, reply).at(-1) ?? key(name);
  return reply.records.flatMap((record) => (record.type === "data" && key(record.name) === owner ? [record.data] : []));
}

/** The lowest TTL of all records, which is how long a resolver may keep the whole. */
export function ttlOf(reply: DnsReply<unknown>): number | undefined {
  return reply.records.length === 0 ? undefined : Math.min(...reply.records.map(({ ttl }) => ttl));
}

/** The addresses of a name, IPv4 first. */
export function addressesOf(name: string, { ipv4, ipv6 }: AddressReply): readonly string[] {
  return [...new Set([...dataOf(name, ipv4), ...dataOf(name, ipv6)])].slice(0, MAX_ADDRESSES);
}

const MAX_ADDRESSES = 20;

/** The aliases of a name, as either family shows them. */
export function addressAliases(name: string, { ipv4, ipv6 }: AddressReply): readonly string[] {
  const aliases = aliasesOf(name, ipv4);
  return aliases.length > 0 ? aliases : aliasesOf(name, ipv6);
}

/** The reply as core reads answers. */
export function toDnsAnswer(query: string, { rcode, records }: DnsReply<TxtData>): DnsAnswer {
  return {
    query,
    rcode,
    records: records.map((record): DnsAnswerRecord =>
      record.type === "CNAME"
        ? { name: record.name, type: "CNAME", target: record.target }
        : { name: record.name, type: "TXT", strings: record.data },
    ),
  };
}

/** What a lookup of TXT records showed, without the value that it led to. */
export function txtReport(name: string, reply: DnsReply<TxtData>, { outcome }: Answered<unknown>): TxtReport {
  const ttl = ttlOf(reply);
  return {
    name,
    outcome,
    rcode: reply.rcode,
    aliases: aliasesOf(name, reply),
    texts: textsOf(name, reply),
    ...(ttl === undefined ? {} : { ttl }),
    dnssec: reply.dnssec,
  };
}

/** Every TXT record at the end of the aliases, its character-strings joined without spaces. */
export function textsOf(name: string, reply: DnsReply<TxtData>): readonly string[] {
  return dataOf(name, reply).map((strings) => strings.join(""));
}

function key(name: string): string {
  return lowerCase(withoutTrailingDot(name));
}

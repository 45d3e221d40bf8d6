import type { AddressReply, DnsReply } from "../../src";
import type { Seen } from "../../src/look/seen";

/** An answer without records. */
export function replyOf(rcode = "NOERROR", aliases: readonly (readonly [string, string])[] = []): DnsReply<never> {
  const records = aliases.map(([name, target]) => ({ type: "CNAME", name, target, ttl: 300 }) as const);
  return { rcode, records, dnssec: "unsigned" };
}

/** The same for both families. */
export function addressOf(ipv4: DnsReply<string>, ipv6: DnsReply<string> = ipv4): AddressReply {
  return { ipv4, ipv6 };
}

/** A domain of which every query has this answer. */
export function seenWith(reply: DnsReply<never>): Seen {
  const at = (name: string): { readonly name: string; readonly reply: DnsReply<never> } => ({ name, reply });
  return {
    domain: "bank.example",
    now: 0,
    records: {
      sts: at("_mta-sts.bank.example"),
      tlsRpt: at("_smtp._tls.bank.example"),
      random: at("random.bank.example"),
      elsewhere: [],
      parent: undefined,
      reportDomains: [],
    },
    policy: {
      host: "mta-sts.bank.example",
      address: addressOf(reply),
      fetches: [],
      elsewhere: [],
      asBrowser: undefined,
    },
    mail: { reply, hosts: [], hostCount: 0 },
    nameServers: ["192.0.2.53"],
    expectedText: undefined,
    isCutShort: false,
  };
}

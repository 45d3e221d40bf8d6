import { error, info, warning, type CatalogueEntry } from "./entry";

/** What the DNS of a live domain shows beside the texts of its records. */
export const liveDnsIssues = {
  "domain-not-found": error(
    "the domain does not exist",
    "check the spelling, or register the domain and publish its records",
    "RFC 8020 §2",
  ),
  "dns-unavailable": error(
    "no DNS query for the domain was answered",
    "check the network, or ask another name server: --resolver of the mtasts command, resolver of nodePorts()",
  ),
  "cname-chain-long": warning(
    "the name leads through more than five aliases, and some senders give up before they reach the end",
    "point the first CNAME record at the last name of the chain, or closer to it",
    "RFC 1034 §3.6.2",
  ),
  "txt-wildcard-answer": warning(
    "a wildcard answers for every name below the domain with a policy record",
    "replace the wildcard TXT record with records at the names that need them",
    "RFC 8461 §3.1",
  ),
  "txt-cname-and-txt": error(
    "a CNAME record exists next to other records at the same name, and resolvers differ in which they follow",
    "keep the CNAME or the TXT record",
    "RFC 1034 §3.6.2",
  ),
  "txt-not-dnssec": info(
    "the answer is not signed, so an attacker who forges DNS can hide the policy from a new sender",
    "sign the zone with DNSSEC",
    "RFC 8461 §10.2",
  ),
  "parent-policy": info(
    "the parent domain has a policy, which does not apply to this domain",
    "publish a policy here too if the domain receives mail",
    "RFC 8461 §3.4",
  ),
  "mx-dns-error": error(
    "the MX query failed, so it is unknown which hosts the policy has to cover",
    "ask again later",
    "RFC 5321 §5.1",
  ),
  "tlsrpt-wrong-owner": error(
    "a TLS-RPT record stands at a name at which reporters do not look",
    "move it to _smtp._tls and the domain",
    "RFC 8460 §3",
  ),
  "tlsrpt-mailto-domain-no-mx": error(
    "the domain of a report address accepts no mail",
    "correct the address, or publish MX records for its domain",
    "RFC 8460 §3",
  ),
  "tlsrpt-hosts": info(
    "an MX host uses DANE, and reports about DANE go to the domain of that host, which has no TLS-RPT record",
    "publish a record at _smtp._tls below the name of the MX host",
    "RFC 8460 §1.1",
  ),
  "check-incomplete": error("the check ran out of time, so some findings are missing", "ask again, or allow more time"),
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

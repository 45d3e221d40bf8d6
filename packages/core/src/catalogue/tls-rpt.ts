import { error, info, warning, type CatalogueEntry } from "./entry";

const TLS_RPT = "RFC 8460 §3";

/** The `_smtp._tls` record and its destinations. */
export const tlsRptIssues = {
  "tlsrpt-missing": warning(
    "there is no TLS-RPT record",
    'publish a TXT record at "_smtp._tls." and the domain, such as "v=TLSRPTv1; rua=mailto:tls-reports@example.com"',
    TLS_RPT,
  ),
  "tlsrpt-multiple-records": error(
    "reporters see several TLS-RPT records and act as if there were none",
    "merge them into one rua list",
    TLS_RPT,
  ),
  "tlsrpt-version-not-first": error("record must begin with its version", 'begin with "v=TLSRPTv1;"', TLS_RPT),
  "tlsrpt-version-invalid": error("version must be exactly v=TLSRPTv1", 'begin with "v=TLSRPTv1;"', TLS_RPT),
  "tlsrpt-rua-missing": error("rua is missing", 'give a destination such as "mailto:tls-reports@example.com"', TLS_RPT),
  "tlsrpt-rua-empty": error(
    "rua holds no destination, or an empty one",
    'give a destination such as "mailto:tls-reports@example.com"',
    TLS_RPT,
  ),
  "tlsrpt-unsupported-scheme": error("rua must be a mailto or https URI", 'begin with "mailto:" or "https:"', TLS_RPT),
  "tlsrpt-mailto-address": error(
    "mailto needs an address at a domain of two labels or more",
    'write it as "mailto:tls-reports@example.com"',
    "RFC 6068 §2",
  ),
  "tlsrpt-mailto-size-suffix": error("a size limit belongs to DMARC", 'remove the "!" and what follows', TLS_RPT),
  "tlsrpt-uri-encoding": error(
    "rua holds a character that must be percent-encoded in this record",
    'percent-encode it ("," as %2C, "!" as %21, ";" as %3B), and give several destinations as a list',
    TLS_RPT,
  ),
  "tlsrpt-uri-host": warning(
    "some reporters fail on an IP address, a single label, a port, or an equals sign in the query",
    "write a plain host name and path",
    TLS_RPT,
  ),
  "tlsrpt-missing-mailto": warning("some reporters send mail only", "add a mailto destination", TLS_RPT),
  "tlsrpt-size": error(
    "the record would be larger than DNS providers accept",
    "list fewer or shorter destinations: 4000 octets in all",
  ),
  "tlsrpt-old-name": error("the name belongs to drafts of the standard", "move the record", TLS_RPT),
  "tlsrpt-rua-not-second": warning(
    "some reporters read the field after the version as rua",
    "put rua directly after the version",
    TLS_RPT,
  ),
  "tlsrpt-duplicate-rua": error(
    "a second rua, and reporters differ in which one counts",
    "write one rua with a comma between the destinations",
    TLS_RPT,
  ),
  "tlsrpt-several-uris": warning(
    "some reporters use only the first destination",
    "put the most important one first, preferably a mailto",
    TLS_RPT,
  ),
  "tlsrpt-mailto-same-domain": info(
    "an outage of the domain also stops the reports about it",
    "prefer an address at another domain",
    TLS_RPT,
  ),
  "tlsrpt-unknown-key": warning(
    "reporters ignore a field that is not registered, and some checkers refuse it",
    "remove it",
    TLS_RPT,
  ),
  "tlsrpt-space-before-semicolon": warning(
    'some reporters look for "v=TLSRPTv1;" without a space',
    "remove the space before the semicolon",
    TLS_RPT,
  ),
  "tlsrpt-low-ttl": info(
    "a large TTL makes it harder to forge the record for long",
    "write 3600 or more, or sign the zone",
    "RFC 8460 §7",
  ),
  "tlsrpt-duplicate-uri": warning("the destination repeats another one", "remove it", TLS_RPT),
  "tlsrpt-https-host": error(
    "an https destination needs a public host",
    "write a host name of two labels or more",
    TLS_RPT,
  ),
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

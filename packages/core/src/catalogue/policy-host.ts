import { error, info, warning, type CatalogueEntry } from "./entry";

const FETCHING = "RFC 8461 §3.3";
const DELEGATION = "RFC 8461 §8.2";

/** The policy host of a live domain: its address, its certificate, and what it answers. */
export const policyHostIssues = {
  "fetch-host-missing": error(
    "the policy host has no address",
    "publish A, AAAA or CNAME records for mta-sts below the domain",
    "RFC 8461 §3.2",
  ),
  "fetch-host-dns-error": error(
    "the addresses of the policy host could not be looked up, so it is unknown what it serves",
    "ask again later, and keep a policy that is in a cache",
    FETCHING,
  ),
  "fetch-host-address": error(
    "the policy host resolves to an address that is not public, so no connection was made",
    "publish public addresses, or allow private ones (--allow-private) if the network is your own",
    FETCHING,
  ),
  "fetch-ipv6-broken": warning(
    "the policy host answers at some of its addresses only, and senders pick any of them",
    "serve the policy at every address, or remove the one that does not answer",
    FETCHING,
  ),
  "fetch-unreachable": error(
    "this network has no route to the policy host, so it is unknown what it serves",
    "run the check from another network",
    FETCHING,
  ),
  "fetch-tls": error(
    "the policy host does not establish a valid TLS connection",
    "serve HTTPS with TLS 1.2 or later and a certificate from a public authority that names the policy host",
    FETCHING,
  ),
  "fetch-tls-expiring": warning(
    "the certificate of the policy host expires soon",
    "renew it, and automate its renewal",
    FETCHING,
  ),
  "fetch-http": error(
    "the policy host does not answer with valid HTTP",
    "serve the file with an ordinary web server",
    FETCHING,
  ),
  "fetch-redirect": error(
    "the policy host redirects, and senders must not follow redirects",
    "serve the file with status 200 at the exact URL",
    FETCHING,
  ),
  "fetch-status": error(
    "the policy host does not answer with status 200",
    "serve the file to every client, without a login, a challenge, or a condition",
    FETCHING,
  ),
  "fetch-html": error(
    "the web server answers with an HTML page instead of the policy",
    "serve the policy file at /.well-known/mta-sts.txt, and exclude that path from the fallback page of the site",
    FETCHING,
  ),
  "fetch-content-type": {
    ...error("the media type is not text/plain", 'send the header "Content-Type: text/plain"', "RFC 8461 §3.2"),
    whenChecking: "warning",
  },
  "fetch-content-type-missing": {
    ...error("the answer has no media type", 'send the header "Content-Type: text/plain"', "RFC 8461 §3.2"),
    whenChecking: "warning",
  },
  "fetch-content-type-charset": info(
    "the charset is neither utf-8 nor us-ascii",
    "omit the charset, or use utf-8",
    "RFC 8461 §3.2",
  ),
  "fetch-encoding": error(
    "the answer is compressed although the request did not allow it",
    "turn off compression for the file",
    FETCHING,
  ),
  "fetch-size": error("the answer is larger than senders accept", "keep the file under 64000 bytes", FETCHING),
  "fetch-slow": {
    ...warning("the policy host answers slowly, and some senders wait only 4 seconds", "serve a static file", FETCHING),
    exception: "an error where the time allowed was not enough",
  },
  "fetch-cache-control": warning(
    "shared caches may keep the file for a long time, so a new policy could be announced before it is served",
    'send "Cache-Control: no-store" or a max-age of at most 300, or purge the caches at every change',
    DELEGATION,
  ),
  "fetch-stale": {
    ...error(
      "the policy that is served is not the one that was deployed",
      "deploy again, and purge what caches it before the record changes",
      "RFC 8461 §8.1",
    ),
    exception: "a warning where only a cache, or a difference between addresses, suggests it",
  },
  "fetch-wrong-path": error(
    "the policy is served at a path at which senders do not look",
    "serve it at /.well-known/mta-sts.txt",
    FETCHING,
  ),
  "fetch-bot-blocked": warning(
    "the policy host answers browsers only, and senders are not browsers",
    "exempt the file from bot protection",
    FETCHING,
  ),
  "fetch-cookies-hsts": info(
    "the answer sets cookies or HSTS, which senders ignore",
    "these headers can be omitted",
    FETCHING,
  ),
  "delegation-certificate": error(
    "the policy host is an alias, and the certificate of its target does not name the policy host",
    "have the provider issue a certificate for the policy host",
    DELEGATION,
  ),
  "delegation-half": warning(
    "the record is an alias to a provider but the policy host is not, so the id and the file can drift apart",
    "make both names aliases, or neither, unless the policy host fetches the provider's policy for every request",
    DELEGATION,
  ),
  "policy-without-txt": warning(
    "a policy is served but no record announces it, so senders never fetch it",
    "publish the TXT record at _mta-sts below the domain",
    "RFC 8461 §3.1",
  ),
  "txt-without-policy": error(
    "the record announces a policy but none can be fetched, which senders report daily",
    "serve the policy, or remove the record",
    "RFC 8461 §3.3",
  ),
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

import { error, type CatalogueEntry } from "./entry";

/** What stands in the way of a deployment before it creates anything: existing records, the wrong zone, CAA records. */
export const existingIssues = {
  "tls-rpt-not-ours": error(
    "a TLS-RPT record exists already, and a second one makes senders ignore both",
    "import it into this stack, or delete it and deploy again after its TTL",
    "RFC 8460 §3",
  ),
  "host-name-taken": error(
    "the name of the policy host has a record already, so the deployment cannot create its own",
    "import it into this stack, or delete it and deploy again after its TTL",
    "RFC 1034 §3.6.2",
  ),
  "cloudfront-alias-taken": error(
    "the name of the policy host leads to another CloudFront distribution, and CloudFront accepts an alias on one distribution only",
    'follow "Take over a CloudFront set-up" in docs/guides/take-over-cloudfront.md',
  ),
  "zone-of-another-domain": error(
    "the zone does not contain the domain, so its records would never be found",
    "use the id of the zone that contains the domain",
    "RFC 1034 §4.2",
  ),
  "zone-not-delegated": error(
    "the domain is served by other name servers than those of the zone, so senders do not see its records",
    "use the zone that the domain is delegated to, or change the NS records at the registrar first",
    "RFC 1034 §4.2",
  ),
  "zone-cut": error(
    "the name is a zone of its own, so a record in the zone of the domain is never found",
    "publish the record in that zone with a DNS provider for each record, or remove the delegation",
    "RFC 1034 §4.2",
  ),
  "caa-forbids-acm": error(
    "the CAA records do not allow Amazon to issue the certificate of the policy host",
    'add the record CAA 0 issue "amazon.com" at that name',
    "RFC 8659 §4.2",
  ),
  "caa-forbids-host": error(
    "the CAA records do not allow the certificate authority of the policy host to issue its certificate",
    "add a CAA record with the tag issue for that authority",
    "RFC 8659 §4.2",
  ),
  "cnames-flattened": error(
    "the Cloudflare zone flattens all CNAME records, so ACM never finds the record that validates the certificate",
    'turn off "CNAME flattening for all CNAME records" in the DNS settings of the zone',
  ),
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

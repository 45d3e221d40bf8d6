import { error, info, warning, type CatalogueEntry } from "./entry";

const MATCHING = "RFC 8461 §4.1";

/** The hosts of the MX records beside the patterns of the policy. */
export const mxCoverageIssues = {
  "mx-not-covered": {
    ...error(
      "an MX host matches no pattern of the policy, and senders refuse to deliver to it",
      "add a pattern for the host, or remove its MX record",
      MATCHING,
    ),
    exception: "a warning where the mode is testing",
  },
  "mx-none-covered": {
    ...error(
      "no MX host matches a pattern of the policy, and senders that honor it cannot deliver at all",
      "list the hosts of the MX records in the policy",
      MATCHING,
    ),
    exception: "a warning where the mode is testing",
  },
  "mx-pattern-unused": warning(
    "the pattern matches no MX host, and any server that gets such a name is trusted",
    "remove the line once no MX record needs it",
    MATCHING,
  ),
  "mx-implicit": {
    ...warning(
      "there is no MX record, so senders deliver to the domain itself",
      "publish MX records that name the mail hosts",
      "RFC 5321 §5.1",
    ),
    exception: "an error where an enforced policy does not cover the domain itself",
  },
  "mx-record-address": error(
    "an MX record holds an IP address, but only a host name is allowed there",
    "give the mail server a name with A or AAAA records, and put that name in the MX record",
    "RFC 5321 §5.1",
  ),
  "mx-is-cname": warning(
    "the MX record points to an alias, which RFC 2181 prohibits, and the certificate must name the alias",
    "point the MX record to a name with addresses of its own",
    "RFC 2181 §10.3",
  ),
  "mx-backup-untested": info(
    "senders use a backup host only while the hosts before it are down, so its faults stay hidden",
    "test STARTTLS and the certificate of every MX host",
    "RFC 8461 §8.4",
  ),
  "mx-too-many": warning(
    "there are more MX hosts than this check covers",
    "remove MX records that are not needed",
    "RFC 5321 §5.1",
  ),
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

import { error, info, warning, type CatalogueEntry } from "./entry";

const POLICY = "RFC 8461 §3.2";
const MATCHING = "RFC 8461 §4.1";

/** MX patterns, in a configuration and in a policy. */
export const mxIssues = {
  "mx-invalid": error(
    'mx must be a host name, or "*." and a host name',
    "write labels of letters, digits and inner hyphens, joined by dots",
    POLICY,
  ),
  "mx-list": error(
    "each mx holds one pattern and no preference number",
    "write a list with one host name each",
    POLICY,
  ),
  "mx-wildcard-position": error(
    "wildcard must be the whole left-most label",
    'write "*." and the rest of the name, or list the hosts',
    MATCHING,
  ),
  "mx-leading-dot-legacy": error("a leading dot is no wildcard", 'write "*." and the rest of the name', MATCHING),
  "mx-trailing-dot": {
    ...error("mx must not end with a dot", "remove the dot", POLICY),
    whenChecking: "warning",
  },
  "mx-u-label": error("an internationalised mx must be written in A-labels", 'write the "xn--" form', POLICY),
  "mx-a-label-invalid": error(
    'a label that begins with "xn--" does not decode',
    "correct the label",
    "RFC 5890 §2.3.2.1",
  ),
  "mx-underscore": error(
    "mx must be a host name, and these have no underscore",
    "write the name that the MX record points to",
    POLICY,
  ),
  "mx-ip-address": {
    ...error(
      "mx must be a host name, not an address, a port or a URL",
      "write the name that the MX record points to",
      POLICY,
    ),
    exception: "a warning when checking digits and dots, which are grammatical",
  },
  "mx-null": error(
    "a null MX takes no mail, so there is nothing to protect",
    "remove MTA-STS, or publish MX records for hosts that take mail, and list these hosts",
    "RFC 7505 §3",
  ),
  "mx-single-label": warning("a name of one label cannot be a public MX", "write the full name"),
  "mx-duplicate": warning("the pattern repeats another one or is covered by its wildcard", "remove it"),
  "mx-missing-none": warning(
    "mode none without mx is refused by some senders, which then keep the old policy",
    "keep the mx of the policy that is being retired",
    "RFC 8461 §8.3",
  ),
  "mx-uppercase": info("some senders compare upper and lower case as they stand", "write it in lower case", MATCHING),
  "mx-wildcard-own-domain": warning(
    "the wildcard makes every host of the domain that has a certificate a valid MX",
    "list the hosts",
    "RFC 8461 §10.4",
  ),
  "mx-wildcard-too-broad": {
    ...warning("the wildcard covers the domains of strangers", "list the hosts of the MX records", "RFC 8461 §10.4"),
    exception: "an error below a public suffix",
  },
  "mx-wildcard-any": warning(
    "a wildcard trusts more hosts than the MX records name",
    "list the hosts of the MX records",
    "RFC 8461 §10.4",
  ),
  "mx-policy-host": warning(
    "the name is that of a service and of no MX",
    "list the hosts of the MX records only",
    POLICY,
  ),
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

import { error, warning, type CatalogueEntry } from "./entry";

const HOST_NAME = "RFC 5321 §4.1.2";
const IDNA = "RFC 5890 §2.3.2.1";

/** Arguments of any kind, and the policy domain. */
export const argumentIssues = {
  "argument-type": error("wrong type", "give a value of the documented type"),
  "argument-unknown": error("there is no such argument", "correct its name, or remove it"),
  "host-zone-differs": warning("host and records are in different zones", "give both the id of the zone of the domain"),
  "transform-breaks-invariant": error(
    "the transform changes an argument that mail depends on",
    "return this argument as the transform gets it",
  ),
  "transform-failed": error(
    "the transform returns no arguments",
    "write a function that returns the arguments at once, such as (args) => ({ ...args })",
  ),
  "unknown-at-plan-time": error(
    "a value that is known only during a deployment can be neither checked nor hashed",
    "give a plain value instead of a reference to a resource",
  ),
  "revision-invalid": error(
    "revision must be a whole number, 0 or more",
    "leave it out, or raise it by 1 at every return to earlier content",
  ),
  "revision-too-large": error(
    "maxAge and revision together exceed 31557600 seconds",
    "lower maxAge by as much as revision needs",
    "RFC 8461 §3.2",
  ),
  "announced-ids-too-many": error(
    "announcedIds holds more than 1000 ids",
    "leave out the oldest: senders hold nothing that was announced more than a year ago",
  ),
  "domain-invalid": error(
    "must be a host name",
    "write labels of letters, digits and inner hyphens, joined by dots",
    HOST_NAME,
  ),
  "domain-u-label": error("an internationalised domain must be written in A-labels", 'write the "xn--" form', IDNA),
  "domain-a-label-invalid": error('a label that begins with "xn--" does not decode', "correct the label", IDNA),
  "domain-trailing-dot": error("must not end with a dot", "remove the dot", HOST_NAME),
  "domain-underscore": error(
    "must be a host name, and these have no underscore",
    'write the mail domain itself, without "_mta-sts" or "_smtp._tls"',
    HOST_NAME,
  ),
  "domain-ip-address": error(
    "an IP address has no policy",
    "write the domain behind the @ of the mail addresses",
    "RFC 8461 §3.4",
  ),
  "domain-too-long": error(
    'too long: labels hold 63 octets, and "_smtp._tls." with the domain 253',
    "write a domain of at most 242 octets with labels of at most 63",
    "RFC 1035 §2.3.4",
  ),
  "value-placeholder": {
    ...error("the value was left over from a template", "write your own"),
    exception: "a warning when checking an id that is a valid one",
  },
  "domain-policy-host": error(
    "this is the name of the policy host, which is derived from the domain",
    "write the domain behind the @ of the mail addresses",
    "RFC 8461 §3.3",
  ),
  "domain-single-label": error("must have two labels or more", 'write the full name, such as "example.com"'),
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

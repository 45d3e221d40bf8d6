/** How much an issue matters: an `error` stops a plan or makes senders ignore the text, the others do not. */
export type Severity = "error" | "warning" | "info";

/** What is known about one issue code before any value is looked at. */
export interface CatalogueEntry {
  readonly severity: Severity;
  /** The section that the rule comes from, such as "RFC 8461 §4.1". */
  readonly spec?: string;
  /** What is wrong, in a few words: the first part of every message with this code. */
  readonly summary: string;
  /** What to write instead, used where no exact replacement can be offered. */
  readonly advice: string;
}

const STS_RECORD = "RFC 8461 §3.1";
const POLICY = "RFC 8461 §3.2";
const MATCHING = "RFC 8461 §4.1";
const TLS_RPT = "RFC 8460 §3";

/**
 * Every issue that this package can raise, by its code: severity, source and wording.
 *
 * @example
 * import { catalogue } from "@mtasts/core";
 *
 * const severity: string = catalogue["mx-wildcard-position"].severity; // "error"
 */
export const catalogue = {
  // Arguments of any kind.
  "argument-type": { severity: "error", summary: "wrong type", advice: "give a value of the documented type" },
  "unknown-at-plan-time": {
    severity: "error",
    summary: "the value is not known yet, and the policy id is a hash of it",
    advice: "give a plain value instead of a reference to a resource",
  },
  "revision-invalid": {
    severity: "error",
    summary: "revision must be a whole number, 0 or more",
    advice: "leave it out, or raise it by 1 at every return to earlier content",
  },
  "revision-too-large": {
    severity: "error",
    spec: POLICY,
    summary: "maxAge and revision together exceed 31557600 seconds",
    advice: "lower maxAge by as much as revision needs",
  },

  // The policy domain.
  "domain-invalid": {
    severity: "error",
    spec: "RFC 5321 §4.1.2",
    summary: "domain must be a host name",
    advice: "write labels of letters, digits and inner hyphens, joined by dots",
  },
  "domain-u-label": {
    severity: "error",
    spec: "RFC 5890 §2.3.2.1",
    summary: "an internationalised domain must be written in A-labels",
    advice: 'write the "xn--" form',
  },
  "domain-a-label-invalid": {
    severity: "error",
    spec: "RFC 5890 §2.3.2.1",
    summary: 'a label that begins with "xn--" does not decode',
    advice: "correct the label",
  },
  "domain-trailing-dot": {
    severity: "error",
    spec: "RFC 5321 §4.1.2",
    summary: "domain must not end with a dot",
    advice: "remove the dot",
  },
  "domain-underscore": {
    severity: "error",
    spec: "RFC 5321 §4.1.2",
    summary: "domain must be a host name, and these have no underscore",
    advice: 'write the mail domain itself, without "_mta-sts" or "_smtp._tls"',
  },
  "domain-ip-address": {
    severity: "error",
    spec: "RFC 8461 §3.4",
    summary: "an IP address has no policy",
    advice: "write the domain behind the @ of the mail addresses",
  },
  "domain-too-long": {
    severity: "error",
    spec: "RFC 1035 §2.3.4",
    summary: 'domain is too long: labels hold 63 octets, and "_smtp._tls." with the domain 253',
    advice: "write a domain of at most 242 octets with labels of at most 63",
  },
  "domain-single-label": {
    severity: "error",
    summary: "domain must have two labels or more",
    advice: 'write the full name, such as "example.com"',
  },

  // MX patterns.
  "mx-invalid": {
    severity: "error",
    spec: POLICY,
    summary: 'mx must be a host name, or "*." and a host name',
    advice: "write labels of letters, digits and inner hyphens, joined by dots",
  },
  "mx-list": {
    severity: "error",
    spec: POLICY,
    summary: "each mx holds one pattern and no preference number",
    advice: "write a list with one host name each",
  },
  "mx-wildcard-position": {
    severity: "error",
    spec: MATCHING,
    summary: "wildcard must be the whole left-most label",
    advice: 'write "*." and the rest of the name, or list the hosts',
  },
  "mx-leading-dot-legacy": {
    severity: "error",
    spec: MATCHING,
    summary: "a leading dot is no wildcard",
    advice: 'write "*." and the rest of the name',
  },
  "mx-trailing-dot": {
    severity: "error",
    spec: POLICY,
    summary: "mx must not end with a dot",
    advice: "remove the dot",
  },
  "mx-u-label": {
    severity: "error",
    spec: POLICY,
    summary: "an internationalised mx must be written in A-labels",
    advice: 'write the "xn--" form',
  },
  "mx-a-label-invalid": {
    severity: "error",
    spec: "RFC 5890 §2.3.2.1",
    summary: 'a label that begins with "xn--" does not decode',
    advice: "correct the label",
  },
  "mx-underscore": {
    severity: "error",
    spec: POLICY,
    summary: "mx must be a host name, and these have no underscore",
    advice: "write the name that the MX record points to",
  },
  "mx-ip-address": {
    severity: "error",
    spec: POLICY,
    summary: "mx must be a host name, not an address, a port or a URL",
    advice: "write the name that the MX record points to",
  },
  "mx-null": {
    severity: "error",
    spec: "RFC 7505 §3",
    summary: "a null MX takes no mail, so there is nothing to protect",
    advice: "remove MTA-STS, or list the hosts that take mail",
  },
  "mx-single-label": {
    severity: "warning",
    summary: "a name of one label cannot be a public MX",
    advice: "write the full name",
  },
  "mx-duplicate": {
    severity: "warning",
    summary: "the pattern repeats another one or is covered by its wildcard",
    advice: "remove it",
  },
  "mx-missing-none": {
    severity: "warning",
    spec: "RFC 8461 §8.3",
    summary: "mode none without mx is refused by some senders, which then keep the old policy",
    advice: "keep the mx of the policy that is being retired",
  },

  // The policy file and what becomes of it.
  "policy-missing-version": {
    severity: "error",
    spec: POLICY,
    summary: "version is missing",
    advice: 'write the line "version: STSv1"',
  },
  "policy-missing-mode": {
    severity: "error",
    spec: POLICY,
    summary: "mode is missing",
    advice: 'write a line such as "mode: testing"',
  },
  "policy-missing-max-age": {
    severity: "error",
    spec: POLICY,
    summary: "max_age is missing",
    advice: 'write a line such as "max_age: 86400"',
  },
  "policy-missing-mx": {
    severity: "error",
    spec: POLICY,
    summary: "at least one mx is required unless the mode is none",
    advice: "list the hosts of the MX records",
  },
  "policy-version-invalid": {
    severity: "error",
    spec: POLICY,
    summary: "version must be STSv1",
    advice: 'write "STSv1"',
  },
  "policy-mode-invalid": {
    severity: "error",
    spec: POLICY,
    summary: "mode must be testing, enforce or none",
    advice: 'write "testing", "enforce" or "none"',
  },
  "policy-mode-word": {
    severity: "error",
    spec: POLICY,
    summary: "mode must be testing, enforce or none",
    advice: 'write "testing", "enforce" or "none"',
  },
  "policy-old-mode-report": {
    severity: "error",
    spec: POLICY,
    summary: "mode report belongs to drafts of the standard",
    advice: 'write "testing"',
  },
  "policy-key-case": {
    severity: "error",
    spec: POLICY,
    summary: "key must be in lower case",
    advice: "write it in lower case",
  },
  "policy-value-case": {
    severity: "error",
    spec: POLICY,
    summary: "mode must be in lower case",
    advice: "write it in lower case",
  },
  "policy-invalid-line": {
    severity: "error",
    spec: POLICY,
    summary: "line is no key and value",
    advice: 'write "key: value" and end the line with CRLF; there are no comments',
  },
  "policy-blank-line": {
    severity: "error",
    spec: POLICY,
    summary: "blank lines are not allowed",
    advice: "remove the line",
  },
  "policy-leading-whitespace": {
    severity: "error",
    spec: POLICY,
    summary: "no white space may stand before the key or the colon",
    advice: "remove the white space",
  },
  "policy-bom": {
    severity: "error",
    spec: POLICY,
    summary: "file begins with a byte order mark",
    advice: "save it as UTF-8 without a byte order mark",
  },
  "policy-not-utf8": {
    severity: "error",
    spec: POLICY,
    summary: "file is not UTF-8",
    advice: "save it as ASCII or UTF-8",
  },
  "policy-json": {
    severity: "error",
    spec: POLICY,
    summary: "JSON belongs to drafts of the standard",
    advice: 'write lines of "key: value"',
  },
  "policy-size": {
    severity: "error",
    spec: "RFC 8461 §3.3",
    summary: "policy is larger than senders read",
    advice: "keep it under 64000 bytes: a few mx patterns are enough",
  },
  "max-age-invalid": {
    severity: "error",
    spec: POLICY,
    summary: "max age must be whole seconds from 0 to 31557600",
    advice: "write digits only, such as 604800 for a week",
  },
  "max-age-too-long": {
    severity: "error",
    spec: POLICY,
    summary: "max age must not exceed 31557600 seconds",
    advice: "write 31557600 or less",
  },
  "max-age-too-short": {
    severity: "warning",
    spec: POLICY,
    summary: "large senders ignore or replace a max age of less than a day",
    advice: "write 86400 or more",
  },
  "max-age-too-short-enforce": {
    severity: "warning",
    spec: "RFC 8461 §10.2",
    summary: "a max age of less than a week protects little in mode enforce",
    advice: "write 604800 or more",
  },
  "rollout-no-tlsrpt": {
    severity: "warning",
    spec: "RFC 8461 §6",
    summary: "without TLS-RPT nobody tells you what fails",
    advice: 'write tlsRpt: { rua: "mailto:..." }',
  },

  // TXT records: both kinds share one grammar.
  "txt-missing": {
    severity: "warning",
    spec: STS_RECORD,
    summary: "there is no MTA-STS record",
    advice: "publish the policy file, then this record",
  },
  "txt-multiple-records": {
    severity: "error",
    spec: STS_RECORD,
    summary: "senders see several MTA-STS records and act as if there were none",
    advice: "delete all but one",
  },
  "txt-unrelated-records": {
    severity: "warning",
    spec: STS_RECORD,
    summary: "other TXT records share the name, and some senders want exactly one",
    advice: "remove them",
  },
  "txt-version-not-first": {
    severity: "error",
    spec: STS_RECORD,
    summary: "record must begin with its version",
    advice: 'begin with "v=STSv1;"',
  },
  "txt-version-invalid": {
    severity: "error",
    spec: STS_RECORD,
    summary: "version must be exactly v=STSv1",
    advice: 'begin with "v=STSv1;"',
  },
  "txt-id-missing": { severity: "error", spec: STS_RECORD, summary: "id is missing", advice: 'add "id=" and the id' },
  "txt-id-invalid": {
    severity: "error",
    spec: STS_RECORD,
    summary: "id must be 1 to 32 letters and digits",
    advice: "derive it from a hash of the policy",
  },
  "txt-extension-invalid": {
    severity: "error",
    spec: STS_RECORD,
    summary: "field is no name=value of printable ASCII",
    advice: "correct or remove it",
  },
  "txt-empty-field": {
    severity: "error",
    spec: STS_RECORD,
    summary: "empty field",
    advice: "remove the second semicolon",
  },
  "txt-trailing-whitespace": {
    severity: "error",
    spec: STS_RECORD,
    summary: "white space at the end of the record",
    advice: "remove it",
  },
  "txt-quotes-in-data": {
    severity: "error",
    spec: STS_RECORD,
    summary: "quotation marks are part of the data",
    advice: "remove them: they were added once too often",
  },
  "txt-escaped-semicolon": {
    severity: "error",
    spec: STS_RECORD,
    summary: 'semicolon is escaped as "\\;"',
    advice: "remove the backslash: it belongs to zone files only",
  },
  "txt-non-ascii": {
    severity: "error",
    spec: STS_RECORD,
    summary: "record must be ASCII",
    advice: "type it anew",
  },

  // TLS-RPT.
  "tlsrpt-missing": {
    severity: "warning",
    spec: TLS_RPT,
    summary: "there is no TLS-RPT record",
    advice: "publish one",
  },
  "tlsrpt-multiple-records": {
    severity: "error",
    spec: TLS_RPT,
    summary: "reporters see several TLS-RPT records and act as if there were none",
    advice: "merge them into one rua list",
  },
  "tlsrpt-version-not-first": {
    severity: "error",
    spec: TLS_RPT,
    summary: "record must begin with its version",
    advice: 'begin with "v=TLSRPTv1;"',
  },
  "tlsrpt-version-invalid": {
    severity: "error",
    spec: TLS_RPT,
    summary: "version must be exactly v=TLSRPTv1",
    advice: 'begin with "v=TLSRPTv1;"',
  },
  "tlsrpt-rua-missing": {
    severity: "error",
    spec: TLS_RPT,
    summary: "rua is missing",
    advice: 'give a destination such as "mailto:tls-reports@example.com"',
  },
  "tlsrpt-rua-empty": {
    severity: "error",
    spec: TLS_RPT,
    summary: "rua holds an empty destination",
    advice: 'give a destination such as "mailto:tls-reports@example.com"',
  },
  "tlsrpt-unsupported-scheme": {
    severity: "error",
    spec: TLS_RPT,
    summary: "rua must be a mailto or https URI",
    advice: 'begin with "mailto:" or "https:"',
  },
  "tlsrpt-mailto-address": {
    severity: "error",
    spec: "RFC 6068 §2",
    summary: "mailto needs an address at a domain of two labels or more",
    advice: 'write it as "mailto:tls-reports@example.com"',
  },
  "tlsrpt-mailto-size-suffix": {
    severity: "error",
    spec: TLS_RPT,
    summary: "a size limit belongs to DMARC",
    advice: 'remove the "!" and what follows',
  },
  "tlsrpt-uri-encoding": {
    severity: "error",
    spec: TLS_RPT,
    summary: "rua holds a character that a URI in this record must not hold as it is",
    advice: 'percent-encode it ("," as %2C, "!" as %21, ";" as %3B), and give several destinations as a list',
  },
  "tlsrpt-uri-host": {
    severity: "error",
    spec: TLS_RPT,
    summary: "an https destination needs a public host",
    advice: "write a host name of two labels or more, or an IP address",
  },
  "tlsrpt-missing-mailto": {
    severity: "warning",
    spec: TLS_RPT,
    summary: "some reporters send mail only",
    advice: "add a mailto destination",
  },
  "tlsrpt-size": {
    severity: "error",
    summary: "the record would be larger than DNS providers take",
    advice: "list fewer or shorter destinations: 4000 octets in all",
  },
  "tlsrpt-duplicate-uri": {
    severity: "warning",
    spec: TLS_RPT,
    summary: "the destination repeats another one",
    advice: "remove it",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

/** The stable name of an issue; a code never changes its meaning. */
export type IssueCode = keyof typeof catalogue;

import type { Difference } from "./case.js";

/** A way in which core and mox differ on purpose. */
export interface Rule {
  /** A name for reports. */
  readonly name: string;
  /** The rule of the standards that decides it. */
  readonly spec: string;
  /** Why core reads it as it does. */
  readonly reason: string;
  readonly explains: (difference: Difference) => boolean;
}

/** Every known difference; the first rule that explains one counts it. */
export const rules: readonly Rule[] = [
  {
    name: "max-age-limit",
    spec: "RFC 8461 §3.2",
    reason: "31557600 is the maximum; mox keeps whatever fits into 32 bits",
    explains: (difference) => isStricter(difference, "max-age-too-long") && /,[0-9]{8,}\]$/.test(difference.mox.value),
  },
  {
    name: "field-name-start",
    spec: "RFC 8461 §3.1, §3.2; RFC 8460 §3",
    reason: "a field name begins with a letter or digit; in mox the operators bind so that a hyphen or dot passes too",
    explains: (difference) =>
      isStricter(difference, "policy-invalid-line", "txt-extension-invalid") &&
      /(^|[\n;])[ \t]*[-.]/.test(textOf(difference)),
  },
  {
    name: "utf-8",
    spec: "RFC 8461 §3.2",
    reason: "extension values are UTF-8; mox takes any octet above 127",
    explains: (difference) => isStricter(difference, "policy-not-utf8") && /[\x80-\xff]/.test(textOf(difference)),
  },
  {
    name: "name-size",
    spec: "RFC 8461 §3.2; RFC 1035 §2.3.4",
    reason: "labels have at most 63 octets and names 253; mox does not count them",
    explains: (difference) =>
      isStricter(difference, "mx-invalid") && /[a-z0-9-]{64}|[a-z0-9.-]{254}/i.test(textOf(difference)),
  },
  {
    name: "hyphen-at-end",
    spec: "RFC 8461 §3.2; RFC 5321 §4.1.2",
    reason: "a label ends with a letter or digit; mox lets IDNA decide, which decodes some that do not",
    explains: ({ one, core, mox }) =>
      !core.accepted &&
      mox.accepted &&
      core.reasons.every((code) => STRICTER.has(code)) &&
      /xn--([a-z0-9-]*-)?([^a-z0-9-]|$)/i.test(textOf({ one, core, mox })),
  },
  {
    name: "empty-duplicate-id",
    spec: "RFC 8461 §3.1, §3.2",
    reason:
      "a duplicate is ignored but still has to be a field; mox never reads its value, so that an empty one passes",
    explains: (difference) =>
      isStricter(difference, "txt-extension-invalid") && /id=.*;[ \t]*id=[ \t]*(;|$)/.test(textOf(difference)),
  },
  {
    name: "uri-grammar",
    spec: "RFC 8460 §3; RFC 3986",
    reason: "destinations are URIs in ASCII; mox asks Go's lenient URL parser",
    explains: (difference) =>
      difference.one.kind === "tlsrpt" &&
      isStricter(difference, "tlsrpt-uri-encoding", "txt-non-ascii", "tlsrpt-mailto-size-suffix"),
  },
  {
    name: "whitespace-after-rua",
    spec: "RFC 8460 §3",
    reason: "white space belongs to a delimiter, and at the end there is none; mox skips it after a list",
    explains: (difference) => isStricter(difference, "txt-trailing-whitespace") && /[ \t]$/.test(textOf(difference)),
  },
  {
    name: "bad-duplicate",
    spec: "RFC 8461 §3.2",
    reason: "a later duplicate is ignored, whatever its value; mox still parses it as if it counted",
    explains: (difference) =>
      difference.one.kind === "policy" &&
      isMoreLenient(difference, /expected|leftover characters|parsing int/) &&
      /(^|\n)(version|mode|max_age):[^]*\n\2:/.test(textOf(difference)),
  },
  {
    name: "duplicate-id",
    spec: "RFC 8461 §3.1, §3.2",
    reason: "a later duplicate is ignored; mox forgets to skip its value and refuses the record",
    explains: (difference) =>
      difference.one.kind === "sts" &&
      isMoreLenient(difference, /leftover characters/) &&
      /id=.*;[ \t]*id=/.test(textOf(difference)),
  },
  {
    name: "address-as-name",
    spec: "RFC 8461 §3.2; RFC 5321 §4.1.2",
    reason: "digits and dots are a grammatical Domain and compared as text; mox takes them for an address",
    explains: (difference) =>
      isMoreLenient(difference, /ip address while name required/) && /[0-9]+(\.[0-9]+){3}/.test(textOf(difference)),
  },
  {
    name: "a-label",
    spec: "RFC 8461 §3.2, §4.1",
    reason: "the grammar speaks of LDH labels and the comparison is one of text; mox also decodes labels by IDNA 2008",
    explains: (difference) =>
      isMoreLenient(difference, /idna/) && /(^|[^a-z0-9])(..--|-)|-([^a-z0-9-]|$)|[^\0-\x7f]/i.test(textOf(difference)),
  },
  {
    name: "go-url",
    spec: "RFC 3986 §3",
    reason: "the URI is grammatical; Go's URL parser refuses some ports, hosts and escapes of its own accord",
    explains: (difference) => isMoreLenient(difference, /parsing uri/),
  },
  {
    name: "asterisk-host",
    spec: "RFC 8461 §4.1, appendix B",
    reason:
      "a host whose first label is an asterisk equals the pattern letter by letter; mox takes it for no host name",
    explains: (difference) =>
      difference.one.kind === "mx" && difference.one.host.startsWith("*.") && isMoreLenient(difference, /U\+002A/),
  },
  {
    name: "white-space-around-pattern",
    spec: "RFC 8461 §3.2",
    reason: "a pattern is the value without the white space of its line, which mox only meets inside a policy",
    explains: ({ one, core, mox }) =>
      one.kind === "mx" && !core.accepted && mox.accepted && one.pattern.trim() !== one.pattern,
  },
  {
    name: "host-beyond-ascii",
    spec: "RFC 5891 §5; UTS 46",
    reason: "such a host is converted as URLs are, where a name that ends with digits is an address; Go only maps it",
    explains: ({ one, core, mox }) =>
      one.kind === "mx" && !core.accepted && mox.accepted && /[^\0-\x7f]/.test(one.host),
  },
  {
    name: "empty-label",
    spec: "RFC 8461 §4.1",
    reason: "a wildcard stands for one label, and an empty label is none; mox only looks at what follows the first dot",
    explains: ({ one, core, mox }) => one.kind === "mx" && !core.accepted && mox.accepted && one.host.startsWith("."),
  },
];

/** All that core may refuse and mox accept. Each code beside the one of a rule has a rule too. */
const STRICTER: ReadonlySet<string> = new Set([
  "max-age-too-long",
  "mx-invalid",
  "policy-invalid-line",
  "policy-not-utf8",
  "tlsrpt-mailto-size-suffix",
  "tlsrpt-uri-encoding",
  "txt-extension-invalid",
  "txt-non-ascii",
  "txt-trailing-whitespace",
]);

/** Whether only core refuses, for one of these codes and for none that mox would know. */
function isStricter({ core, mox }: Difference, ...codes: readonly string[]): boolean {
  const isKnown = core.reasons.every((code) => STRICTER.has(code)) && core.reasons.some((code) => codes.includes(code));
  return isKnown && !core.accepted && mox.accepted;
}

/** Whether only mox refuses, with such a message. */
function isMoreLenient({ core, mox }: Difference, message: RegExp): boolean {
  return core.accepted && !mox.accepted && mox.reasons.some((reason) => message.test(reason));
}

function textOf({ one }: Difference): string {
  return one.kind === "mx" ? `${one.pattern}\n${one.host}` : one.octets;
}

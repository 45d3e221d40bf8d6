import {
  hasValidALabels,
  isAscii,
  isDigitsOnly,
  isHostName,
  isMxPattern,
  lowerCase,
  MAX_NAME_OCTETS,
  toALabels,
  withoutTrailingDot,
  withoutWildcard,
} from "./host-name";
import { parsed, toIssue, type Fault, type Parsed } from "./issue";
import { isLateValue, typeFault } from "./late-value";
import { domainFault, mxFault } from "./name-fault";
import { every, isAlphanumeric } from "./scanner";

/** `_smtp._tls.` is the longest name in front of a policy domain, and the whole must stay a DNS name of 253 octets. */
const MAX_DOMAIN_OCTETS = MAX_NAME_OCTETS - "_smtp._tls.".length;

/**
 * A policy domain, the part of the mail addresses behind the @, in lower case. Refused are names that no policy can be
 * published for: addresses, U-labels, a final dot, underscores, a single label, and what leaves no room for `_smtp._tls.`.
 *
 * @example
 * import { parseDomain } from "@mtasts/core";
 *
 * const domain = parseDomain("Example.COM");
 * const name: string = domain.ok ? domain.value : ""; // "example.com"
 */
export function parseDomain(text: string): Parsed<string> {
  return parseName(text, findDomainFault);
}

/**
 * An MX pattern as an author should write it, in lower case: a host name, or `*.` and a host name (RFC 8461 §4.1). Names of
 * digits only are grammatical, but they are addresses by mistake and refused.
 *
 * @example
 * import { parseMxPattern } from "@mtasts/core";
 *
 * const pattern = parseMxPattern("*.Example.net");
 * const text: string = pattern.ok ? pattern.value : ""; // "*.example.net"
 */
export function parseMxPattern(text: string): Parsed<string> {
  return parseName(text, findMxFault);
}

/** What keeps the text from being a policy domain, if anything. */
export function findDomainFault(text: string): Fault | undefined {
  if (isLateValue(text)) return { code: "unknown-at-plan-time", got: text };
  if (!isHostName(text) || isDigitsOnly(text) || !hasValidALabels(text)) return domainFault(text);
  if (text.length > MAX_DOMAIN_OCTETS) return { code: "domain-too-long", got: text };
  return text.includes(".") ? undefined : { code: "domain-single-label", got: text };
}

/** What keeps the text from being an MX pattern that an author may publish, if anything. */
export function findMxFault(text: string): Fault | undefined {
  if (isLateValue(text)) return { code: "unknown-at-plan-time", got: text };
  const base = withoutWildcard(text);
  return isHostName(base) && !isDigitsOnly(base) && hasValidALabels(base) ? undefined : mxFault(text);
}

/**
 * Whether an MX host is covered by a policy: one matching pattern suffices. Give the name of the MX record itself, never that
 * of the certificate or the target of a CNAME. A final dot of the host is ignored, U-labels are converted, and whatever is no
 * pattern matches nothing.
 *
 * @example
 * import { matchesMx } from "@mtasts/core";
 *
 * const covered: boolean = matchesMx("Mail.Example.net.", ["*.example.net"]); // true
 * const deeper: boolean = matchesMx("a.mail.example.net", ["*.example.net"]); // false: the wildcard is one label
 */
export function matchesMx(host: string, patterns: readonly string[]): boolean {
  const name = comparableHost(host);
  // RFC 8461 §4.1 (M1, M3): the wildcard stands for exactly one label, and an empty label is none
  const dot = name.indexOf(".");
  const wildcard = isLabel(name.slice(0, Math.max(0, dot))) ? `*${name.slice(dot)}` : undefined;
  for (const pattern of patterns) {
    // Names of other lengths need not be compared in the same case.
    if (pattern.length !== name.length && pattern.length !== wildcard?.length) continue;
    // RFC 8461 §4.1 (M2, M5): the whole name, whatever its case, and nothing that is no pattern
    const wanted = lowerCase(pattern);
    if ((wanted === name || wanted === wildcard) && isMxPattern(wanted)) return true;
  }
  return false;
}

/** Whether the wildcard for the pattern's parent stands among the patterns too. */
export function isCovered(pattern: string, all: ReadonlySet<string>): boolean {
  const wildcard = `*${pattern.slice(pattern.indexOf("."))}`;
  return pattern !== wildcard && pattern.includes(".") && all.has(wildcard);
}

/** The name of an MX host as it is compared: without its final dot, in lower case, in A-labels; empty if it has none. */
export function comparableHost(host: string): string {
  // DNS answers carry a final dot, which patterns never have.
  const name = lowerCase(withoutTrailingDot(host));
  // RFC 8461 §4.1 (M4): A-labels are compared
  return isAscii(name) ? name : (toALabels(name) ?? "");
}

/** Underscores are no part of host names, but MX records with them work. */
function isLabel(text: string): boolean {
  return text !== "" && every(text, (code) => isAlphanumeric(code) || code === HYPHEN || code === UNDERSCORE);
}

const HYPHEN = 0x2d;
const UNDERSCORE = 0x5f;

function parseName(text: string, findFault: (text: string) => Fault | undefined): Parsed<string> {
  const fault = typeof text === "string" ? findFault(text) : typeFault(text, NAME);
  return fault === undefined ? parsed(lowerCase(text), []) : parsed<string>(undefined, [toIssue(fault, [])]);
}

const NAME = { problem: "name must be a string", like: '"mail.example.com"' } as const;

import { every, isAlphanumeric, isDigit } from "./scanner";

/** The octets that a host name may have, without a final dot (RFC 1035 §2.3.4). */
export const MAX_NAME_OCTETS = 253;

const MAX_LABEL_OCTETS = 63;

/**
 * Whether the text is a host name as policies write it.
 *
 *     Domain     = sub-domain *("." sub-domain)
 *     sub-domain = Let-dig [Ldh-str]
 */
export function isHostName(text: string): boolean {
  return HOST_NAME.test(text) && hasRightSizes(text);
}

/**
 * Whether the text is an MX pattern.
 *
 *     sts-policy-mx-value = ["*."] Domain
 */
export function isMxPattern(text: string): boolean {
  // RFC 8461 §3.2 (P8, M6): at most one wildcard, and only in front
  return MX_PATTERN.test(text) && hasRightSizes(text);
}

// RFC 5321 §4.1.2 (P8): no final dot, no underscore, no hyphen at the ends of a label
const SUB_DOMAIN = "[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*";
const DOMAIN = `${SUB_DOMAIN}(?:\\.${SUB_DOMAIN})*`;
const HOST_NAME = new RegExp(`^${DOMAIN}$`);
const MX_PATTERN = new RegExp(`^(?:\\*\\.)?${DOMAIN}$`);

/** Whether the name and its labels keep to their sizes (RFC 1035 §2.3.4), without a wildcard. */
function hasRightSizes(pattern: string): boolean {
  // What is as short as one label needs no closer look.
  return pattern.length <= MAX_LABEL_OCTETS || !isTooLong(withoutWildcard(pattern));
}

/** The pattern without its leading "*.", if it has one. */
export function withoutWildcard(pattern: string): string {
  return pattern.startsWith("*.") ? pattern.slice(2) : pattern;
}

/** The name without the final dot of DNS, if it has one. */
export function withoutTrailingDot(name: string): string {
  return name.endsWith(".") ? name.slice(0, -1) : name;
}

/** Whether the name reads as an IPv4 address, or as a part of one: digits and dots only. */
export function isDigitsOnly(name: string): boolean {
  return name !== "" && every(name, (code) => isDigit(code) || code === 0x2e);
}

/** Whether the name, or a label of it, exceeds its size. */
export function isTooLong(name: string): boolean {
  return name.length > MAX_NAME_OCTETS || name.split(".").some((label) => label.length > MAX_LABEL_OCTETS);
}

/** Whether the platform can decode every "xn--" label of the host name. */
export function hasValidALabels(name: string): boolean {
  return !/(^|\.)xn--/i.test(name) || toALabels(name) !== undefined;
}

/** Whether every character is ASCII. */
export function isAscii(text: string): boolean {
  return every(text, (code) => code < 0x80);
}

/** ASCII letters in lower case and nothing else touched: the locale and Unicode play no part in host names. */
export function lowerCase(name: string): string {
  return /[A-Z]/.test(name) ? name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : name;
}

/**
 * The name with its U-labels as A-labels, as the platform's own URL parser converts them; `undefined` if that gives no host
 * name. A label "xn--..." must decode.
 */
export function toALabels(name: string): string | undefined {
  // Only labels and dots reach the URL parser, so that nothing in the name can end the host and begin a path or a port.
  if (name.length > MAX_NAME_OCTETS || !every(name, isLabelOrDot)) return undefined;
  try {
    const { hostname } = new URL(`https://${name}`);
    return isHostName(hostname) ? hostname : undefined;
  } catch {
    return undefined;
  }
}

function isLetDigHyphen(code: number): boolean {
  return isAlphanumeric(code) || code === 0x2d;
}

function isLabelOrDot(code: number): boolean {
  return code >= 0x80 || isLetDigHyphen(code) || code === 0x2e;
}

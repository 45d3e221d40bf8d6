import {
  hasValidALabels,
  isAscii,
  isDigitsOnly,
  isHostName,
  isMxPattern,
  isTooLong,
  lowerCase,
  MAX_NAME_OCTETS,
  toALabels,
  withoutWildcard,
} from "./host-name";
import type { Fault } from "./issue";
import { hasTemplateMark } from "./placeholder";

/** What can be wrong with a name, apart from what it is the name of. */
type Kind =
  | "invalid"
  | "list"
  | "url"
  | "ip-address"
  | "u-label"
  | "a-label-invalid"
  | "trailing-dot"
  | "leading-dot"
  | "wildcard"
  | "underscore"
  | "too-long"
  | "null";

interface Diagnosis {
  readonly kind: Kind;
  /** What was probably meant; offered only if it is right itself. */
  readonly meant?: string | readonly string[];
}

const DOMAIN_CODES = {
  invalid: "domain-invalid",
  list: "domain-invalid",
  url: "domain-invalid",
  "ip-address": "domain-ip-address",
  "u-label": "domain-u-label",
  "a-label-invalid": "domain-a-label-invalid",
  "trailing-dot": "domain-trailing-dot",
  "leading-dot": "domain-invalid",
  wildcard: "domain-invalid",
  underscore: "domain-underscore",
  "too-long": "domain-too-long",
  null: "domain-invalid",
} as const satisfies Readonly<Record<Kind, Fault["code"]>>;

const MX_CODES = {
  invalid: "mx-invalid",
  list: "mx-list",
  url: "mx-ip-address",
  "ip-address": "mx-ip-address",
  "u-label": "mx-u-label",
  "a-label-invalid": "mx-a-label-invalid",
  "trailing-dot": "mx-trailing-dot",
  "leading-dot": "mx-leading-dot-legacy",
  wildcard: "mx-wildcard-position",
  underscore: "mx-underscore",
  "too-long": "mx-invalid",
  null: "mx-null",
} as const satisfies Readonly<Record<Kind, Fault["code"]>>;

/** Why the text is no policy domain, and what to write instead. */
export function domainFault(text: string): Fault {
  if (hasTemplateMark(text.slice(0, MAX_NAME_OCTETS))) return { code: "value-placeholder", got: text };
  const { kind, meant } = diagnose(text);
  // A domain is one name without a wildcard, so nothing else is offered.
  const single = typeof meant === "string" ? meant : undefined;
  const name = text.startsWith("*.") ? text.slice(2) : single;
  const base = name === undefined ? undefined : withoutRecordLabels(lowerCase(name));
  return { code: DOMAIN_CODES[kind], got: text, ...offer(base, (name) => isHostName(name) && !isDigitsOnly(name)) };
}

/** Why the text is no MX pattern, and what to write instead. */
export function mxFault(text: string): Fault {
  if (hasTemplateMark(text.slice(0, MAX_NAME_OCTETS))) return { code: "policy-placeholder", got: text };
  const { kind, meant } = diagnose(text);
  return { code: MX_CODES[kind], got: text, ...offer(meant, (name) => isMxPattern(name) && !isDigitsOnly(name)) };
}

/** The domain that a name of a record, or of its policy host, belongs to. */
export function withoutRecordLabels(name: string): string {
  return name.replace(/^(?:(?:_?mta-sts|_smtp\._tls)\.)+(?=[^.]+\.[^.])/i, "");
}

const MAX_OFFERED_NAMES = 8;

function offer(meant: Diagnosis["meant"], isRight: (name: string) => boolean): Pick<Fault, "write"> {
  if (meant === undefined) return {};
  if (typeof meant === "string") return isRight(meant) ? { write: lowerCase(meant) } : {};
  return meant.length <= MAX_OFFERED_NAMES && meant.every(isRight) ? { write: meant.map(lowerCase) } : {};
}

/** The first thing that is wrong, tried from the most telling sign to the least. */
function diagnose(text: string): Diagnosis {
  if (text === ".") return { kind: "null" };
  if (/[\s,;]/.test(text)) return diagnoseList(text);
  if (/[/@]/.test(text)) return { kind: "url", meant: hostOfUrl(text) };
  if (isAddress(text)) return { kind: "ip-address" };
  if (text.includes(":")) return { kind: "url", meant: hostOfUrl(text) };
  if (!isAscii(text)) return diagnoseUnicode(text);
  if (text.endsWith(".")) return { kind: "trailing-dot", meant: text.slice(0, -1) };
  if (text.startsWith(".")) return { kind: "leading-dot", meant: `*${text}` };
  if (withoutWildcard(text).includes("*")) return diagnoseWildcard(text);
  if (text.includes("_")) return { kind: "underscore", meant: withoutRecordLabels(text) };
  return diagnoseLabels(text);
}

/** Commas, semicolons and spaces: several names in one, a preference number in front, or just white space around. */
function diagnoseList(text: string): Diagnosis {
  const names = text.split(/[\s,;]+/).filter((word) => word !== "" && !isDigitsOnly(word) && !/^(in|mx)$/i.test(word));
  const [first] = names;
  if (text.trim() === first) return { kind: "invalid", meant: first };
  return names.length === 1 && first !== undefined ? { kind: "list", meant: first } : { kind: "list", meant: names };
}

function diagnoseUnicode(text: string): Diagnosis {
  const base = withoutWildcard(text);
  const converted = toALabels(base);
  if (converted === undefined) return { kind: "u-label" };
  return { kind: "u-label", meant: base === text ? converted : `*.${converted}` };
}

function diagnoseWildcard(text: string): Diagnosis {
  const dot = text.indexOf(".");
  const rest = text.slice(dot + 1);
  // Only "mx*.example.com" has a counterpart; "mail.*.example.com" means names of another depth.
  const isFirstLabelOnly = dot !== -1 && rest.includes(".") && !rest.includes("*");
  return isFirstLabelOnly ? { kind: "wildcard", meant: `*.${rest}` } : { kind: "wildcard" };
}

function diagnoseLabels(text: string): Diagnosis {
  const base = withoutWildcard(text);
  if (isDigitsOnly(base) && isHostName(base)) return { kind: "ip-address" };
  if (isTooLong(base)) return { kind: "too-long" };
  return isHostName(base) && !hasValidALabels(base) ? { kind: "a-label-invalid" } : { kind: "invalid" };
}

/** IPv4, or IPv6 with or without brackets. */
function isAddress(text: string): boolean {
  const isIPv6 = text.indexOf(":") !== text.lastIndexOf(":") && /^[0-9a-f:.]+$/i.test(text);
  return text.startsWith("[") || isIPv6 || (isDigitsOnly(text) && isHostName(text));
}

function hostOfUrl(text: string): string {
  const afterScheme = text.slice(text.includes("://") ? text.indexOf("://") + 3 : 0);
  const [authority = ""] = afterScheme.split("/", 1);
  const afterUser = authority.slice(authority.lastIndexOf("@") + 1);
  const [host = ""] = afterUser.split(":", 1);
  return host;
}

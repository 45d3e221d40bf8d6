import { findDomainFault, findMxFault, isCovered } from "./domain";
import { lowerCase } from "./host-name";
import type { Fault } from "./issue";
import { isLateValue, isObject, typeFault } from "./late-value";
import { unverifiedFaults } from "./mail-provider-lint";
import { MAX_AGE_LIMIT } from "./max-age";
import { isMode, modeFault, type Mode } from "./mode";
import { findDestinationFault, isUnusualDestination } from "./report-uri";
import { formatTlsRptRecord } from "./tls-rpt-record";

/** What a domain announces about its mail, as a user writes it. */
export interface MtaStsConfig {
  /** The policy domain: the part of the mail addresses behind the @, without a final dot. */
  readonly domain: string;
  /**
   * What senders do when a host fails the policy.
   *
   * @default "testing": senders report failures and deliver all the same
   */
  readonly mode?: Mode;
  /**
   * The hosts of the MX records: host names, or `*.` and a host name for exactly one label.
   *
   * @default - none, which is an error in every mode but none
   */
  readonly mx?: readonly string[];
  /**
   * Seconds that senders keep the policy after each fetch, 1 to 31557600.
   *
   * @default 86400 (a day) in testing and none, 2419200 (four weeks) in enforce
   */
  readonly maxAge?: number;
  /**
   * How often the policy has returned to earlier content. It is added to `maxAge`, so that the same content gets new bytes and
   * thus an id that was never announced before.
   *
   * @default 0
   */
  readonly revision?: number;
  /**
   * Where senders report failures to (RFC 8460).
   *
   * @default - no record is published, and the plan warns about it
   */
  readonly tlsRpt?: {
    /** One destination or several: `mailto:` and `https:` URIs, the most important first. */
    readonly rua: string | readonly string[];
  };
}

/** A configuration that needs no further look: canonical names, all defaults filled in. */
export interface CheckedConfig {
  readonly domain: string;
  readonly mode: Mode;
  readonly mx: readonly string[];
  /** Seconds, with `revision` already added. */
  readonly maxAge: number;
  readonly revision: number;
  /** Empty if no reports are wanted. */
  readonly rua: readonly string[];
}

/** How the fault of a wrong type goes on. */
type Wanted = Pick<Fault, "problem" | "write" | "like">;

const DOMAIN: Wanted = { problem: "must be a string", like: '"example.com"' };
const MX: Wanted = { problem: "must be a string", like: '"mail.example.com"' };
const MX_LIST: Wanted = { problem: "must be a list of strings", like: '["mail.example.com"]' };
const CONFIG: Wanted = {
  problem: "configuration must be an object",
  like: '{ domain: "example.com", mx: ["mail.example.com"] }',
};
const MODE: Wanted = { problem: "must be a string", like: '"testing"' };
const SECONDS: Wanted = { problem: "must be a number of seconds", like: "86400" };
const COUNT: Wanted = { problem: "must be a number", like: "1" };
const TLS_RPT: Wanted = {
  problem: "must be an object",
  like: '{ rua: "mailto:tls-reports@example.com" }',
};
const RUA: Wanted = {
  problem: "must be a URI or a list of URIs",
  like: '"mailto:tls-reports@example.com"',
};

/** Takes a fault and the place it concerns; returns null, the value of whatever was refused, so that a check can end with it. */
export type Report = (fault: Fault, ...path: (string | number)[]) => null;

/** Checks every part of a configuration that may be any value at run time, and reports all that is wrong with it. */
export function checkConfig(config: unknown, report: Report): CheckedConfig | null {
  if (!isObject(config) || isLateValue(config)) return report(typeFault(config, CONFIG));
  const domain = checkDomain(config["domain"], report);
  const mode = checkMode(config["mode"], report);
  const mx = checkMx(config["mx"], mode, report);
  const revision = checkRevision(config["revision"], report);
  const maxAge = checkMaxAge(config["maxAge"], mode, report);
  const rua = checkTlsRpt(config["tlsRpt"], report);
  if (mode === "enforce" && mx !== null) adviseOnProviders(mx, report);
  if (revision === null || maxAge === null) return null;
  // RFC 8461 §3.2: the maximum holds for what is published
  const total = maxAge + revision;
  if (total > MAX_AGE_LIMIT) return report({ code: "revision-too-large", got: total }, "revision");
  if (domain === null || mode === null || mx === null || rua === null) return null;
  return { domain, mode, mx, maxAge: total, revision, rua };
}

function checkDomain(value: unknown, report: Report): string | null {
  if (typeof value !== "string") return report(typeFault(value, DOMAIN), "domain");
  const fault = findDomainFault(value);
  return fault === undefined ? lowerCase(value) : report(fault, "domain");
}

function checkMode(value: unknown, report: Report): Mode | null {
  if (value === undefined) return "testing";
  if (typeof value !== "string" || isLateValue(value)) return report(typeFault(value, MODE), "mode");
  return isMode(value) ? value : report(modeFault(value), "mode");
}

/** No more lines of the shortest kind, "mx: a" and CRLF, fit into 64,000 bytes; it also bounds how long a hole can be. */
const MAX_PATTERNS = 9_142;

function checkMx(value: unknown, mode: Mode | null, report: Report): readonly string[] | null {
  if (value === undefined) return checkMxCount([], mode, report);
  if (!Array.isArray(value)) return report(typeFault(value, asPatterns(value)), "mx");
  if (value.length > MAX_PATTERNS) return report({ code: "policy-size" }, "mx");
  // Array.from() visits holes too.
  const patterns = Array.from<unknown, string | null>(value, (pattern, i) => checkPattern(pattern, i, report));
  const mx = patterns.filter((pattern) => pattern !== null);
  if (mx.length < patterns.length) return null;
  reportDuplicates(mx, report);
  return checkMxCount(mx, mode, report);
}

function checkPattern(value: unknown, index: number, report: Report): string | null {
  if (typeof value !== "string") return report(typeFault(value, MX), "mx", index);
  const fault = findMxFault(value);
  if (fault !== undefined) return report(fault, "mx", index);
  if (!value.includes(".")) report({ code: "mx-single-label", got: value }, "mx", index);
  return lowerCase(value);
}

function checkMxCount(mx: readonly string[], mode: Mode | null, report: Report): readonly string[] | null {
  if (mx.length > 0) return mx;
  // RFC 8461 §3.2: "mx" may be left out in mode none only
  if (mode !== "none") return report({ code: "policy-missing-mx" }, "mx");
  report({ code: "mx-missing-none" }, "mx");
  return mx;
}

function reportDuplicates(mx: readonly string[], report: Report): void {
  const all = new Set(mx);
  const seen = new Set<string>();
  mx.forEach((pattern, i) => {
    if (seen.has(pattern) || isCovered(pattern, all)) report({ code: "mx-duplicate", got: pattern }, "mx", i);
    seen.add(pattern);
  });
}

/** A mistake in mode enforce costs mail, so that hearsay is worth a word there. */
function adviseOnProviders(mx: readonly string[], report: Report): void {
  for (const { index = 0, ...fault } of unverifiedFaults(mx)) report(fault, "mx", index);
}

/** What stands in place of a list, as the list that was probably meant. */
function asPatterns(value: unknown): Wanted {
  const fault = typeof value === "string" ? findMxFault(value) : undefined;
  const meant = typeof value === "string" && fault === undefined ? value : fault?.write;
  const list = typeof meant === "string" ? [meant] : meant;
  return list === undefined ? MX_LIST : { ...MX_LIST, write: list };
}

const DEFAULT_MAX_AGE = { testing: 86_400, enforce: 2_419_200, none: 86_400 } as const;

function checkMaxAge(value: unknown, mode: Mode | null, report: Report): number | null {
  if (value === undefined) return DEFAULT_MAX_AGE[mode ?? "testing"];
  if (typeof value !== "number" || isLateValue(value))
    return report(typeFault(value, asCount(value, SECONDS)), "maxAge");
  if (!Number.isInteger(value) || value < 0) return report({ code: "max-age-invalid", got: value }, "maxAge");
  return value > MAX_AGE_LIMIT ? report({ code: "max-age-too-long", got: value }, "maxAge") : value;
}

function checkRevision(value: unknown, report: Report): number | null {
  if (value === undefined) return 0;
  if (typeof value !== "number" || isLateValue(value))
    return report(typeFault(value, asCount(value, COUNT)), "revision");
  const isCount = Number.isSafeInteger(value) && value >= 0;
  return isCount ? value : report({ code: "revision-invalid", got: value }, "revision");
}

/** What stands in place of a number, as the number that was probably meant. */
function asCount(value: unknown, wanted: Wanted): Wanted {
  const isNumeral = typeof value === "string" && /^[0-9]{1,8}$/.test(value);
  return isNumeral ? { ...wanted, write: Number(value) } : wanted;
}

function checkTlsRpt(value: unknown, report: Report): readonly string[] | null {
  if (value === undefined) {
    report({ code: "rollout-no-tlsrpt" }, "tlsRpt");
    return [];
  }
  if (!isObject(value) || isLateValue(value)) return report(typeFault(value, TLS_RPT), "tlsRpt");
  return checkRua(value["rua"], report);
}

// PROVIDER aws: a TXT value of Route 53 holds 4,000 characters, which bounds the list (and its holes) too
const MAX_RECORD_OCTETS = 4_000;

function checkRua(value: unknown, report: Report): readonly string[] | null {
  const place = ["tlsRpt", "rua"] as const;
  if (value === undefined) return report({ code: "tlsrpt-rua-missing" }, ...place);
  const isList = Array.isArray(value);
  if (!isList && typeof value !== "string") return report(typeFault(value, RUA), ...place);
  if (value.length > MAX_RECORD_OCTETS) return report({ code: "tlsrpt-size" }, ...place);
  if (isList && value.length === 0) return report({ code: "tlsrpt-rua-empty" }, ...place);

  const checked: readonly (string | null)[] = isList
    ? Array.from<unknown, string | null>(value, (uri, i) => checkDestination(uri, [...place, i], report))
    : [checkDestination(value, place, report)];
  const rua = checked.filter((uri) => uri !== null);
  if (rua.length < checked.length) return null;
  if (formatTlsRptRecord({ rua }).length > MAX_RECORD_OCTETS) return report({ code: "tlsrpt-size" }, ...place);
  adviseOnRua(rua, report);
  return rua;
}

function checkDestination(value: unknown, path: readonly (string | number)[], report: Report): string | null {
  if (typeof value !== "string") return report(typeFault(value, RUA), ...path);
  const fault = findDestinationFault(value);
  return fault === undefined ? value : report(fault, ...path);
}

function adviseOnRua(rua: readonly string[], report: Report): void {
  rua.forEach((uri, i) => {
    const path = ["tlsRpt", "rua", i];
    if (rua.indexOf(uri) < i) report({ code: "tlsrpt-duplicate-uri", got: uri }, ...path);
    if (isUnusualDestination(uri)) report({ code: "tlsrpt-uri-host", got: uri }, ...path);
  });
  if (!rua.some((uri) => /^mailto:/i.test(uri))) report({ code: "tlsrpt-missing-mailto" }, "tlsRpt", "rua");
}

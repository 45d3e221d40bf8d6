import { checkAnnouncedIds } from "./config-ids";
import {
  checkAge,
  checkLongestMaxAge,
  checkMxMigration,
  checkNoneSince,
  DEFAULT_LONGEST,
  type CheckedMigration,
  type MxMigration,
} from "./config-lifecycle";
import { adviseOnProviders, checkPatterns } from "./config-mx";
import { checkNumber, type Report, type Wanted } from "./config-values";
import { checkPlaceholders, withoutPolicyHost } from "./config-names";
import { findDomainFault } from "./domain";
import { lowerCase } from "./host-name";
import { isLateValue, isObject, typeFault } from "./late-value";
import { needsProtection } from "./lifecycle/protection";
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
   * Ids that were announced for the domain before, by other means or without a record of them, and are no longer announced. A
   * policy whose id is among them is refused, since no id may be announced twice (RFC 8461 §3.1).
   *
   * @default - none are known
   */
  readonly announcedIds?: readonly string[];
  /**
   * A move to other MX hosts that is under way; `mx` are those that are left.
   *
   * @default - the MX records stay
   */
  readonly mxMigration?: MxMigration;
  /**
   * Seconds: the longest `maxAge` that was ever served in `enforce`, which every wait reckons with, and `revision` on top of it as
   * of `maxAge`. 0 if nothing was ever enforced.
   *
   * @default 2419200 (four weeks), and 0 in testing until the first roll-back
   */
  readonly longestMaxAge?: number;
  /**
   * When mode `none` was first seen announced, as "2026-11-01T12:00:00Z": from then on the retirement is reckoned.
   *
   * @default - not told: the plan tells the wait, and no date
   */
  readonly noneSince?: string;
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
  readonly announcedIds: readonly string[];
  /** Undefined if the MX records stay. */
  readonly mxMigration: CheckedMigration | undefined;
  /** Seconds, with `revision` already added; 0 if nothing was ever enforced. */
  readonly longestMaxAge: number;
  /** Seconds since 1970. */
  readonly noneSince: number | undefined;
  /** Empty if no reports are wanted. */
  readonly rua: readonly string[];
}

const DOMAIN: Wanted = { problem: "must be a string", like: '"example.com"' };
const CONFIG: Wanted = {
  problem: "configuration must be an object",
  like: '{ domain: "example.com", mx: ["mail.example.com"] }',
};
const MODE: Wanted = { problem: "must be a string", like: '"testing"' };
const COUNT: Wanted = { problem: "must be a number", like: "1" };
const TLS_RPT: Wanted = {
  problem: "must be an object",
  like: '{ rua: "mailto:tls-reports@example.com" }',
};
const RUA: Wanted = {
  problem: "must be a URI or a list of URIs",
  like: '"mailto:tls-reports@example.com"',
};

/** Checks every part of a configuration that may be any value at run time, and reports all that is wrong with it. */
export function checkConfig(config: unknown, report: Report): CheckedConfig | null {
  if (!isObject(config) || isLateValue(config)) return report(typeFault(config, CONFIG));
  const domain = checkDomain(config["domain"], report);
  const mode = checkMode(config["mode"], report);
  const mx = checkMx(config["mx"], mode, report);
  const mxMigration = checkMxMigration(config["mxMigration"], report);
  const age = checkAges(config, mode, report);
  const noneSince = checkNoneSince(config["noneSince"], mode, report);
  const rua = checkTlsRpt(config["tlsRpt"], report);
  const announcedIds = checkAnnouncedIds(config["announcedIds"], report);
  if (domain !== null) checkPlaceholders({ domain, mx, mxMigration, rua }, report);
  const isEnforced = mode === "enforce";
  if (mx !== null) adviseOnProviders(mx, isEnforced, { path: ["mx"], report });
  if (mxMigration) adviseOnProviders(mxMigration.to, isEnforced, { path: ["mxMigration", "to"], report });
  if (domain === null || mode === null || mx === null || rua === null) return null;
  if (mxMigration === null || age === null || noneSince === null || announcedIds === null) return null;
  return { domain, mode, mx, ...age, announcedIds, mxMigration, noneSince, rua };
}

/** The three that are added up. */
function checkAges(
  config: Readonly<Record<string, unknown>>,
  mode: Mode | null,
  report: Report,
): Pick<CheckedConfig, "maxAge" | "revision" | "longestMaxAge"> | null {
  const revision = checkRevision(config["revision"], report);
  const maxAge = checkMaxAge(config["maxAge"], mode, report);
  const longest = checkLongestMaxAge(config["longestMaxAge"], mode === "enforce" ? (maxAge ?? 0) : 0, report);
  if (revision === null || maxAge === null) return null;
  // RFC 8461 §3.2: the maximum holds for what is published
  const total = maxAge + revision;
  if (total > MAX_AGE_LIMIT) return report({ code: "revision-too-large", got: total }, "revision");
  if (longest === null || mode === null) return null;
  const enforced = longest ?? (needsProtection({ mode, revision }) ? DEFAULT_LONGEST : 0);
  // What was served had the revision of its time in it, which was never larger than the present one.
  const longestMaxAge = enforced === 0 ? 0 : Math.min(enforced + revision, MAX_AGE_LIMIT);
  return { maxAge: total, revision, longestMaxAge };
}

function checkDomain(value: unknown, report: Report): string | null {
  if (typeof value !== "string") return report(typeFault(value, DOMAIN), "domain");
  const fault = findDomainFault(value);
  if (fault !== undefined) return report(fault, "domain");
  const domain = lowerCase(value);
  const meant = withoutPolicyHost(domain);
  if (meant !== domain) return report({ code: "domain-policy-host", got: value, write: meant }, "domain");
  return domain;
}

function checkMode(value: unknown, report: Report): Mode | null {
  if (value === undefined) return "testing";
  if (typeof value !== "string" || isLateValue(value)) return report(typeFault(value, MODE), "mode");
  return isMode(value) ? value : report(modeFault(value), "mode");
}

function checkMx(value: unknown, mode: Mode | null, report: Report): readonly string[] | null {
  const mx = value === undefined ? [] : checkPatterns(value, { path: ["mx"], report });
  return mx === null ? null : checkMxCount(mx, mode, report);
}

function checkMxCount(mx: readonly string[], mode: Mode | null, report: Report): readonly string[] | null {
  if (mx.length > 0) return mx;
  // RFC 8461 §3.2: "mx" may be left out in mode none only
  if (mode !== "none") return report({ code: "policy-missing-mx" }, "mx");
  report({ code: "mx-missing-none" }, "mx");
  return mx;
}

/** Seconds. */
export const DEFAULT_MAX_AGE = { testing: 86_400, enforce: DEFAULT_LONGEST, none: 86_400 } as const;

function checkMaxAge(value: unknown, mode: Mode | null, report: Report): number | null {
  if (value === undefined) return DEFAULT_MAX_AGE[mode ?? "testing"];
  return checkAge(value, { path: ["maxAge"], report });
}

function checkRevision(value: unknown, report: Report): number | null {
  if (value === undefined) return 0;
  const count = checkNumber(value, COUNT, { path: ["revision"], report });
  if (count === null) return null;
  const isCount = Number.isSafeInteger(count) && count >= 0;
  return isCount ? count : report({ code: "revision-invalid", got: count }, "revision");
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

import { unknownNameFault } from "./argument-issues";
import { checkPatterns } from "./config-mx";
import { checkNumber, SECONDS, type Place, type Report, type Wanted } from "./config-values";
import { isLateValue, isObject, typeFault } from "./late-value";
import { MAX_AGE_LIMIT } from "./max-age";
import type { Mode } from "./mode";
import { readMoment } from "./moment";

/**
 * A move to other MX hosts: what is to come, and how far it is. The policy names the hosts before and after it until `narrow`.
 * Times are those at which a change was *observed*, at the authoritative servers, as "2026-11-01T12:00:00Z".
 */
export interface MxMigration {
  /** The hosts of the MX records afterwards, each as in `mx`. */
  readonly to: readonly string[];
  /**
   * When the policy that names all hosts was first seen announced.
   *
   * @default - not told: the plan tells how long the MX records must wait, and no date
   */
  readonly announcedSince?: string;
  /**
   * When the MX records were first seen to name the new hosts, and no other.
   *
   * @default - not told: they have not moved yet
   */
  readonly movedSince?: string;
  /**
   * The TTL in seconds that the MX records had before they moved.
   *
   * @default 86400 (a day), the longest that is usual
   */
  readonly mxTtl?: number;
  /**
   * Takes the old hosts out of the policy.
   *
   * @default false: the policy names the old hosts and the new ones
   */
  readonly narrow?: boolean;
}

/** A migration that needs no further look. Times are seconds since 1970. */
export interface CheckedMigration {
  readonly to: readonly string[];
  readonly announcedSince: number | undefined;
  readonly movedSince: number | undefined;
  /** Seconds. */
  readonly mxTtl: number;
  readonly narrow: boolean;
}

const MIGRATION: Wanted = { problem: "must be an object", like: '{ to: ["mail.example.net"] }' };
const MIGRATION_NAMES = ["to", "announcedSince", "movedSince", "mxTtl", "narrow"];
const TIME: Wanted = { problem: "must be a string", like: '"2026-11-01T12:00:00Z"' };
const NARROW: Wanted = { problem: "must be true or false", like: "true" };

/** Seconds of a day: no MX record is usually held for longer. */
const DEFAULT_MX_TTL = 86_400;

// RFC 2181 §8: the largest TTL
const MAX_TTL = 2_147_483_647;

/** Checks a migration; undefined where there is none. */
export function checkMxMigration(value: unknown, report: Report): CheckedMigration | undefined | null {
  if (value === undefined) return undefined;
  if (!isObject(value) || isLateValue(value)) return report(typeFault(value, MIGRATION), "mxMigration");
  const place = (name: string): Place => ({ path: ["mxMigration", name], report });
  const to = checkPatterns(value["to"], place("to"));
  if (to?.length === 0) report({ code: "mx-migration-no-hosts" }, "mxMigration", "to");
  const announcedSince = checkTime(value["announcedSince"], place("announcedSince"));
  const movedSince = checkTime(value["movedSince"], place("movedSince"));
  const mxTtl = checkTtl(value["mxTtl"], place("mxTtl"));
  const narrow = checkNarrow(value["narrow"], place("narrow"));
  refuseUnknownNames(value, report);
  // RFC 8461 §8.1: while mail may go to the old hosts, the policy names them
  const isUnmoved = narrow === true && value["movedSince"] === undefined;
  if (isUnmoved) report({ code: "mx-narrowed-unmoved" }, "mxMigration", "narrow");
  if (to === null || announcedSince === null || movedSince === null || mxTtl === null || narrow === null) return null;
  return { to, announcedSince, movedSince, mxTtl, narrow };
}

function refuseUnknownNames(given: Readonly<Record<string, unknown>>, report: Report): void {
  for (const name of Object.keys(given)) {
    const isKnown = given[name] === undefined || MIGRATION_NAMES.includes(name);
    if (!isKnown) report(unknownNameFault(name, MIGRATION_NAMES), "mxMigration", name);
  }
}

function checkTime(value: unknown, { path, report }: Place): number | undefined | null {
  if (value === undefined) return undefined;
  if (typeof value !== "string" || isLateValue(value)) return report(typeFault(value, TIME), ...path);
  return readMoment(value) ?? report({ code: "time-invalid", got: value }, ...path);
}

function checkTtl(value: unknown, { path, report }: Place): number | null {
  if (value === undefined) return DEFAULT_MX_TTL;
  const ttl = checkNumber(value, SECONDS, { path, report });
  if (ttl === null) return null;
  const isTtl = Number.isInteger(ttl) && ttl >= 0 && ttl <= MAX_TTL;
  return isTtl ? ttl : report({ code: "mx-ttl-invalid", got: ttl }, ...path);
}

function checkNarrow(value: unknown, { path, report }: Place): boolean | null {
  if (value === undefined) return false;
  return typeof value === "boolean" ? value : report(typeFault(value, NARROW), ...path);
}

/** Checks an age in seconds. */
export function checkAge(value: unknown, { path, report }: Place): number | null {
  const age = checkNumber(value, SECONDS, { path, report });
  if (age === null) return null;
  if (!Number.isInteger(age) || age < 0) return report({ code: "max-age-invalid", got: age }, ...path);
  return age > MAX_AGE_LIMIT ? report({ code: "max-age-too-long", got: age }, ...path) : age;
}

/** Seconds: what no policy in `enforce` is kept longer than, unless it is told. */
export const DEFAULT_LONGEST = 2_419_200;

/**
 * Checks the longest age that was ever enforced; undefined where it is not told.
 *
 * @param enforced - The present age, if it is enforced; else 0.
 */
export function checkLongestMaxAge(value: unknown, enforced: number, report: Report): number | undefined | null {
  const path = ["longestMaxAge"];
  const longest = value === undefined ? undefined : checkAge(value, { path, report });
  if (longest === null) return null;
  const isShorter = enforced > (longest ?? DEFAULT_LONGEST) && enforced <= MAX_AGE_LIMIT;
  if (!isShorter) return longest;
  return report(
    { code: "longest-max-age-too-short", ...(value === undefined ? {} : { got: longest }), write: enforced },
    ...path,
  );
}

/** Checks the beginning of a retirement; undefined where it is not told. */
export function checkNoneSince(value: unknown, mode: Mode | null, report: Report): number | undefined | null {
  const since = checkTime(value, { path: ["noneSince"], report });
  if (since === null || since === undefined || mode === "none" || mode === null) return since;
  return report({ code: "none-since-without-none", got: value }, "noneSince");
}

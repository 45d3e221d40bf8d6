import type { ArgumentRule } from "../argument-issues";
import { toIssue, type Issue } from "../issue";
import { OPERATIONAL_SLACK } from "../lifecycle/waits";
import { moment, readMoment } from "../moment";

/** How far the move of a zone to other name servers is, as the program states it. */
export interface ZoneMove {
  /**
   * Seconds: the longest TTL of the domain's NS records, in the parent zone and in the zone itself.
   *
   * @default 172800 (two days), which is what most top-level domains use
   */
  readonly nsTtl?: number | undefined;
  /**
   * When the parent zone was first seen to name the new name servers only, as "2026-11-01T12:00:00Z".
   *
   * @default - not set: the NS records have not changed yet, and no date is calculated
   */
  readonly delegatedSince?: string | undefined;
}

/** What tells the records of two zones apart in the program. */
export interface ZoneNames {
  /** The engine's type of the records; undefined where that is unknown, and the empty string where none is created. */
  readonly recordType?: string | undefined;
  /** What the records' names have in addition. */
  readonly nameSuffix?: string | undefined;
}

/** When the records in the former zone may be removed. Times are ISO 8601 in UTC, and depend on no clock. */
export interface ZoneMoveTimes {
  /** Seconds from the observed change of the NS records until no resolver asks the former zone. */
  readonly removeAfterSeconds: number;
  /** When the NS records were first seen to have changed, if that is stated. */
  readonly delegatedSince?: string;
  /** `removeAfterSeconds`, counted from `delegatedSince`. */
  readonly removableFrom?: string;
  /** Seconds for everything that is slower than it should be, not contained in the wait. */
  readonly slackSeconds: number;
  /** Which records are those of the former zone. */
  readonly former: { readonly recordType?: string; readonly nameSuffix?: string };
}

/** Two days, the TTL with which most top-level domains delegate. */
const DEFAULT_NS_TTL = 172_800;

// RFC 2181 §8: the largest TTL
const MAX_TTL = 2_147_483_647;

/** What there is in `previousDns` in addition to `dns`. */
export const zoneMoveRules: Readonly<Record<"nsTtl" | "delegatedSince", ArgumentRule>> = {
  nsTtl: {
    accepts: (value) => value === undefined || isTtl(value),
    problem: `must be whole seconds from 0 to ${MAX_TTL}, and known from the start`,
    like: "172800",
  },
  delegatedSince: {
    accepts: (value) => value === undefined || (typeof value === "string" && readMoment(value) !== undefined),
    problem: "must be a time in ISO 8601 with its zone, and known from the start",
    like: '"2026-11-01T12:00:00Z"',
  },
};

/**
 * The dates of a zone's move. A resolver that holds the former NS records asks the former zone until their TTL has ended, and
 * holds what it got for the records' own TTL.
 *
 * @param recordTtl - Seconds: the TTL of the records in the zone.
 *
 * @example
 * import { zoneMoveTimes } from "@mtasts/core/adapter";
 *
 * const former = { recordType: "aws_route53_record" };
 * const times = zoneMoveTimes({ dns: former, delegatedSince: "2026-11-01T12:00:00Z" }, 300);
 * const from: string | undefined = times.removableFrom; // "2026-11-03T12:05:00Z"
 */
export function zoneMoveTimes(
  { dns, nsTtl = DEFAULT_NS_TTL, delegatedSince }: ZoneMove & { readonly dns: ZoneNames },
  recordTtl: number,
): ZoneMoveTimes {
  const removeAfterSeconds = nsTtl + recordTtl;
  const since = delegatedSince === undefined ? undefined : readMoment(delegatedSince);
  return {
    removeAfterSeconds,
    ...(since === undefined
      ? {}
      : { delegatedSince: moment(since), removableFrom: moment(since + removeAfterSeconds) }),
    slackSeconds: OPERATIONAL_SLACK,
    former: namesOf(dns),
  };
}

function namesOf({ recordType, nameSuffix }: ZoneNames): ZoneMoveTimes["former"] {
  return {
    ...(recordType === undefined ? {} : { recordType }),
    ...(nameSuffix === undefined ? {} : { nameSuffix }),
  };
}

/** What cannot be yet. */
export function zoneMoveIssues({ delegatedSince }: ZoneMove, now: number): readonly Issue[] {
  const since = typeof delegatedSince === "string" ? readMoment(delegatedSince) : undefined;
  if (since === undefined || since <= now) return [];
  return [toIssue({ code: "time-in-future", got: moment(since) }, ["previousDns", "delegatedSince"])];
}

function isTtl(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MAX_TTL;
}

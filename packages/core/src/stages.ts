import type { CheckedConfig } from "./config";
import { isCovered } from "./domain";
import { planMxMigration } from "./lifecycle/mx-migration";
import { planRetirement } from "./lifecycle/retirement";
import { OPERATIONAL_SLACK, type Wait } from "./lifecycle/waits";
import { moment } from "./moment";

/** A wait's two measures as times in ISO 8601 and UTC. */
export interface WaitUntil {
  /** For senders that look at the id, or ask again before they give up. */
  readonly relaxed: string;
  /** For every sender. */
  readonly strict: string;
}

/**
 * When the steps of a migration to other MX hosts are due. Times are ISO 8601 in UTC, and there once the configuration tells what
 * they are counted from; they depend on nothing else, so that a deployment without changes shows none.
 */
export interface MxMigrationTimes {
  /** Seconds from the observed announcement of the policy with all hosts until the MX records may name the new ones. */
  readonly moveAfterSeconds: Wait;
  /** The same, counted from `announcedSince`. */
  readonly moveFrom?: WaitUntil;
  /** Seconds from the observed change of the MX records until the old hosts may go: the TTL that the records had. */
  readonly oldHostsOffAfterSeconds: number;
  /** The same, counted from `movedSince`. */
  readonly oldHostsOffFrom?: string;
  /** When the old hosts may go from the policy. */
  readonly narrowFrom?: string;
  /** Seconds for everything that is slower than it should be, not contained in the waits. */
  readonly slackSeconds: number;
}

/** When everything may be removed, in mode `none`. Times are ISO 8601 in UTC. */
export interface RetirementTimes {
  /** Seconds: the longest age that any sender may hold an enforced policy for; 0 if none was ever enforced. */
  readonly longestMaxAge: number;
  /** When mode `none` was first seen announced, if that is told. */
  readonly noneSince?: string;
  /** Seconds from the observed announcement of mode `none` until no sender can hold a policy that is enforced. */
  readonly waitSeconds: number;
  /** The same, counted from `noneSince`. */
  readonly removableFrom?: string;
  /** Seconds for everything that is slower than it should be, not contained in the wait. */
  readonly slackSeconds: number;
}

/** What a configuration tells of a change in several deployments. */
export interface Stages {
  readonly mxMigration?: MxMigrationTimes;
  readonly retirement?: RetirementTimes;
}

/** Dates for whatever is under way. */
export function stagesOf(config: CheckedConfig, txtTtl: number): Stages {
  return {
    ...(config.mxMigration === undefined ? {} : { mxMigration: migrationTimes(config, config.mxMigration, txtTtl) }),
    ...(config.mode === "none" ? { retirement: retirementTimes(config, txtTtl) } : {}),
  };
}

function migrationTimes(
  { mx, longestMaxAge }: CheckedConfig,
  { to, announcedSince, movedSince, mxTtl }: NonNullable<CheckedConfig["mxMigration"]>,
  txtTtl: number,
): MxMigrationTimes {
  const old = new Set(mx);
  const added = to.filter((pattern) => !old.has(pattern) && !isCovered(pattern, old));
  const wasEnforced = longestMaxAge > 0;
  // Of what was enforced only its age is known, and that it had none of the new hosts.
  const present = wasEnforced ? { mode: "enforce" as const, maxAge: longestMaxAge, mx: [], txtTtl } : undefined;
  const plan = planMxMigration({
    now: 0,
    hosts: added,
    ...(present === undefined ? {} : { present }),
    history: [],
    mxTtl,
    negativeTtl: txtTtl,
  });
  const { relaxed, strict } = plan.afterAnnouncement;
  const from = announcedSince ?? 0;
  const offFrom = movedSince === undefined ? undefined : moment(movedSince + plan.oldHostsOff);
  return {
    moveAfterSeconds: { relaxed, strict },
    ...(announcedSince === undefined
      ? {}
      : { moveFrom: { relaxed: moment(from + relaxed), strict: moment(from + strict) } }),
    oldHostsOffAfterSeconds: plan.oldHostsOff,
    ...(offFrom === undefined ? {} : { oldHostsOffFrom: offFrom, narrowFrom: offFrom }),
    slackSeconds: OPERATIONAL_SLACK,
  };
}

function retirementTimes({ longestMaxAge, noneSince, maxAge }: CheckedConfig, txtTtl: number): RetirementTimes {
  const now = noneSince ?? 0;
  const enforced = { mode: "enforce", maxAge: longestMaxAge, fileEnded: now, idEnded: now, txtTtl } as const;
  const { waitSeconds, notBefore } = planRetirement({
    now,
    present: { mode: "none", maxAge, txtTtl },
    history: longestMaxAge === 0 ? [] : [enforced],
  });
  return {
    longestMaxAge,
    ...(noneSince === undefined ? {} : { noneSince: moment(noneSince) }),
    waitSeconds,
    ...(noneSince === undefined ? {} : { removableFrom: moment(notBefore) }),
    slackSeconds: OPERATIONAL_SLACK,
  };
}

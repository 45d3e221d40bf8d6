/** A wait in its two measures, in seconds. */
export interface Wait {
  /** Enough for senders that look at the id or ask again before they give up (RFC 8461 §5.1). */
  relaxed: number;
  /** Enough for every sender, also for one that asks only once its cached policy has expired. */
  strict: number;
}

/** The end of a wait in its two measures, as ISO 8601 in UTC. */
export interface WaitUntil {
  /** Enough for senders that look at the id or ask again before they give up (RFC 8461 §5.1). */
  relaxed: string;
  /** Enough for every sender. */
  strict: string;
}

/** When the steps of a move to other MX hosts may follow. Times are ISO 8601 in UTC. */
export interface MxMigrationTimes {
  /** Seconds from the observed announcement of the policy with all hosts until the MX records may name the new ones. */
  moveAfterSeconds: Wait;
  /** The same, counted from `announcedSince`. */
  moveFrom?: WaitUntil;
  /** Seconds from the observed change of the MX records until the old hosts may go: the TTL that the records had. */
  oldHostsOffAfterSeconds: number;
  /** The same, counted from `movedSince`. */
  oldHostsOffFrom?: string;
  /** When the old hosts may go from the policy. */
  narrowFrom?: string;
  /** Seconds for everything that is slower than it should be, not contained in the waits. */
  slackSeconds: number;
}

/** When everything may be removed, in mode `none`. Times are ISO 8601 in UTC. */
export interface RetirementTimes {
  /** Seconds: the longest age that any sender may hold an enforced policy for; 0 if none was ever enforced. */
  longestMaxAge: number;
  /** When mode `none` was first seen announced, if that is told. */
  noneSince?: string;
  /** Seconds from the observed announcement of mode `none` until no sender can hold a policy that is enforced. */
  waitSeconds: number;
  /** The same, counted from `noneSince`. */
  removableFrom?: string;
  /** Seconds for everything that is slower than it should be, not contained in the wait. */
  slackSeconds: number;
}

/** When the records in the former zone may be removed. Times are ISO 8601 in UTC. */
export interface ZoneMoveTimes {
  /** Seconds from the observed change of the NS records until no resolver asks the former zone. */
  removeAfterSeconds: number;
  /** When the NS records were first seen to have changed, if that is stated. */
  delegatedSince?: string;
  /** The same as `removeAfterSeconds`, counted from `delegatedSince`. */
  removableFrom?: string;
  /** Seconds for everything that is slower than it should be, not contained in the wait. */
  slackSeconds: number;
  /** Which records are those of the former zone. */
  former: ZoneNames;
}

/** What tells the records of two zones apart in the program. */
export interface ZoneNames {
  /** The engine's type of the records. */
  recordType?: string;
  /** What the records' names have in addition. */
  nameSuffix?: string;
}

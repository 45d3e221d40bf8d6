import type { CheckedConfig } from "./config";
import { moment } from "./moment";

/**
 * What the arguments state about the past and about the world. Nothing that is published depends on it except the dates, so
 * that only a comparison with the live domain can show that it is wrong. Times are ISO 8601 in UTC.
 */
export interface Claims {
  /** Seconds: the longest enforced age, with `revision` added; 0 if nothing was ever enforced. */
  readonly longestMaxAge: number;
  /** When mode `none` was first seen announced. */
  readonly noneSince?: string;
  readonly mxMigration?: MigrationClaims;
}

/** How far a migration of MX records is, as the arguments state it. */
export interface MigrationClaims {
  /** The hosts of the MX records before it. */
  readonly from: readonly string[];
  /** The hosts of the MX records after it. */
  readonly to: readonly string[];
  /** When the policy with all hosts was first seen announced. */
  readonly announcedSince?: string;
  /** When the MX records were first seen to name the new hosts only. */
  readonly movedSince?: string;
  /** Seconds: the TTL of the MX records before they moved. */
  readonly mxTtl: number;
  /** Whether the policy no longer names the old hosts. */
  readonly narrow: boolean;
}

/** What a policy host says about its name. */
export interface HostName {
  /** Whether it publishes `mta-sts.<domain>` itself, so that no alias stands there. */
  readonly ownsName: boolean;
  /**
   * Where the alias at `mta-sts.<domain>` leads: a host name, or `*.` and the domain of all such names.
   *
   * @default - unknown: no name is taken for that of another host
   */
  readonly leadsTo?: string;
}

/** The host that takes over the policy, and the one that stays until resolvers have forgotten it. */
export interface HostMove {
  readonly host: HostName;
  /**
   * What the former host says about its name.
   *
   * @default - unknown: it may be the host that the name leads to
   */
  readonly former?: HostName;
}

export function claimsOf({ longestMaxAge, noneSince, mx, mxMigration }: CheckedConfig): Claims {
  return {
    longestMaxAge,
    ...(noneSince === undefined ? {} : { noneSince: moment(noneSince) }),
    ...(mxMigration === undefined ? {} : { mxMigration: migrationOf(mx, mxMigration) }),
  };
}

function migrationOf(
  from: readonly string[],
  { to, announcedSince, movedSince, mxTtl, narrow }: NonNullable<CheckedConfig["mxMigration"]>,
): MigrationClaims {
  return {
    ...{ from, to, mxTtl, narrow },
    ...(announcedSince === undefined ? {} : { announcedSince: moment(announcedSince) }),
    ...(movedSince === undefined ? {} : { movedSince: moment(movedSince) }),
  };
}

import { toIssue, type Issue } from "../../issue";
import { isLateValue } from "../../late-value";
import { RECORD_TTL } from "../../plan";

/** Seconds. More than the slack that is shown beside each wait, so that a change of the TTL itself has to be waited for. */
const LONG_TTL = 3_600;

/** RFC 2181 §8. */
const MAX_TTL = 2_147_483_647;

/** How a record will be published. */
export interface Publication {
  /** Seconds, after all transforms. */
  readonly ttl: number;
  /** What is wrong with the changes to the record, if anything. Paths begin at the options of the DNS provider. */
  readonly issues: readonly Issue[];
}

/**
 * The TTL that is among the arguments of a record after a transform.
 *
 * @param ttl - The value found, which may be anything.
 * @param path - Where it stands.
 * @param isAnnouncement - Whether the record is the one at `_mta-sts`, whose TTL every wait begins with.
 */
export function readTtl(ttl: unknown, path: Issue["path"], isAnnouncement: boolean): Publication {
  if (typeof ttl === "number" && Number.isInteger(ttl) && ttl >= 0 && ttl <= MAX_TTL) {
    const isLong = isAnnouncement && ttl > LONG_TTL;
    return { ttl, issues: isLong ? [toIssue({ code: "txt-ttl-long", got: ttl }, path)] : [] };
  }
  const problem = `must be whole seconds from 0 to ${MAX_TTL}, and known from the start, since outputs and waits follow it`;
  const got = isLateValue(ttl) ? {} : { got: ttl };
  return { ttl: RECORD_TTL, issues: [toIssue({ code: "argument-type", problem, ...got, write: RECORD_TTL }, path)] };
}

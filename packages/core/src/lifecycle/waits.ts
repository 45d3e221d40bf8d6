import { MAX_AGE_LIMIT } from "../max-age";
import type { Mode } from "../mode";

/** Seconds of a day, after which a sender that refreshes daily (RFC 8461 §10.2) has looked again. */
const DAY = 86_400;

/** Seconds of a week, to which some senders raise the max_age of a policy that is enforced. */
export const WEEK = 604_800;

/**
 * Seconds that are added to no wait and shown beside each: authoritative servers that lag behind, resolvers with a smallest TTL
 * of their own, edges that are slow to take over.
 *
 * @example
 * import { OPERATIONAL_SLACK, idWait } from "@mtasts/core/lifecycle";
 *
 * const careful: number = idWait({ txtTtl: 300 }) + OPERATIONAL_SLACK; // 3900
 */
export const OPERATIONAL_SLACK = 3_600;

/** How long resolvers may go on answering as before: the old record's TTL, or that of the answer that there was none. */
export type Announced = { readonly txtTtl: number } | { readonly negativeTtl: number };

/** A wait in its two measures, in seconds. */
export interface Wait {
  /** Enough for senders that look at the id or ask again before they give up (RFC 8461 §5.1). */
  readonly relaxed: number;
  /** Enough for every sender, also for one that asks only once its cached policy has expired. */
  readonly strict: number;
}

/**
 * Seconds that a sender may keep a policy after a fetch. Not `max_age` itself, since some senders raise short ones, to a day or,
 * in `enforce`, to a week; and never more than the largest `max_age` there is.
 *
 * @example
 * import { effectiveMaxAge } from "@mtasts/core/lifecycle";
 *
 * const raised: number = effectiveMaxAge("enforce", 86_400); // 604800
 */
export function effectiveMaxAge(mode: Mode, maxAge: number): number {
  return Math.min(MAX_AGE_LIMIT, Math.max(maxAge, mode === "enforce" ? WEEK : DAY));
}

/**
 * Seconds until every resolver answers with the new id. What counts is the TTL of the *old* record, for that is what resolvers
 * hold; where there was none they hold the denial, at least for the smaller of the SOA record's TTL and its minimum (RFC 2308 §5).
 *
 * @example
 * import { idWait } from "@mtasts/core/lifecycle";
 *
 * const changed: number = idWait({ txtTtl: 300 });
 * const created: number = idWait({ negativeTtl: Math.min(3_600, 900) });
 */
export function idWait(before: Announced): number {
  return "txtTtl" in before ? before.txtTtl : before.negativeTtl;
}

/**
 * Seconds until a sender that refreshes daily holds the new policy: one that compares ids may have seen the old one until
 * `idWait`, and comes back a day later.
 *
 * @example
 * import { dayWait } from "@mtasts/core/lifecycle";
 *
 * const seconds: number = dayWait({ txtTtl: 300 }); // 86700
 */
export function dayWait(before: Announced): number {
  return DAY + idWait(before);
}

/**
 * Seconds until every sender has dropped a policy, counted from the change of the TXT record: some extend what they hold for
 * as long as a resolver answers with its id, so the last fetch counts from there.
 *
 * @example
 * import { fullWait } from "@mtasts/core/lifecycle";
 *
 * const seconds: number = fullWait({ mode: "enforce", maxAge: 2_419_200 }, { txtTtl: 300 }); // 2419500
 */
export function fullWait(old: { readonly mode: Mode; readonly maxAge: number }, before: Announced): number {
  return idWait(before) + effectiveMaxAge(old.mode, old.maxAge);
}

/**
 * The only certain wait where the history of a domain is unknown: the largest `max_age` that anybody could have published
 * (RFC 8461 §3.2), and the TTL.
 *
 * @example
 * import { certainWait } from "@mtasts/core/lifecycle";
 *
 * const seconds: number = certainWait({ txtTtl: 300 }); // 31557900
 */
export function certainWait(before: Announced): number {
  return MAX_AGE_LIMIT + idWait(before);
}

/** The longer of two waits, in either measure. */
export function longer(one: Wait, other: Wait): Wait {
  return { relaxed: Math.max(one.relaxed, other.relaxed), strict: Math.max(one.strict, other.strict) };
}

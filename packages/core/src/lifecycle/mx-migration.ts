import { toIssue, type Issue } from "../issue";
import { MAX_AGE_LIMIT } from "../max-age";
import { heldUntil, instanceEnd, refusesSome, unknownPast, type KnownPast, type PolicyInstance } from "./history";
import { always } from "./steps";
import { certainWait, fullWait, idWait, OPERATIONAL_SLACK, type Wait } from "./waits";

/** What is known before MX records change. */
export interface MxMigrationFacts extends KnownPast {
  /** The hosts of the MX records afterwards. */
  readonly hosts: readonly string[];
  /**
   * What is announced until a policy that covers the hosts takes its place.
   *
   * @default - nothing: there is no TXT record yet
   */
  readonly present?: PolicyInstance;
  /** The TTL of the MX records in seconds. */
  readonly mxTtl: number;
  /** Seconds for which resolvers hold that a record does not exist: the smaller of the SOA record's TTL and its minimum. */
  readonly negativeTtl: number;
}

/** The waits of a change of MX records. */
export interface MxMigrationPlan {
  /** Seconds from the observed announcement of a policy that covers the hosts to the change of the MX records. */
  readonly afterAnnouncement: Wait;
  /** The earliest time for the change, if earlier instances are still held. */
  readonly notBefore?: Wait;
  /** Seconds from the observed change to the end of the old hosts: until then resolvers send mail there. */
  readonly oldHostsOff: number;
  /** Seconds for everything that is slower than it should be, not contained in the waits. */
  readonly slack: number;
  readonly issues: readonly Issue[];
}

/**
 * How long MX records have to wait for the policy. Every sender that refuses the new hosts holds an enforced policy without
 * them: the present one until its id is forgotten and its age over, or an earlier and longer one.
 *
 * @example
 * import { planMxMigration } from "@mtasts/core/lifecycle";
 *
 * const { afterAnnouncement, oldHostsOff } = planMxMigration({
 *   now: 0,
 *   hosts: ["mx.example.net"],
 *   present: { mode: "enforce", maxAge: 2_419_200, mx: ["mail.example.com"], txtTtl: 300 },
 *   history: [],
 *   mxTtl: 3_600,
 *   negativeTtl: 900,
 * });
 * const strict: number = afterAnnouncement.strict; // 2419500
 */
export function planMxMigration(facts: MxMigrationFacts): MxMigrationPlan {
  const issues = unknownPast(facts, (instance) => refusesSome(instance, facts.hosts));
  const unknownMaxAge = unknownPresent(facts);
  const notBefore = historyWait(facts);
  return {
    afterAnnouncement: announcementWait(facts),
    ...(notBefore === undefined ? {} : { notBefore }),
    oldHostsOff: facts.mxTtl,
    slack: OPERATIONAL_SLACK,
    issues: [...unknownMaxAge, ...issues],
  };
}

function announcementWait({ hosts, present, history, negativeTtl }: MxMigrationFacts): Wait {
  if (present === undefined) {
    // Senders that hold an earlier policy see the new id once resolvers forget that there was none.
    const isHeld = history === undefined || history.some((instance) => refusesSome(instance, hosts));
    return always(isHeld ? idWait({ negativeTtl }) : 0);
  }
  const { maxAge = MAX_AGE_LIMIT, mode } = present;
  return refusesSome(present, hosts)
    ? { relaxed: idWait(present), strict: fullWait({ mode, maxAge }, present) }
    : always(0);
}

/** The ends of what was enforced earlier without the hosts, unless all is over. */
function historyWait(facts: MxMigrationFacts): Wait | undefined {
  const { now, hosts, history, present, negativeTtl, presentSince = now } = facts;
  if (history === undefined) return always(presentSince + certainWait(present ?? { negativeTtl }));
  const lacking = history.filter((instance) => refusesSome(instance, hosts));
  const strict = heldUntil(lacking, facts);
  // Of an unknown end, what is certain is all that can be said, so the relaxed wait knows no better.
  const relaxed = Math.max(...lacking.map((instance) => instanceEnd(instance) ?? heldUntil([instance], facts)));
  return strict > now ? { relaxed, strict } : undefined;
}

function unknownPresent({ hosts, present }: MxMigrationFacts): readonly Issue[] {
  const isUnknown = present !== undefined && refusesSome(present, hosts) && present.maxAge === undefined;
  return isUnknown ? [toIssue({ code: "history-unknown" }, ["present", "maxAge"])] : [];
}

import { WEEK } from "./waits";

/** In what senders differ. The RFC leaves much of it open, and some go their own way. */
export interface SenderBehaviour {
  /** Asks for the TXT record at every delivery, or only without a valid cached policy (RFC 8461 §5.1 allows both). */
  readonly asks: "always" | "without-policy";
  /** An unchanged id at a delivery renews the cached policy without a fetch. */
  readonly extends: boolean;
  /** An unchanged id renews even a policy that has expired. */
  readonly revives: boolean;
  /** What it does once a day beside its deliveries (RFC 8461 §10.2): fetch whatever the id, or fetch if the id is a new one. */
  readonly refresh: "never" | "fetches" | "compares-ids";
  /** Asks for a newer policy before it gives up on a host (RFC 8461 §5: MUST before a permanent failure). */
  readonly rechecks: boolean;
  /** Seconds to which it raises a shorter max_age of an enforced policy. */
  readonly minMaxAge: number;
}

const eager: SenderBehaviour = {
  asks: "always",
  extends: false,
  revives: false,
  refresh: "never",
  rechecks: true,
  minMaxAge: 0,
};
const lazy: SenderBehaviour = { ...eager, asks: "without-policy" };

/**
 * The kinds of senders that the waits are made for: plain readings of the RFC, and what is deployed.
 *
 * @example
 * import { senderBehaviours, type SenderBehaviour } from "@mtasts/core/lifecycle";
 *
 * const slowest: SenderBehaviour = senderBehaviours.lazyForgetful;
 */
export const senderBehaviours = {
  /** RFC 8461, the id at every delivery. */
  eager,
  eagerDaily: { ...eager, refresh: "fetches" },
  /** RFC 8461, the id only without a valid policy. */
  lazy,
  lazyDaily: { ...lazy, refresh: "fetches" },
  /** Never asks again while it holds a policy, as postfix-tlspol. */
  lazyForgetful: { ...lazy, rechecks: false },
  lazyRaising: { ...lazy, rechecks: false, minMaxAge: WEEK },
  /** Raises short ages, as Mimecast's library. */
  eagerRaising: { ...eager, minMaxAge: WEEK },
  /** As Halon's script. */
  extending: { ...eager, extends: true },
  /** As postfix-mta-sts-resolver. */
  reviving: { ...eager, extends: true, revives: true },
  /** As mox. */
  revivingDaily: { ...eager, revives: true, refresh: "compares-ids" },
} as const satisfies Readonly<Record<string, SenderBehaviour>>;

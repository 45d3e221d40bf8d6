import { type Policy } from "@mtasts/core";
import { type FetchFailure } from "@mtasts/core/lifecycle";

/** What name servers answer, and for how many seconds a resolver may repeat it. */
export interface Answer<T> {
  /** Undefined where nothing of that type is there. */
  readonly value: T | undefined;
  readonly ttl: number;
}

/** What a policy host answers to a sender's request. */
export type Served =
  | { readonly outcome: "ok"; readonly policy: Policy; readonly body: string }
  | { readonly outcome: FetchFailure; readonly why: string };

/** One of the networks that a policy host's name can lead to: "cloudfront", or an address. */
export type Network = string;

/** All that a domain shows to senders at one moment. */
export interface Moment {
  /** Seconds of the emulated clock. */
  readonly at: number;
  /** The announced policy id, if there is exactly one (RFC 8461 §3.1). */
  readonly id: Answer<string>;
  /** Where the policy host's name leads. */
  readonly host: Answer<Network>;
  readonly mx: Answer<readonly string[]>;
  /** By network, also by those that the name does not lead to now: an old address is still asked. */
  readonly served: ReadonlyMap<Network, Served>;
}

/** Where senders look, and the clock that they share. It tells nothing of how a domain is deployed. */
export interface Internet {
  /** Asks for everything at once: the questions are put before the promise is returned. */
  readonly look: (domain: string) => Promise<Moment>;
  /** Calls back whenever something may look different; the function returned ends that. */
  readonly watch: (changed: () => void) => () => void;
  /** Seconds of the emulated clock. */
  readonly now: () => number;
  /** Moves the emulated clock. */
  readonly advance: (seconds: number) => void;
}

/** What a host answers, if it is one that serves a policy. */
export function servedAt({ served }: Moment, network: Network | undefined): Served {
  const found = network === undefined ? undefined : served.get(network);
  return found ?? { outcome: "fetch-error", why: "the name leads nowhere" };
}

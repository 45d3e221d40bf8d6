import type { Policy } from "../policy-reading";
import { senderBehaviours, type SenderBehaviour } from "./sender-behaviours";

/** What a sender remembers of one domain. Times are seconds on any one clock. */
export interface SenderCache {
  readonly policy?: CachedPolicy;
  /** The last fetch that failed, after which the same id is left alone for a while. */
  readonly failedFetch?: { readonly id: string; readonly at: number };
}

/** A policy as a sender keeps it. */
export interface CachedPolicy {
  /** The id that was announced when it was fetched. */
  readonly id: string;
  readonly policy: Policy;
  /** When it was fetched, or last taken for unchanged. */
  readonly fetchedAt: number;
}

/** What a sender would hear if it asked now. */
export interface Answers {
  readonly now: number;
  readonly txt: { readonly outcome: "record"; readonly id: string } | { readonly outcome: "none" | "temperror" };
  readonly https: { readonly outcome: "ok"; readonly policy: Policy } | { readonly outcome: FetchFailure };
}

/** Why no policy came: the certificate of the policy host, or anything else. */
export type FetchFailure = "fetch-error" | "webpki-error";

/** Result types of RFC 8460 §4.3.2.2 that a failed fetch is reported as. */
export type FetchReport = "sts-policy-fetch-error" | "sts-webpki-invalid";

/** What a sender does and remembers. */
export interface Discovery {
  /** Where the policy comes from that the sender applies; with none it delivers as though there were no MTA-STS. */
  readonly apply: "live" | "cached" | "none";
  readonly policy?: Policy;
  readonly cache: SenderCache;
  readonly asked: boolean;
  readonly fetched: boolean;
  readonly reports: readonly FetchReport[];
  /** Somebody at the sender should be told: a policy that is in force can't be refreshed (RFC 8461 §10.2). */
  readonly alert: boolean;
}

/** RFC 8461 §3.3: five minutes or longer between fetches under one id, in seconds. */
const RETRY_DELAY = 300;

const REPORTS = { "fetch-error": "sts-policy-fetch-error", "webpki-error": "sts-webpki-invalid" } as const;

/**
 * What a sender does before a delivery (RFC 8461 §3, §5.1). Only what it asks for is read from the answers.
 *
 * @example
 * import { senderDiscovers } from "@mtasts/core/lifecycle";
 *
 * const answers = { now: 0, txt: { outcome: "record", id: "a1" }, https: { outcome: "fetch-error" } } as const;
 * const { apply }: { readonly apply: string } = senderDiscovers({}, answers); // "none": it delivers as without MTA-STS
 */
export function senderDiscovers(
  cache: SenderCache,
  answers: Answers,
  behaviour: SenderBehaviour = senderBehaviours.eager,
): Discovery {
  const { now, txt } = answers;
  const held = heldPolicy(cache, now, behaviour);
  if (held !== undefined && behaviour.asks === "without-policy") return keeps(cache, held, false);
  // RFC 8461 §3.1: without a record nothing is fetched; §3.3: a valid cached policy applies all the same
  if (txt.outcome !== "record") return keeps(cache, held, true);

  const known = held ?? (behaviour.revives ? cache.policy : undefined);
  if (known?.id === txt.id) {
    const isRenewed = behaviour.extends || held === undefined;
    const renewed = isRenewed ? { ...known, fetchedAt: now } : known;
    return keeps({ ...cache, policy: renewed }, renewed, true);
  }
  return isTooSoon(cache, txt.id, now) ? keeps(cache, held, true) : fetches(cache, held, txt.id, answers);
}

/**
 * What a sender does to a cached policy once a day (RFC 8461 §3.3, §10.2). By the RFC it fetches whatever the TXT record says;
 * some senders take an unchanged id for an unchanged policy.
 *
 * @example
 * import { senderBehaviours, senderRefreshes } from "@mtasts/core/lifecycle";
 *
 * const policy = { mode: "enforce", mx: ["mail.example.com"], maxAge: 604_800 } as const;
 * const cache = { policy: { id: "a1", policy, fetchedAt: 0 } };
 * const answers = { now: 86_400, txt: { outcome: "none" }, https: { outcome: "ok", policy } } as const;
 * const { fetched }: { readonly fetched: boolean } = senderRefreshes(cache, answers, senderBehaviours.eagerDaily); // true
 */
export function senderRefreshes(cache: SenderCache, answers: Answers, behaviour: SenderBehaviour): Discovery {
  const { now, txt } = answers;
  const held = heldPolicy(cache, now, behaviour);
  const known = held ?? (behaviour.revives ? cache.policy : undefined);
  if (behaviour.refresh === "never" || known === undefined) return keeps(cache, held, false);
  if (behaviour.refresh === "compares-ids") {
    if (txt.outcome === "record" && txt.id === known.id) {
      const renewed = { ...known, fetchedAt: now };
      return keeps({ ...cache, policy: renewed }, renewed, true);
    }
    if (txt.outcome !== "record" && known.policy.mode === "none") return keeps(cache, held, true);
  }
  return fetches(cache, held, txt.outcome === "record" ? txt.id : known.id, answers);
}

/** The cached policy, unless it has expired. */
export function heldPolicy(cache: SenderCache, now: number, { minMaxAge }: SenderBehaviour): CachedPolicy | undefined {
  if (cache.policy === undefined) return undefined;
  const { policy, fetchedAt } = cache.policy;
  const maxAge = policy.mode === "enforce" ? Math.max(policy.maxAge, minMaxAge) : policy.maxAge;
  // RFC 8461 §5.1: valid while the time since the fetch has not exceeded max_age, so still at exactly max_age
  return now - fetchedAt <= maxAge ? cache.policy : undefined;
}

function fetches(cache: SenderCache, held: CachedPolicy | undefined, id: string, { now, https }: Answers): Discovery {
  if (https.outcome === "ok") {
    const { policy } = https;
    const renewed = { policy: { id, policy, fetchedAt: now } };
    return { apply: "live", policy, cache: renewed, asked: true, fetched: true, reports: [], alert: false };
  }
  const failed = { ...cache, failedFetch: { id, at: now } };
  // RFC 8461 §10.2: senders should alert their administrators, unless the cached mode is none
  const alert = held !== undefined && held.policy.mode !== "none";
  return { ...keeps(failed, held, true), fetched: true, reports: [REPORTS[https.outcome]], alert };
}

function keeps(cache: SenderCache, held: CachedPolicy | undefined, asked: boolean): Discovery {
  const nothing = { cache, asked, fetched: false, reports: [], alert: false };
  return held === undefined ? { ...nothing, apply: "none" } : { ...nothing, apply: "cached", policy: held.policy };
}

function isTooSoon({ failedFetch }: SenderCache, id: string, now: number): boolean {
  return failedFetch?.id === id && now - failedFetch.at < RETRY_DELAY;
}

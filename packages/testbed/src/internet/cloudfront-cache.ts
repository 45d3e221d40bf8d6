import { managedCachePolicies } from "../cloud/services/cloudfront-rules.js";
import { type Attributes, number, optionalText } from "../cloud/value.js";

/** How long a cache may keep an answer, in seconds. */
export interface Lifetimes {
  readonly min: number;
  readonly usual: number;
  readonly max: number;
}

const day = 86_400;
const year = 31_536_000;

const managed: Readonly<Record<string, Lifetimes>> = {
  [managedCachePolicies.CachingOptimized]: { min: 1, usual: day, max: year },
  [managedCachePolicies.CachingOptimizedForUncompressedObjects]: { min: 1, usual: day, max: year },
  [managedCachePolicies.CachingDisabled]: { min: 0, usual: 0, max: 0 },
  [managedCachePolicies.UseOriginCacheControlHeaders]: { min: 0, usual: 0, max: year },
};

/** What a cache behaviour allows: by its policy, or by its own TTLs where it has none. */
export function lifetimesOf(behavior: Attributes): Lifetimes {
  const policy = optionalText(behavior, "cache_policy_id");
  if (policy !== undefined) return managed[policy] ?? { min: 0, usual: 0, max: 0 };
  return {
    min: number(behavior, "min_ttl") ?? 0,
    usual: number(behavior, "default_ttl") ?? 0,
    max: number(behavior, "max_ttl") ?? 0,
  };
}

/** How many seconds CloudFront keeps an answer: what the origin asks for, within the behaviour's bounds. */
export function lifetimeOf({ min, usual, max }: Lifetimes, cacheControl: string | undefined): number {
  if (max === 0) return 0;
  if (cacheControl === undefined) return Math.min(Math.max(usual, min), max);
  if (/\b(no-store|no-cache|private)\b/i.test(cacheControl)) return min;
  const age = /\bs-maxage=(\d+)/i.exec(cacheControl)?.[1] ?? /\bmax-age=(\d+)/i.exec(cacheControl)?.[1];
  return Math.min(Math.max(age === undefined ? usual : Number(age), min), max);
}

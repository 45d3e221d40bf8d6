import { cloudflareRules, cloudfrontRules } from "./host-rules";
import { objectRules } from "./object-rules";
import { recordRules } from "./record-rules";
import type { ChildRules } from "./rules";

/**
 * What a transform may change, by the kind of child.
 *
 * @example
 * import { transformRules } from "@mtasts/core/adapter";
 *
 * const { use } = transformRules.distribution.arguments["default_cache_behavior.cache_policy_id"];
 * const isFixed: boolean = use === "kept";
 */
export const transformRules = {
  ...recordRules,
  ...objectRules,
  ...cloudfrontRules,
  ...cloudflareRules,
} as const satisfies Readonly<Record<string, ChildRules>>;

/** A kind of child whose arguments a transform can change. */
export type TransformedChild = keyof typeof transformRules;

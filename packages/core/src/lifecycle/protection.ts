import type { Mode } from "../mode";

/** What the protection of a deployment depends on. */
export interface ProtectionState {
  readonly mode: Mode;
  /** How often the domain has returned to earlier content; 0 or left out if never. */
  readonly revision?: number;
}

/**
 * Whether deleting the policy could stop mail: some sender may hold an `enforce` policy that has not expired. That is so in
 * `enforce`; in `none`, which is how an enforced policy is retired (RFC 8461 §8.3); and in `testing` after a roll-back, which
 * a revision above 0 shows.
 *
 * @example
 * import { needsProtection } from "@mtasts/core";
 *
 * const first: boolean = needsProtection({ mode: "testing" }); // false
 * const rolledBack: boolean = needsProtection({ mode: "testing", revision: 1 }); // true
 */
export function needsProtection({ mode, revision = 0 }: ProtectionState): boolean {
  return mode !== "testing" || revision > 0;
}

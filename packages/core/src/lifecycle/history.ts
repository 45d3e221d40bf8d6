import { matchesMx } from "../domain";
import { toIssue, type Issue } from "../issue";
import { MAX_AGE_LIMIT } from "../max-age";
import type { Mode } from "../mode";
import { certainWait, effectiveMaxAge } from "./waits";

/**
 * One publication of a policy; going back to earlier bytes is a new instance. Times are seconds on any one clock, and what is
 * left out is unknown, which is never taken for zero.
 */
export interface PolicyInstance {
  readonly mode: Mode;
  /** Seconds, as published. */
  readonly maxAge?: number;
  /**
   * The patterns.
   *
   * @default - unknown: the instance is taken to cover no host
   */
  readonly mx?: readonly string[];
  /** The id that announced it. */
  readonly id?: string;
  /** When the file was last reachable, at any address. */
  readonly fileEnded?: number;
  /**
   * When the id was last announced. Of a file that was never announced because its deployment stopped: when the id before it
   * was, for senders may hold the file under that one.
   */
  readonly idEnded?: number;
  /** The TTL of the TXT record in seconds. */
  readonly txtTtl: number;
}

/**
 * When an instance ended: no sender can fetch it afterwards, or find its id unchanged and extend what it holds. Undefined where
 * either end is unknown.
 *
 * @example
 * import { instanceEnd } from "@mtasts/core/lifecycle";
 *
 * const end: number | undefined = instanceEnd({ mode: "enforce", fileEnded: 1_000, idEnded: 1_060, txtTtl: 300 }); // 1360
 */
export function instanceEnd({ fileEnded, idEnded, txtTtl }: PolicyInstance): number | undefined {
  return fileEnded === undefined || idEnded === undefined ? undefined : Math.max(fileEnded, idEnded + txtTtl);
}

/**
 * When the last sender drops an instance: from its end on nobody renews it. Undefined where its end is unknown; with an unknown
 * `maxAge` the largest there is.
 *
 * @example
 * import { instanceExpiry } from "@mtasts/core/lifecycle";
 *
 * const instance = { mode: "enforce", maxAge: 604_800, fileEnded: 0, idEnded: 0, txtTtl: 300 } as const;
 * const expiry: number | undefined = instanceExpiry(instance); // 605100
 */
export function instanceExpiry(instance: PolicyInstance): number | undefined {
  const end = instanceEnd(instance);
  return end === undefined ? undefined : end + effectiveMaxAge(instance.mode, instance.maxAge ?? MAX_AGE_LIMIT);
}

/** What is known of the instances before the present one. Times are seconds on the clock of the history. */
export interface KnownPast {
  readonly now: number;
  /**
   * Every instance before the present one.
   *
   * @default - unknown, which is never taken for empty
   */
  readonly history?: readonly PolicyInstance[];
  /**
   * When the present instance was seen to be announced; whatever is unknown of earlier ones had ended by then.
   *
   * @default - `now`
   */
  readonly presentSince?: number;
}

/** When the last of these instances is dropped everywhere, the unknown ones at their certain bound; -Infinity if there is none. */
export function heldUntil(instances: readonly PolicyInstance[], { now, presentSince = now }: KnownPast): number {
  const bounds = instances.map((instance) => instanceExpiry(instance) ?? presentSince + certainWait(instance));
  return Math.max(...bounds);
}

/** What is missing in a history for the instances that matter. */
export function unknownPast({ history }: KnownPast, matters: (instance: PolicyInstance) => boolean): readonly Issue[] {
  if (history === undefined) return [toIssue({ code: "history-unknown" }, ["history"])];
  return history.flatMap((instance, i) => (matters(instance) ? unknownParts(instance, i) : []));
}

function unknownParts(instance: PolicyInstance, index: number): readonly Issue[] {
  const missing = (["maxAge", "fileEnded", "idEnded"] as const).filter((key) => instance[key] === undefined);
  return missing.map((key) => toIssue({ code: "history-unknown" }, ["history", index, key]));
}

/** Whether the instance can keep mail from a host: enforced, and without a pattern for one of the hosts. */
export function refusesSome({ mode, mx = [] }: PolicyInstance, hosts: readonly string[]): boolean {
  return mode === "enforce" && !coversAll(mx, hosts);
}

/** Whether every host matches a pattern. */
export function coversAll(patterns: readonly string[], hosts: readonly string[]): boolean {
  return hosts.every((host) => matchesMx(host, patterns));
}

/**
 * Whether an id was announced before. It must never be again: a sender that caught another body under it during an earlier
 * change would take that for current, unrefreshed. Raise `revision` until this is false. Instances without an id say nothing,
 * so keep their ids.
 *
 * @example
 * import { planDeployment } from "@mtasts/core";
 * import { wasAnnounced } from "@mtasts/core/lifecycle";
 *
 * const history = [{ mode: "testing", id: "3a36b56f663d63dd988cbc733aa4de00", txtTtl: 300 }] as const;
 * const plan = planDeployment({ domain: "example.com", mx: ["mail.example.com"], revision: 1 });
 * const repeats: boolean = plan.ok && wasAnnounced(plan.value.policyId, history);
 */
export function wasAnnounced(policyId: string, history: readonly PolicyInstance[]): boolean {
  return history.some(({ id }) => id === policyId);
}

import { DEFAULT_LONGEST } from "../config-lifecycle";
import { deploymentIssue, type DeploymentIssue } from "../deployment-issue";
import { needsProtection } from "../lifecycle/protection";
import { fullWait } from "../lifecycle/waits";
import { moment } from "../moment";
import type { DeploymentPlan } from "../plan";
import type { ZoneMoveTimes } from "./zone-move";

/** A deployment that lifts the protection, and what it may be for. */
export interface Lifted {
  readonly plan: DeploymentPlan;
  /** The move of the zone that is under way, if any. */
  readonly zoneMove?: ZoneMoveTimes | undefined;
  /** Seconds since 1970. */
  readonly now: number;
}

/**
 * What to say of `allowDestroy` while senders may hold a policy that is enforced. It stays a warning where warnings are errors: a
 * move of a host or a zone has no other way. Mode `none` has issues of its own, which know its dates.
 *
 * @example
 * import { planDeployment } from "@mtasts/core";
 * import { liftedProtection } from "@mtasts/core/adapter";
 *
 * const plan = planDeployment({ domain: "example.com", mode: "enforce", mx: ["mail.example.com"] });
 * const codes: readonly string[] = plan.ok ? liftedProtection({ plan: plan.value, now: 0 }).map(({ code }) => code) : [];
 */
export function liftedProtection({ plan, zoneMove, now }: Lifted): readonly DeploymentIssue[] {
  const { policy, revision, records } = plan;
  if (policy.mode === "none" || !needsProtection({ mode: policy.mode, revision })) return [];
  const maxAge = policy.mode === "enforce" ? policy.maxAge : DEFAULT_LONGEST + revision;
  const until = moment(now + fullWait({ mode: "enforce", maxAge }, { txtTtl: records.sts.ttl }));
  const held = `the protection from deletion is lifted, so a destroy would not be refused, while senders may hold a policy that is enforced until ${until}`;
  return [deploymentIssue({ code: "protection-lifted", problem: `${held}${untilMoved(zoneMove)}` }, ["allowDestroy"])];
}

function untilMoved(zoneMove: ZoneMoveTimes | undefined): string {
  if (zoneMove === undefined) return "";
  const { removableFrom } = zoneMove;
  return removableFrom === undefined
    ? ", and previousDns may not be removed before delegatedSince is known"
    : `; previousDns may be removed from ${removableFrom} on`;
}

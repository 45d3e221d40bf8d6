import type { DeploymentPlan } from "../plan";
import type { Policy } from "../policy-reading";
import { formatPolicy } from "../policy";
import type { RetirementFacts } from "./retirement";

/** What a domain publishes at one time, once a deployment has ended. */
export interface Publication {
  readonly policy: Policy;
  /** The id in the TXT record. */
  readonly id: string;
  /** The TTL of the TXT record in seconds. */
  readonly txtTtl: number;
  /**
   * What serves the policy, under any name that tells it from others, such as "cloudfront".
   *
   * @default - not compared: the host stays
   */
  readonly host?: string;
  /**
   * The hosts of the MX records.
   *
   * @default - not compared: the MX records stay
   */
  readonly mx?: readonly string[];
}

/**
 * What a deployment plan publishes, for `planTransition`.
 *
 * @example
 * import { planDeployment } from "@mtasts/core";
 * import { publicationOf, type Publication } from "@mtasts/core/lifecycle";
 *
 * const plan = planDeployment({ domain: "example.com", mx: ["mail.example.com"] });
 * const publication: Publication | null = plan.ok ? publicationOf(plan.value) : null;
 */
export function publicationOf({ policy, policyId, records }: DeploymentPlan): Publication {
  return { policy, id: policyId, txtTtl: records.sts.ttl };
}

/** Whether both serve the same bytes. */
export function isSamePolicy(one: Policy, other: Policy): boolean {
  return formatPolicy(one) === formatPolicy(other);
}

/** A policy and its id. */
export type Announcement = Pick<Publication, "policy" | "id">;

/** Whether the policy is served from elsewhere afterwards. */
export function isMove(from: Publication, to: Publication): boolean {
  return from.host !== undefined && to.host !== undefined && from.host !== to.host;
}

/** Whether the MX records name other hosts afterwards. */
export function changesMx(from: Publication, to: Publication): boolean {
  const { mx: old } = from;
  const { mx: hosts } = to;
  if (old === undefined || hosts === undefined) return false;
  return hosts.some((host) => !old.includes(host)) || old.some((host) => !hosts.includes(host));
}

/** What a removal has to reckon with: of the announced policy and the files of stopped deployments, what is held longest. */
export function presentOf(
  { policy, txtTtl }: Publication,
  { served = [] }: { readonly served?: readonly Announcement[] },
): RetirementFacts["present"] {
  const enforced = [policy, ...served.map((each) => each.policy)].filter(({ mode }) => mode === "enforce");
  const maxAge = Math.max(...enforced.map((each) => each.maxAge));
  return enforced.length === 0 ? { ...policy, txtTtl } : { mode: "enforce", maxAge, txtTtl };
}

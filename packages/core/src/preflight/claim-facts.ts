import type { Claims, HostMove, HostName, MigrationClaims } from "../claims";
import type { DeploymentPlan } from "../plan";
import { preflightIssue, type PreflightFault, type PreflightIssue } from "./preflight-issue";

export type { Claims, HostMove, HostName, MigrationClaims };

/** Arguments that state something, and what they would publish. */
export interface Stated {
  readonly domain: string;
  /** What is announced once the deployment has ended. */
  readonly policyId: string;
  /** The mode that is published. */
  readonly mode: DeploymentPlan["policy"]["mode"];
  readonly revision: number;
  readonly claims: Claims;
  /**
   * Whether the deployment lifts the protection from deletion.
   *
   * @default false
   */
  readonly allowDestroy?: boolean;
  /**
   * Whether a former host is kept.
   *
   * @default false
   */
  readonly keepsFormer?: boolean;
  /**
   * Both hosts, where a former one is kept.
   *
   * @default - unknown: the former host is not compared with where the name leads
   */
  readonly hostMove?: HostMove;
  /**
   * Whether the arguments are the variables of an HCL module, which issues then name as Terraform does.
   *
   * @default false
   */
  readonly isModule?: boolean;
  /**
   * The present time, in seconds since 1970.
   *
   * @default - unknown: every time lies long ago
   */
  readonly now?: number;
}

/** What a plan states. */
export function statedBy({ domain, policyId, policy, revision, claims }: DeploymentPlan): Stated {
  return { domain, policyId, mode: policy.mode, revision, claims };
}

/** A claim that the live domain disproves: an error in every mode of preflight. */
export function disproved(fault: PreflightFault, ...path: readonly string[]): PreflightIssue {
  return preflightIssue({ ...fault, refusedIn: "warn" }, path);
}

/** More names than a reader needs, and a bound on what a foreign answer can make a message say. */
const MAX_NAMES = 5;

/** Names as one value of a message. */
export function listed(names: readonly string[]): string {
  const left = names.length - MAX_NAMES;
  return [...names.slice(0, MAX_NAMES), ...(left > 0 ? [`${left} more`] : [])].join(", ");
}

import { parsed, toIssue, type Fault, type Parsed } from "../issue";
import type { DeploymentIssue } from "../deployment-issue";
import { readDeploymentOutputs } from "../deployment-outputs";
import { isRecord } from "../json";
import { judgeDomain, type PlanFacts, type PlannedDomain } from "./judge-domain";
import { readPulumiPlan } from "./pulumi-plan";
import type { ResourcePlan } from "./resource-change";
import { policyChanges, type PolicyChange } from "./roles";
import { readTerraformPlan } from "./terraform-plan";

export type { PlanFacts };

/** What a plan would do to the policies that it touches. */
export interface CheckedPlan {
  readonly tool: ResourcePlan["tool"];
  /** How many resources the plan holds, whatever they are. */
  readonly resources: number;
  /** Every policy domain with a resource in the plan; empty if the plan holds none. */
  readonly domains: readonly PlannedDomain[];
  /** All that is wrong or unwise; each path begins with the address of a resource. */
  readonly issues: readonly DeploymentIssue[];
}

/**
 * Judges a plan of a deployment before it is carried out: what Terraform and OpenTofu print with `show -json`, or Pulumi with
 * `preview --json`. An error is a plan that would leave senders with a policy that is still in force and that nothing serves or
 * announces any more (RFC 8461 §8.3), that moves the host and changes the policy at once (§8.1), or that re-creates the record.
 * Never throws: what is no plan is refused.
 *
 * @example
 * import { checkPlan } from "@mtasts/core/plan-check";
 *
 * const plan = checkPlan(JSON.parse("{}"), { now: 0 });
 * const isSafe: boolean = plan.ok && plan.value.issues.every(({ severity }) => severity !== "error");
 */
export function checkPlan(json: unknown, facts: PlanFacts): Parsed<CheckedPlan> {
  const plan = isRecord(json) ? (readTerraformPlan(json) ?? readPulumiPlan(json)) : undefined;
  if (plan === undefined) return parsed<CheckedPlan>(undefined, [toIssue(UNREADABLE, [])]);
  const deployed = new Map(readDeploymentOutputs(plan.outputs).map((each) => [each.domain, each.policyText]));
  const domains = byDomain(policyChanges(plan.changes), [...deployed.keys()]).map(([domain, changes]) =>
    judgeDomain({ domain, changes, deployed: deployed.get(domain ?? "") }, facts),
  );
  const issues = domains.flatMap((each) => each.issues);
  return { ok: true, value: { tool: plan.tool, resources: plan.changes.length, domains, issues }, warnings: [] };
}

const UNREADABLE: Fault = {
  code: "argument-type",
  problem: 'must be what "terraform show -json" prints of a plan, or "pulumi preview --json"',
};

/** The changes of each domain. A resource that does not tell its own belongs to the only one there is, or to an unknown one. */
function byDomain(
  changes: readonly PolicyChange[],
  deployed: readonly string[],
): readonly (readonly [string | undefined, readonly PolicyChange[]])[] {
  const shown = changes.flatMap(({ domain }) => (domain === undefined ? [] : [domain]));
  const told = [...new Set([...shown, ...deployed])].sort();
  const [only] = told.length === 1 ? told : [];
  const groups = new Map<string | undefined, PolicyChange[]>();
  for (const change of changes) {
    const domain = change.domain ?? only;
    groups.set(domain, [...(groups.get(domain) ?? []), { ...change, domain }]);
  }
  return [...groups];
}

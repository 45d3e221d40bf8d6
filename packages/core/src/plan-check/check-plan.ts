import { toIssue, type Fault, type Issue } from "../issue";
import { deploymentIssue, type DeploymentIssue } from "../deployment-issue";
import { readDeploymentOutputs } from "../deployment-outputs";
import { isRecord } from "../json";
import { zoneMovesIn } from "./former-zone";
import { judgeDomain, type PlanFacts, type PlannedDomain } from "./judge-domain";
import { unnamedCreations } from "./creations";
import { readPulumiPlan } from "./pulumi-plan";
import type { ResourcePlan } from "./resource-change";
import { policyChanges, type PolicyChange } from "./roles";
import { foreignFormat, readTerraformPlan } from "./terraform-plan";
import { zoneNamesIn } from "./zone-names";

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

/** A plan that was judged, or the reason why it could not be. */
export type PlanVerdict =
  | { readonly ok: true; readonly value: CheckedPlan; readonly warnings: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly DeploymentIssue[] };

/**
 * The issue of a file that is no complete plan, or larger than what is read: for callers that read it themselves.
 *
 * @example
 * import { formatIssue } from "@mtasts/core";
 * import { unreadablePlan } from "@mtasts/core/plan-check";
 *
 * const line: string = formatIssue(unreadablePlan("plan.json", "the JSON ends early"));
 */
export function unreadablePlan(file: string, problem: string): DeploymentIssue {
  return deploymentIssue({ code: "plan-unreadable", problem }, [file]);
}

/**
 * Whether an issue says that the plan does not show enough to be judged: what a strict gate refuses, too.
 *
 * @example
 * import { checkPlan, isUnjudged } from "@mtasts/core/plan-check";
 *
 * const plan = checkPlan(JSON.parse('{"steps":[]}'), { now: 0 });
 * const isJudged: boolean = plan.ok && !plan.value.issues.some(isUnjudged);
 */
export function isUnjudged({ code }: DeploymentIssue): boolean {
  return UNJUDGED.has(code);
}

const UNJUDGED: ReadonlySet<DeploymentIssue["code"]> = new Set([
  "not-judged",
  "host-not-in-plan",
  "record-not-in-plan",
] as const);

/**
 * Judges a plan of a deployment before it is carried out: what Terraform and OpenTofu print with `show -json`, or Pulumi with
 * `preview --json`. An error is a plan that would leave senders with a policy that is still in force and that nothing serves or
 * announces any more (RFC 8461 §8.3), that moves the host and changes the policy at once (§8.1), or that re-creates the record;
 * and a plan after which senders would find another policy, id, record, or cache than they may. What the plan leaves open is
 * reported as `not-judged`. Never throws: a value that is not a plan is refused. Takes time in proportion to the plan.
 *
 * @example
 * import { checkPlan } from "@mtasts/core/plan-check";
 *
 * const plan = checkPlan(JSON.parse("{}"), { now: 0 });
 * const isSafe: boolean = plan.ok && plan.value.issues.every(({ severity }) => severity !== "error");
 */
export function checkPlan(json: unknown, facts: PlanFacts): PlanVerdict {
  const plan = isRecord(json) ? (readTerraformPlan(json) ?? readPulumiPlan(json)) : undefined;
  const version = plan?.tool === "terraform" && isRecord(json) ? foreignFormat(json) : undefined;
  if (version !== undefined) {
    return { ok: false, issues: [deploymentIssue({ code: "plan-version", got: version }, ["format_version"])] };
  }
  if (plan === undefined) return { ok: false, issues: [toIssue(UNREADABLE, [])] };
  const { isComplete } = plan;
  const deployed = new Map(readDeploymentOutputs(plan.outputs).map((each) => [each.domain, each.policyText]));
  const zones = isRecord(json) ? zoneNamesIn(json, plan.changes) : new Map<string, string>();
  const zoneMoves = zoneMovesIn(plan.outputs);
  const domains = byDomain(policyChanges(plan.changes, zones), [...deployed.keys()]).map(([domain, changes]) =>
    judgeDomain({ domain, changes, deployed: deployed.get(domain ?? ""), isComplete, zoneMoves }, facts),
  );
  const issues = [...domains.flatMap((each) => each.issues), ...unnamedCreations(plan.changes, zones)];
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
    const group = groups.get(domain);
    if (group === undefined) groups.set(domain, [{ ...change, domain }]);
    else group.push({ ...change, domain });
  }
  return [...groups];
}

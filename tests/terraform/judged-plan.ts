import { checkPlan } from "@mtasts/core/plan-check";
import type { Deployment } from "./deployment";

/** What would be done to the resources of a plan, and the errors of the gate, each once. */
export interface JudgedPlan {
  readonly actions: readonly string[];
  readonly issues: readonly string[];
}

interface PlanFile {
  readonly resource_changes?: readonly {
    readonly type: string;
    readonly change: { readonly actions: readonly string[] };
  }[];
}

const FILE = "judged.plan";

/** Plans what is configured, and judges the plan. */
export async function judgedPlan({ must }: Deployment): Promise<JudgedPlan> {
  await must("plan", "-out", FILE);
  const plan: unknown = JSON.parse((await must("show", "-json", FILE)).output);
  const verdict = checkPlan(plan, { now: Math.floor(Date.now() / 1_000) });
  if (!verdict.ok) throw new Error(verdict.issues.map(({ message }) => message).join("\n"));
  const { resource_changes: changes = [] } = plan as PlanFile;
  const actions = changes.flatMap(({ type, change }) =>
    change.actions.includes("no-op") ? [] : [`${change.actions.join("-")} ${type}`],
  );
  const serious = verdict.value.issues.filter(({ severity }) => severity === "error");
  return { actions: [...new Set(actions)].sort(), issues: [...new Set(serious.map(({ code }) => code))].sort() };
}

/** Applies the plan that was judged last. Returns what was changed in the clouds, in its order. */
export async function applyJudged({ must, bed }: Deployment): Promise<readonly string[]> {
  const { calls } = bed.cloud.control;
  const start = calls.length;
  await must("apply", "-auto-approve", FILE);
  const changes = calls.slice(start).filter(({ operation }) => operation !== "read");
  return changes.map(({ operation, type }) => `${operation} ${type}`);
}

import { DEFAULT_MAX_AGE } from "../config";
import type { Mode } from "../mode";
import type { DeploymentPlan } from "../plan";
import type { Announcement } from "./announcement";
import { preflightIssue, type PreflightIssue } from "./preflight-issue";

/** The order in which a domain goes through the modes. */
const STAGE: Readonly<Record<Mode, number>> = { testing: 0, enforce: 1, none: 2 };

/** A larger distance from the default age is an age of the user's own. */
const MAX_REVISION = 100;

/**
 * Whether the policy seems to go back to one that was announced before. The live record shows one id and no history, so this is a
 * guess, and only made where the engine's state remembers nothing: a policy that was announced within the same mode is not seen.
 */
export function judgeReturn(plan: DeploymentPlan, { policy: live, state }: Announcement): readonly PreflightIssue[] {
  if (state !== "whole" || live === undefined) return [];
  const { mode } = plan.policy;
  const revision = revisionOf(live.mode, live.maxAge);
  const isBack = STAGE[mode] < STAGE[live.mode];
  if (revision !== undefined && plan.revision < revision) {
    return [maybeReused(plan, `the live policy seems to have revision ${revision}`, revision + 1)];
  }
  if (!isBack || (plan.revision > 0 && plan.revision !== revision)) return [];
  return [maybeReused(plan, `the policy goes back from ${live.mode} to ${mode}`, plan.revision + 1)];
}

/** The revision in a live `max_age`, which has it on top of an age that is known only where it is the default one. */
function revisionOf(mode: Mode, maxAge: number): number | undefined {
  const revision = maxAge - DEFAULT_MAX_AGE[mode];
  return revision >= 0 && revision <= MAX_REVISION ? revision : undefined;
}

function maybeReused({ revision }: DeploymentPlan, sign: string, write: number): PreflightIssue {
  const problem = `${sign}, so this policy may have been announced before under the same id`;
  return preflightIssue({ code: "id-reused", got: revision, problem, write, severity: "warning" }, ["revision"]);
}

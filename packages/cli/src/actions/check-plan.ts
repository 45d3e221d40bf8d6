import { formatIssue } from "@mtasts/core";
import { checkPlan, creationsInPlan, isUnjudged } from "@mtasts/core/plan-check";
import type { PreflightIssue } from "@mtasts/core/preflight";
import type { CheckFlags } from "../commands/check";
import type { Context } from "../context";
import { exitCodes, undone, wrongUsage } from "../exit-code";
import { nameOf } from "../input";
import { portsOptions } from "../network";
import { isUnchecked, judgeLive, statedFor, subjectsOf, type PlanSubject } from "../plan-claims";
import { readPlanFile } from "../plan-file";
import { countOf, exitCodeFor } from "../severity";
import { issueLines } from "../show/issue-text";
import { planLines } from "../show/plan-text";

interface PlanRun {
  readonly args: readonly string[];
  readonly flags: CheckFlags;
  readonly context: Context;
}

/** Judges the plan in a file, and compares what it states with the live domains. */
export async function checkPlanFile(file: string, { args, flags, context }: PlanRun): Promise<void> {
  if (args.length > 0 || flags.expect !== undefined) throw wrongUsage("--plan takes neither domains nor --expect");
  const { noneSince, longestMaxAge } = flags;
  const json = await readPlanFile(context.io, file);
  const plan = checkPlan(json, {
    now: Math.floor(context.io.now() / 1_000),
    ...(noneSince === undefined ? {} : { noneSince }),
    ...(longestMaxAge === undefined ? {} : { longestMaxAge }),
  });
  if (!plan.ok) throw undone(`${nameOf(file)}: ${plan.issues.map(formatIssue).join("\n")}`);
  const subjects = subjectsOf(statedFor(json, plan.value, flags), creationsInPlan(json));
  const disproved = await compareWithLive(subjects, flags, context);
  const issues = [...plan.value.issues, ...disproved];
  if (flags.json === true) context.json({ version: 1, ...plan.value, issues });
  else {
    context.note(countOf(issues));
    context.out([
      ...planLines(plan.value, context.paint),
      ...(disproved.length === 0 ? [] : ["", ...issueLines(disproved, context.paint)]),
    ]);
  }
  const isRefused = flags.strict === true && plan.value.issues.some(isUnjudged);
  const found = isRefused ? exitCodes.issue : exitCodeFor(issues, flags.failOn);
  context.endWith(found === exitCodes.fine && disproved.some(isUnchecked) ? exitCodes.undone : found);
}

/** Compares what the plan states and creates with the live domains, unless that is forbidden. */
async function compareWithLive(
  subjects: readonly PlanSubject[],
  flags: CheckFlags,
  context: Context,
): Promise<readonly PreflightIssue[]> {
  if (subjects.length === 0) return [];
  const { io } = context;
  if (flags.offline === true) {
    context.note(`offline: ${uncompared(subjects)} was not compared with the live domains`);
    return [];
  }
  const ports = await io.ports(await portsOptions(io, flags));
  const now = Math.floor(io.now() / 1_000);
  return await judgeLive(subjects, ports, { now, timeoutMs: flags.timeout * 1_000 });
}

function uncompared(subjects: readonly PlanSubject[]): string {
  const creates = subjects.some(({ planned }) => planned !== undefined);
  const states = subjects.some(({ stated }) => stated !== undefined);
  const parts = [...(states ? ["what the arguments state"] : []), ...(creates ? ["what the plan creates"] : [])];
  return parts.join(" and ");
}

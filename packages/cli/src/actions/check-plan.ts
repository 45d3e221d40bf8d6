import { formatIssue } from "@mtasts/core";
import { checkPlan, creationsInPlan } from "@mtasts/core/plan-check";
import type { CheckFlags } from "../commands/check";
import type { Context } from "../context";
import { exitCodes, undone, wrongUsage } from "../exit-code";
import { nameOf } from "../input";
import { portsOptions } from "../network";
import {
  isUnchecked,
  judgeLive,
  statedFor,
  subjectsOf,
  withLive,
  type LiveVerdict,
  type PlanSubject,
} from "../plan-claims";
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
  const subjects = subjectsOf(statedFor(json, plan.value, flags), creationsInPlan(json), plan.value);
  const live = await compareWithLive(subjects, flags, context);
  const { plan: judged, isJudged } = withLive(plan.value, live);
  const issues = [...judged.issues, ...live.issues];
  if (flags.json === true) context.json({ version: 1, ...judged, issues });
  else {
    context.note(countOf(issues));
    context.out([
      ...planLines(judged, context.paint),
      ...(live.issues.length === 0 ? [] : ["", ...issueLines(live.issues, context.paint)]),
    ]);
  }
  const isStrict = flags.strict === true;
  const found = isStrict && !isJudged ? exitCodes.issue : exitCodeFor(issues, flags.failOn);
  const isUnseen = live.issues.some((one) => isUnchecked(one) || (isStrict && one.code === "preflight-incomplete"));
  context.endWith(found === exitCodes.fine && isUnseen ? exitCodes.undone : found);
}

/** Compares what the plan states and creates with the live domains, unless that is forbidden. */
async function compareWithLive(
  subjects: readonly PlanSubject[],
  flags: CheckFlags,
  context: Context,
): Promise<LiveVerdict> {
  if (subjects.length === 0) return NOTHING_LIVE;
  const { io } = context;
  if (flags.offline === true) {
    context.note(`offline: ${uncompared(subjects)} was not compared with the live domains`);
    return NOTHING_LIVE;
  }
  const ports = await io.ports(await portsOptions(io, flags));
  const now = Math.floor(io.now() / 1_000);
  return await judgeLive(subjects, ports, { now, timeoutMs: flags.timeout * 1_000 });
}

const NOTHING_LIVE: LiveVerdict = { issues: [], judged: [] };

function uncompared(subjects: readonly PlanSubject[]): string {
  const creates = subjects.some(({ planned }) => planned !== undefined);
  const states = subjects.some(({ stated }) => stated !== undefined);
  const isHalf = subjects.some(({ unshown }) => unshown !== undefined);
  const parts = [
    ...(states ? ["what the arguments state"] : []),
    ...(creates ? ["what the plan creates"] : []),
    ...(isHalf ? ["what the plan does not show"] : []),
  ];
  return parts.join(" and ");
}

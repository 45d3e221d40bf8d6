import type { DeployedOutputs } from "@mtasts/core/deployment-outputs";
import { formatIssue } from "@mtasts/core";
import { checkPlan, creationsInPlan, isUnjudged } from "@mtasts/core/plan-check";
import type { PreflightIssue } from "@mtasts/core/preflight";
import { Option, type Command } from "commander";
import type { Context } from "../context";
import { checkAll, domainsOf, expectedFor, readExpected, type CheckedDomain } from "../domains";
import { exitCodes, undone, wrongUsage, type ExitCode } from "../exit-code";
import { nameOf } from "../input";
import { parseCount, parseMoment, portsOptions, withFailOn, withNetworkOptions, type NetworkFlags } from "../options";
import { isUnchecked, judgeLive, statedFor, subjectsOf, type PlanSubject } from "../plan-claims";
import { countOf, exitCodeFor, type FailLevel } from "../severity";
import { readPlanFile } from "../plan-file";
import { issueLines } from "../show/issue-text";
import { planLines } from "../show/plan-text";
import { reportTable } from "../show/report-table";
import { reportLines } from "../show/report-text";
import { Progress } from "../terminal/progress";

interface CheckFlags extends NetworkFlags {
  readonly json?: true;
  readonly smtp?: true;
  readonly expect?: string;
  readonly plan?: string;
  readonly strict?: true;
  readonly offline?: true;
  readonly noneSince?: number;
  readonly longestMaxAge?: number;
  readonly failOn: FailLevel;
}

export function addCheck(program: Command, context: Context): void {
  const command = program
    .command("check")
    .summary("look at domains as a sending mail server does, or at a plan")
    .description(
      "Tells what a sending mail server would conclude about domains, why, and what to do; or what a plan would break.",
    )
    .argument("[domain...]", "domains to check; - reads names from standard input, one a line")
    .option("--json", "print the result as JSON")
    .option("--smtp", "connect to the MX hosts too, and check STARTTLS and certificates")
    .option("--expect <file>", "fail where the internet differs from these outputs of a deployment")
    .option("--plan <file>", 'judge this plan: "terraform show -json" or "pulumi preview --json"; - is standard input')
    .option("--strict", "with --plan: fail where the plan does not show enough to be judged")
    .option("--offline", "with --plan: do not compare it with the live domains")
    .addOption(new Option("--none-since <time>", "with --plan: when mode none was announced").argParser(parseMoment))
    .addOption(
      new Option("--longest-max-age <seconds>", "with --plan: the longest max_age ever served").argParser(
        parseCount(0, 31_557_600),
      ),
    )
    .addHelpText("after", EXAMPLES);
  withFailOn(withNetworkOptions(command)).action(async (args: readonly string[], flags: CheckFlags) => {
    await (flags.plan === undefined
      ? checkDomains(args, flags, context)
      : judgePlan(flags.plan, { args, flags, context }));
  });
}

const EXAMPLES = `
Examples:
  mtasts check example.com
  mtasts check --smtp --fail-on warning example.com example.org
  mtasts check --json - < domains.txt
  pulumi stack output --json > deployed.json && mtasts check --expect deployed.json
  terraform show -json tfplan | mtasts check --plan -`;

async function checkDomains(args: readonly string[], flags: CheckFlags, context: Context): Promise<void> {
  const { io } = context;
  const { noneSince: since, longestMaxAge: longest, strict, offline } = flags;
  if (since !== undefined || longest !== undefined || strict === true || offline === true) {
    throw wrongUsage("--strict, --offline, --none-since and --longest-max-age belong to --plan");
  }
  const { expect } = flags;
  const expected = expect === undefined ? new Map<string, DeployedOutputs>() : await readExpected(io, expect);
  const given = await domainsOf(io, args);
  const domains = args.length === 0 ? [...expected.keys()] : given;
  if (args.length === 0 && expect === undefined) throw wrongUsage("name a domain, or give --expect or --plan");
  if (domains.length === 0) throw undone("there is no domain to check");
  if (expect !== undefined) for (const domain of domains) expectedFor(expected, domain, expect);

  const progress = new Progress(io.stderr, domains.length);
  const ports = io.ports(await portsOptions(io, flags));
  const options = { smtp: flags.smtp ?? false, timeoutMs: flags.timeout * 1_000 };
  const onDone = progress.step.bind(progress);
  const checked = await checkAll(domains, { ports, options, expected, onDone });
  progress.end();
  tell(checked, flags, context);
  context.endWith(exitCodeOf(checked, flags.failOn));
}

function tell(checked: readonly CheckedDomain[], { json, failOn }: CheckFlags, context: Context): void {
  if (json === true) {
    context.json({ version: 1, domains: checked });
    return;
  }
  const [only] = checked;
  const lines =
    checked.length === 1 && only !== undefined
      ? reportLines(only.report, only.differences, context.paint)
      : reportTable(checked, failOn, context.paint);
  context.out(lines);
  const issues = checked.flatMap(({ report, differences }) => [...differences, ...report.issues]);
  const of = checked.length === 1 ? "" : ` in ${checked.length} domains`;
  context.note(`${countOf(issues)}${of}`);
}

/** What was seen decides; only where nothing seen is wrong does it matter that something could not be seen. */
function exitCodeOf(checked: readonly CheckedDomain[], level: FailLevel): ExitCode {
  const seen = checked.filter(({ report }) => report.verdict !== "unknown");
  const issues = seen.flatMap(({ report, differences }) => [...differences, ...report.issues]);
  const found = exitCodeFor(issues, level);
  return found === exitCodes.fine && seen.length < checked.length ? exitCodes.undone : found;
}

interface PlanRun {
  readonly args: readonly string[];
  readonly flags: CheckFlags;
  readonly context: Context;
}

async function judgePlan(file: string, { args, flags, context }: PlanRun): Promise<void> {
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
    context.out([
      ...planLines(plan.value, context.paint),
      ...(disproved.length === 0 ? [] : ["", ...issueLines(disproved, context.paint)]),
    ]);
    context.note(countOf(issues));
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
  const ports = io.ports(await portsOptions(io, flags));
  const now = Math.floor(io.now() / 1_000);
  return await judgeLive(subjects, ports, { now, timeoutMs: flags.timeout * 1_000 });
}

function uncompared(subjects: readonly PlanSubject[]): string {
  const creates = subjects.some(({ planned }) => planned !== undefined);
  const states = subjects.some(({ stated }) => stated !== undefined);
  const parts = [...(states ? ["what the arguments state"] : []), ...(creates ? ["what the plan creates"] : [])];
  return parts.join(" and ");
}

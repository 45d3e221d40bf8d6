import type { DeployedOutputs } from "@mtasts/core/deployment-outputs";
import type { CheckFlags } from "../commands/check";
import type { Context } from "../context";
import { checkAll, domainsOf, expectedFor, readExpected, type CheckedDomain } from "../domains";
import { exitCodes, undone, wrongUsage, type ExitCode } from "../exit-code";
import { portsOptions } from "../network";
import { exitCodeFor, type FailLevel } from "../severity";
import { reportTable } from "../show/report-table";
import { reportLines } from "../show/report-text";
import { Progress } from "../terminal/progress";

/** Checks the domains as a sender would, and reports what it found. */
export async function checkDomains(args: readonly string[], flags: CheckFlags, context: Context): Promise<void> {
  const { io } = context;
  const { noneSince: since, longestMaxAge: longest, strict, offline } = flags;
  if (since !== undefined || longest !== undefined || strict === true || offline === true) {
    throw wrongUsage("--strict, --offline, --none-since and --longest-max-age require --plan");
  }
  const { expect } = flags;
  const expected = expect === undefined ? new Map<string, DeployedOutputs>() : await readExpected(io, expect);
  const given = await domainsOf(io, args, context.noteTaken);
  const domains = args.length === 0 ? [...expected.keys()] : given;
  if (args.length === 0 && expect === undefined) throw wrongUsage("name a domain, or give --expect or --plan");
  if (domains.length === 0) throw undone("no domain to check");
  if (expect !== undefined) for (const domain of domains) expectedFor(expected, domain, expect);

  const progress = new Progress(io.stderr, domains.length);
  const ports = await io.ports(await portsOptions(io, flags));
  const options = { smtp: flags.smtp ?? false, search: flags.search, timeoutMs: flags.timeout * 1_000 };
  const onDone = progress.step.bind(progress);
  progress.begin(domains[0] ?? "");
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
      : reportTable(checked, failOn, context);
  context.out(lines);
}

/** What was seen decides; only where nothing seen is wrong does it matter that something could not be seen. */
function exitCodeOf(checked: readonly CheckedDomain[], level: FailLevel): ExitCode {
  const seen = checked.filter(({ report }) => report.verdict !== "unknown");
  const issues = seen.flatMap(({ report, differences }) => [...differences, ...report.issues]);
  const found = exitCodeFor(issues, level);
  return found === exitCodes.fine && seen.length < checked.length ? exitCodes.undone : found;
}

import { checkDomain, type CheckReport } from "@mtasts/check";
import type { DeployedOutputs } from "@mtasts/core/deployment-outputs";
import { moment, planRetirement, type RetirementFacts } from "@mtasts/core/lifecycle";
import type { RetireFlags } from "../commands/retire";
import type { Context } from "../context";
import { differencesOf, expectedFor, readExpected, takenDomain } from "../domains";
import { exitCodes, undone } from "../exit-code";
import { portsOptions } from "../network";
import { retirementLines, stepsOf, type Retirement } from "../show/retirement-text";

/** Plans the rest of a retirement from what is live and from what was declared. */
export async function retire(given: string, flags: RetireFlags, context: Context): Promise<void> {
  const { io } = context;
  const { expect } = flags;
  const expected = expect === undefined ? undefined : await readExpected(io, expect);
  const ports = await io.ports(await portsOptions(io, flags));
  const report = await checkDomain(takenDomain(given, context.noteTaken), ports, {
    search: false,
    timeoutMs: flags.timeout * 1_000,
  });
  const wanted =
    expect === undefined || expected === undefined ? undefined : expectedFor(expected, report.domain, expect);
  const now = Math.floor(io.now() / 1_000);
  const told = toldBy(flags, wanted);
  refuseWhatCannotBe(report, now, flags);
  const facts = factsOf(report, now, told);
  const plan = planRetirement(facts);
  const differences = differencesOf(report, wanted);
  const retirement: Retirement = { domain: report.domain, verdict: report.verdict, facts, plan, differences };
  if (flags.json === true) context.json(asJson(retirement));
  else context.out(retirementLines(retirement, told.longestMaxAge !== undefined, context.paint));
  const isDone =
    plan.waitSeconds === 0 && ![...plan.issues, ...differences].some(({ severity }) => severity === "error");
  context.endWith(isDone ? exitCodes.fine : exitCodes.issue);
}

/** What is told of the past: by the command line, or else by the deployment. */
type Told = Pick<RetireFlags, "longestMaxAge" | "noneSince">;

function toldBy({ longestMaxAge, noneSince }: RetireFlags, wanted: DeployedOutputs | undefined): Told {
  const longest = longestMaxAge ?? wanted?.retirement?.longestMaxAge;
  const since = noneSince ?? wanted?.retirement?.noneSince;
  return {
    ...(longest === undefined ? {} : { longestMaxAge: longest }),
    ...(since === undefined ? {} : { noneSince: since }),
  };
}

/** Nothing is planned on what was not seen, or on what contradicts what was. */
function refuseWhatCannotBe(
  { domain, verdict, policy, mx, issues }: CheckReport,
  now: number,
  flags: RetireFlags,
): void {
  if (mx.outcome === "nxdomain" && verdict === "absent") {
    throw undone(`${domain}: the domain does not exist, so there is nothing to retire; check the spelling`);
  }
  if (verdict === "unknown") throw undone(issues[0]?.message ?? "what senders see could not be found out from here");
  const { noneSince = 0 } = flags;
  if (noneSince > now) throw undone("--none-since lies in the future");
  const mode = policy.policy?.mode ?? "none";
  if (noneSince > 0 && mode !== "none") throw undone(`--none-since cannot hold: ${domain} announces mode ${mode}`);
}

/** Whatever cannot be seen from outside is taken for the worst, unless it is told. */
function factsOf({ policy, record }: CheckReport, now: number, { longestMaxAge, noneSince }: Told): RetirementFacts {
  const txtTtl = record.ttl ?? 0;
  // Without a policy nobody can fetch a new one, and what senders hold is that of before.
  const present = policy.policy ?? { mode: "none" as const, maxAge: 0 };
  const since = present.mode === "none" ? (noneSince ?? now) : now;
  const maxAge = Math.max(longestMaxAge ?? 0, present.mode === "enforce" ? present.maxAge : 0);
  const ended = { mode: "enforce", maxAge, fileEnded: since, idEnded: since, txtTtl } as const;
  return {
    now,
    present: { mode: present.mode, maxAge: present.maxAge, txtTtl },
    presentSince: since,
    ...(longestMaxAge === undefined ? {} : { history: longestMaxAge === 0 ? [] : [ended] }),
  };
}

function asJson(retirement: Retirement): object {
  const { domain, facts, plan, differences } = retirement;
  return {
    version: 1,
    domain,
    present: facts.present,
    notBefore: moment(plan.notBefore),
    waitSeconds: plan.waitSeconds,
    slackSeconds: plan.slack,
    steps: stepsOf(retirement),
    issues: [...differences, ...plan.issues],
  };
}

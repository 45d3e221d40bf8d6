import { issuesForFaults } from "@mtasts/core/adapter";
import type { Construct } from "constructs";
import type { ChildOptions, PolicyHost } from "../ports.js";
import { attempt, childFindings } from "./children.js";
import { hostDns, type AskedRecord } from "./host-dns.js";
import { protectionFindings, servedFindings, siteFindings, type Answer, type Asked } from "./host-served.js";
import { problemsOf, type ConformanceOptions, type ConformanceProblem, type Finding } from "./problem.js";
import { PROTECTED, record, type Recording, type Stage } from "./recording.js";
import { plans } from "./sample.js";

const [{ site: firstSite }, { site: secondSite }] = plans;

/**
 * Holds a policy host to what the construct relies on: it is asked twice, with different policies, of which only the first is
 * protected. It belongs into a test of any runner, and writes nothing.
 *
 * @param make - Makes the host in a stack; called several times.
 * @returns What is wrong, one problem for each rule; nothing where all is well.
 *
 * @example
 * import { worker } from "cdktf-mtasts/cloudflare";
 * import { checkPolicyHost } from "cdktf-mtasts/testing";
 *
 * export function test(): void {
 *   const problems = checkPolicyHost(() => worker({ accountId: "a1", zoneId: "z1" }));
 *   if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("\n"));
 * }
 */
export function checkPolicyHost(
  make: (scope: Construct) => PolicyHost,
  { createsNothing = false }: ConformanceOptions = {},
): readonly ConformanceProblem[] {
  const protectedSite: Asked = { site: firstSite, isProtected: true };
  const plainSite: Asked = { site: secondSite, isProtected: false };
  const run = (asked: Asked) => attempt(() => serveOnce(make, asked), "while it serves");
  const update = run(protectedSite);
  const other = run(plainSite);
  if ("rule" in update || "rule" in other) {
    return problemsOf([update, other].filter((result) => "rule" in result));
  }
  const findings: Finding[] = [...childFindings({ update, other }), ...(createsNothing ? unexpected(update) : [])];
  const asked: readonly [Recording<Answer>, Asked][] = [
    [update, protectedSite],
    [other, plainSite],
  ];
  for (const [recording, asking] of asked) {
    findings.push(...servedFindings(recording, asking));
    if (createsNothing && recording.children.length === 0) continue;
    findings.push(...protectionFindings(recording, asking), ...siteFindings(recording, asking));
  }
  return problemsOf(findings);
}

function serveOnce(make: (scope: Construct) => PolicyHost, { site, isProtected }: Asked): Recording<Answer> {
  const ask = (host: PolicyHost, { scope }: Stage): Answer => {
    const opts: ChildOptions = isProtected ? PROTECTED : {};
    const asked: AskedRecord[] = [];
    return { ...host.serve(scope, site, hostDns(asked), opts), asked, faults: issuesForFaults(host, [site]) };
  };
  return record(make, ask);
}

function unexpected({ children }: Recording<unknown>): Finding[] {
  return children.map(({ key }) => ({
    rule: "child-unexpected",
    at: key,
    problem: "was created where nothing is to be",
    write: "create nothing, or check without createsNothing",
  }));
}

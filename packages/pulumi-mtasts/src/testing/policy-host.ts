import type { PolicySite } from "@mtasts/core";
import { issuesForFaults } from "@mtasts/core/adapter";
import type * as pulumi from "@pulumi/pulumi";
import type { PolicyHost } from "../ports.js";
import { attempt, childFindings } from "./children.js";
import {
  keyOf,
  NAME,
  protectionFindings,
  servedFindings,
  siteFindings,
  type Answer,
  type Asked,
} from "./host-served.js";
import { hostDns, type AskedRecord } from "./host-dns.js";
import { problemsOf, type ConformanceOptions, type ConformanceProblem, type Finding } from "./problem.js";
import { record, type Recording, type RunOptions, type Stage } from "./recording.js";
import { plans } from "./sample.js";

const [{ site: firstSite }, { site: secondSite }] = plans;

/**
 * Holds a policy host to what the component relies on, under Pulumi's mocks: two updates with different policies, of which
 * only the first is protected, and a preview in which the policy is unknown. It belongs into a test of any runner, and
 * leaves the mocks in place.
 *
 * @param make - Makes the host; called several times.
 * @returns What is wrong, one problem for each rule; nothing where all is well.
 *
 * @example
 * import { worker } from "pulumi-mtasts/cloudflare";
 * import { checkPolicyHost } from "pulumi-mtasts/testing";
 *
 * export async function test(): Promise<void> {
 *   const problems = await checkPolicyHost(() => worker({ accountId: "a1", zoneId: "z1" }));
 *   if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("\n"));
 * }
 */
export async function checkPolicyHost(
  make: () => PolicyHost,
  { createsNothing = false, ...options }: ConformanceOptions = {},
): Promise<readonly ConformanceProblem[]> {
  const run = (site: PolicySite, { isProtected, preview }: { isProtected: boolean; preview: boolean }) =>
    attempt(
      () => serveOnce(make, { site, isProtected }, { ...options, preview }),
      preview ? "in a preview in which the policy is unknown" : "in an update",
    );
  const update = await run(firstSite, { isProtected: true, preview: false });
  const other = await run(secondSite, { isProtected: false, preview: false });
  const preview = await run(firstSite, { isProtected: true, preview: true });
  if ("rule" in update || "rule" in other || "rule" in preview) {
    return problemsOf([update, other, preview].filter((result) => "rule" in result));
  }
  const children = [
    ...childFindings({ update, other, preview }, keyOf),
    ...prefixFindings(update),
    ...(createsNothing ? unexpected(update) : []),
  ];
  const asked: readonly [Recording<Answer>, Asked][] = [
    [update, { site: firstSite, isProtected: true }],
    [other, { site: secondSite, isProtected: false }],
  ];
  const findings: Finding[] = [];
  for (const [recording, asking] of asked) {
    const isEmpty = createsNothing && recording.children.length === 0;
    findings.push(...(await servedFindings(recording, { ...asking, createsNothing: isEmpty })));
    if (isEmpty) continue;
    findings.push(...(await protectionFindings(recording, asking)), ...(await siteFindings(recording, asking)));
  }
  return problemsOf([...children, ...findings]);
}

function serveOnce(make: () => PolicyHost, { site, isProtected }: Asked, options: RunOptions) {
  const ask = (host: PolicyHost, { parent, late }: Stage): Answer => {
    const opts: pulumi.CustomResourceOptions = isProtected ? { parent, protect: true } : { parent };
    const asked: AskedRecord[] = [];
    const { target, ready, nodes } = host.serve(NAME, late(site), hostDns(asked), opts);
    return { ready, nodes, asked, faults: issuesForFaults(host, [site]), ...(target === undefined ? {} : { target }) };
  };
  return record(make, ask, options);
}

function prefixFindings({ children }: Recording<unknown>): Finding[] {
  const wrong = children.filter(({ name }) => !name.startsWith(`${NAME}-`));
  return wrong.map(({ name }) => ({
    rule: "child-name",
    at: name,
    problem: "the child's name does not begin with the component's, so that two components collide",
    write: "call it <name>-<key>",
  }));
}

function unexpected({ children }: Recording<unknown>): Finding[] {
  return children.map(({ name }) => ({
    rule: "child-unexpected",
    at: keyOf(name),
    problem: "was created where nothing is to be",
    write: "create nothing, or check without createsNothing",
  }));
}

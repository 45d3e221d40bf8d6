import type * as Core from "@mtasts/core/preflight";
import * as pulumi from "@pulumi/pulumi";
import { lateRefusal, refusalMessage } from "./fail.js";
import type { Planned } from "./late-plan.js";
import { check, judging, network } from "./network.js";

/** What is waited for, and behind what. */
interface Wait {
  readonly planned: pulumi.Output<Planned>;
  readonly timeoutSeconds: number;
  /** All that serves the policy. */
  readonly serving: readonly pulumi.Resource[];
}

/**
 * Ends when the policy is served, or announced already; rejects where it is neither in time. A preview waits for nothing, so
 * that every value is known there.
 *
 * @param name - The component's name, for the message.
 */
export function served(name: string, { planned, timeoutSeconds, serving }: Wait): pulumi.Output<boolean> {
  if (pulumi.runtime.isDryRun()) return pulumi.output(true);
  // A resource has its URN when it is there.
  const ready = pulumi.all(serving.map(({ urn }) => urn));
  const given = pulumi.all([planned, ready]);
  return given.apply(async ([{ plan }]) => {
    const ports = network();
    if (!ports.ok) throw lateRefusal(refusalMessage(name, ports.issues, "in the environment"));
    const { domain, site, policyId } = plan;
    const waited = await check().waitUntilServed(
      { domain, site, policyId, timeoutMs: timeoutSeconds * 1000 },
      ports.value,
    );
    if (waited.outcome !== "timeout") return true;
    const issue = notServed(`at ${site.url} after ${timeoutSeconds} s (${waited.last})`);
    const told = (await pulumi.isSecret(given)) ? judging().untold(issue) : issue;
    throw lateRefusal(refusalMessage(name, [told], "while deploying"));
  });
}

function notServed(what: string): Core.PreflightIssue {
  const problem = `the policy is not served ${what}, so nothing was announced`;
  return judging().preflightIssue({ code: "policy-not-served", problem }, ["waitUntilServed"]);
}

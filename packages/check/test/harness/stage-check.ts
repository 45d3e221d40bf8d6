import type { Stage } from "@mtasts/testbed/stage";
import { checkDomain, type CheckOptions, type CheckReport, type NodePortsOptions } from "../../src";
import { nodePorts } from "../../src/node";

/** How a stage is reached: its resolver, its authority, its ports. */
export function stageOptions({ dns, caPem, httpsPort, smtpPort }: Stage): NodePortsOptions {
  return { resolver: dns, ca: caPem, httpsPort, smtpPort, allowPrivate: true };
}

/** Checks a domain of a stage over real sockets. */
export async function checkOn(stage: Stage, domain: string, options: CheckOptions = {}): Promise<CheckReport> {
  return await checkDomain(domain, nodePorts(stageOptions(stage)), { timeoutMs: 5_000, ...options });
}

/** The codes of all issues, without repetition. */
export function codesOf({ issues }: CheckReport): readonly string[] {
  return [...new Set(issues.map(({ code }) => code))];
}

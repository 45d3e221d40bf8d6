import type { mxCoverageIssues } from "./catalogue/mx-coverage";
import type { Fault } from "./issue";
import type { Mode } from "./mode";

type CoverageFault = Fault<keyof typeof mxCoverageIssues>;

/** The fault of an MX host that no pattern covers. In mode testing nothing is refused yet (RFC 8461 §5, A3). */
export function notCovered(host: string, mode: Mode): CoverageFault {
  return { code: "mx-not-covered", got: host, ...(mode === "testing" ? ONE_WHILE_TESTING : {}) };
}

/** The same where no host at all is covered. */
export function noneCovered(hosts: readonly string[], mode: Mode): CoverageFault {
  return { code: "mx-none-covered", got: hosts.join(", "), ...(mode === "testing" ? NONE_WHILE_TESTING : {}) };
}

const NONE_WHILE_TESTING = {
  severity: "warning",
  problem: "no MX host matches a pattern of the policy, which stops all mail once it is enforced",
} as const satisfies Partial<CoverageFault>;

const ONE_WHILE_TESTING = {
  severity: "warning",
  problem: "an MX host matches no pattern of the policy, and senders refuse to deliver to it once it is enforced",
} as const satisfies Partial<CoverageFault>;

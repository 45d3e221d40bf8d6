import type { mxCoverageIssues } from "./catalogue/mx-coverage";
import { matchesMx } from "./domain";
import type { Fault } from "./issue";
import type { Mode } from "./mode";
import type { Policy } from "./policy-reading";

type CoverageFault = Fault<keyof typeof mxCoverageIssues>;

/** The fault of an MX host that no pattern covers. In mode testing nothing is refused yet (RFC 8461 §5, A3). */
export function notCovered(host: string, mode: Mode): CoverageFault {
  return { code: "mx-not-covered", got: host, ...(mode === "testing" ? ONE_WHILE_TESTING : {}) };
}

/** The same where no host at all is covered. */
export function noneCovered(hosts: readonly string[], mode: Mode): CoverageFault {
  return { code: "mx-none-covered", got: hosts.join(", "), ...(mode === "testing" ? NONE_WHILE_TESTING : {}) };
}

/** One cause, and so one issue: that no pattern matches the domain itself follows from having no MX record. */
export function noMxRecord(domain: string, policy: Pick<Policy, "mode" | "mx"> | undefined): CoverageFault {
  const fault = { code: "mx-implicit", got: domain } as const;
  if (policy === undefined || policy.mode === "none" || matchesMx(domain, policy.mx)) return fault;
  const problem =
    "there is no MX record, so senders deliver to the domain itself, which no pattern of the policy matches";
  return { ...fault, problem, severity: policy.mode === "enforce" ? "error" : "warning" };
}

/** Whether an MX record holds an address, as people enter it who have no name for their server. No pattern can cover one. */
export function isAddressAsHost(host: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/u.test(host) || host.includes(":");
}

const NONE_WHILE_TESTING = {
  severity: "warning",
  problem: "no MX host matches a pattern of the policy, which stops all mail once it is enforced",
} as const satisfies Partial<CoverageFault>;

const ONE_WHILE_TESTING = {
  severity: "warning",
  problem: "an MX host matches no pattern of the policy, and senders refuse to deliver to it once it is enforced",
} as const satisfies Partial<CoverageFault>;

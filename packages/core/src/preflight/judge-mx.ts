import { matchesMx } from "../domain";
import { isAddressAsHost, noMxRecord, notCovered } from "../mx-coverage";
import { mxHosts } from "../mx-hosts";
import type { DeploymentPlan } from "../plan";
import { preflightIssue, type PreflightFault, type PreflightIssue } from "./preflight-issue";
import { isSeen, type SeenInternet } from "./seen";

/** Whoever has more hosts than that has read enough. */
const MAX_HOSTS_TOLD = 20;

/** Each live MX host that the new policy does not cover (RFC 8461 §4.1). */
export function judgeMx({ domain, policy }: DeploymentPlan, { mx }: SeenInternet): readonly PreflightIssue[] {
  // RFC 8461 §5 (A4): mode none is as if there were no policy
  if (policy.mode === "none" || !isSeen(mx)) return [];
  if (mx.isMissing) return [preflightIssue({ code: "domain-not-found", got: domain, severity: "warning" }, ["domain"])];
  const faults = mx.exchanges.length === 0 ? [noMxRecord(domain, policy)] : hostFaults(domain, policy, mx.exchanges);
  return faults.map((fault) => preflightIssue(fault, ["mx"]));
}

function hostFaults(
  domain: string,
  { mode, mx }: DeploymentPlan["policy"],
  exchanges: readonly string[],
): readonly PreflightFault[] {
  const isHarmless = mode === "testing";
  const hosts = mxHosts(domain, exchanges);
  if (hosts.length === 0) return [{ code: "mx-null", got: ".", ...(isHarmless ? { severity: "warning" } : {}) }];
  const uncovered = hosts.filter((host) => isAddressAsHost(host) || !matchesMx(host, mx));
  const left = uncovered.length - MAX_HOSTS_TOLD;
  const told = [...uncovered.slice(0, MAX_HOSTS_TOLD), ...(left > 0 ? [`${left} more`] : [])];
  return told.map((host) =>
    isAddressAsHost(host)
      ? { code: "mx-record-address", got: host, ...(isHarmless ? { severity: "warning" } : {}) }
      : notCovered(host, mode),
  );
}

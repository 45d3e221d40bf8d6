import { matchesMx } from "../domain";
import { notCovered } from "../mx-coverage";
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
  const hosts = mxHosts(domain, mx.exchanges);
  const uncovered = hosts.filter((host) => !matchesMx(host, policy.mx));
  const left = uncovered.length - MAX_HOSTS_TOLD;
  const told = [...uncovered.slice(0, MAX_HOSTS_TOLD), ...(left > 0 ? [`${left} more`] : [])];
  const faults: readonly PreflightFault[] = [
    ...(hosts.length === 0 ? [nullMx(policy.mode)] : []),
    ...(mx.exchanges.length === 0 ? [{ code: "mx-implicit", got: domain } as const] : []),
    ...told.map((host) => notCovered(host, policy.mode)),
  ];
  return faults.map((fault) => preflightIssue(fault, ["mx"]));
}

function nullMx(mode: "testing" | "enforce"): PreflightFault {
  return { code: "mx-null", got: ".", ...(mode === "testing" ? { severity: "warning" } : {}) };
}

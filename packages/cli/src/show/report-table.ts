import { printable, type CheckReport } from "@mtasts/check";
import type { CheckedDomain } from "../domains";
import { isAtOrAbove, type FailLevel } from "../severity";
import type { Paint } from "../terminal/paint";
import { table, type Cell } from "../terminal/table";
import { duration } from "@mtasts/core/lifecycle";
import { issueLines } from "./issue-text";
import { verdictStyle } from "./report-text";

/** One table for many domains, and below it what makes the command fail. */
export function reportTable(checked: readonly CheckedDomain[], level: FailLevel, paint: Paint): readonly string[] {
  const head = ["domain", "verdict", "kept for", "mx", "tls-rpt", "errors", "warnings"];
  const rows = checked.map((each) => rowOf(each, paint));
  const failing = checked.flatMap(({ report, differences }) => {
    const issues = [...differences, ...report.issues].filter(({ severity }) => isAtOrAbove(severity, level));
    return issueLines(issues, paint).map((line) => `${paint.bold(printable(report.domain))}: ${line}`);
  });
  const lines = table([head.map((text) => ({ text, style: paint.dim })), ...rows]);
  return failing.length === 0 ? lines : [...lines, "", ...failing];
}

function rowOf({ report, differences }: CheckedDomain, paint: Paint): readonly Cell[] {
  const { domain, verdict, policy, tlsRpt, issues } = report;
  const all = [...differences, ...issues];
  const errors = all.filter(({ severity }) => severity === "error").length;
  const warnings = all.filter(({ severity }) => severity === "warning").length;
  return [
    { text: domain },
    { text: verdict, style: verdictStyle(verdict, paint) },
    { text: policy.policy === undefined ? "-" : duration(policy.policy.maxAge) },
    { text: mxOf(report) },
    { text: tlsRpt.outcome === "record" ? "yes" : tlsRpt.outcome === "none" ? "no" : "?" },
    { text: String(errors), ...(errors > 0 ? { style: paint.error } : {}) },
    { text: String(warnings), ...(warnings > 0 ? { style: paint.warning } : {}) },
  ];
}

/** How many of the hosts the policy covers. */
function mxOf({ mx, policy }: CheckReport): string {
  if (mx.hosts.length === 0) return mx.outcome === "null" ? "null" : "-";
  if (policy.policy === undefined) return String(mx.hosts.length);
  const covered = mx.hosts.filter(({ coveredBy }) => coveredBy !== undefined).length;
  return `${covered}/${mx.hosts.length}`;
}

import { printable, type CheckReport, type Verdict } from "@mtasts/check";
import type { CheckedDomain } from "../domains";
import { countOf, isAtOrAbove, type FailLevel } from "../severity";
import type { Line } from "../terminal/line";
import type { Paint } from "../terminal/paint";
import { table, type Cell } from "../terminal/table";
import { duration } from "@mtasts/core/lifecycle";
import { issueLines } from "./issue-text";
import { verdictStyle } from "./report-text";

/** Where the table goes. */
interface Place {
  readonly paint: Paint;
  /** Left out where nothing is to be fitted. */
  readonly columns: number | undefined;
}

/** A summary, one table for many domains, and below it what makes the command fail. */
export function reportTable(
  checked: readonly CheckedDomain[],
  level: FailLevel,
  { paint, columns }: Place,
): readonly Line[] {
  const head = ["domain", "verdict", "kept for", "mx", "tls-rpt", "errors", "warnings"];
  const rows = checked.map((each) => rowOf(each, paint));
  const failing = checked.flatMap(({ report, differences }) => {
    const issues = [...differences, ...report.issues].filter(({ severity }) => isAtOrAbove(severity, level));
    const lines = issueLines(issues, paint).map((line) => ({ ...line, head: `  ${line.head}` }));
    return lines.length === 0 ? [] : ["", `${paint.bold(printable(report.domain))}:`, ...lines];
  });
  return [
    summaryOf(checked, paint),
    "",
    ...table([head.map((text) => ({ text, style: paint.dim })), ...rows], columns),
    ...failing,
  ];
}

const VERDICTS: readonly Verdict[] = ["enforced", "testing", "none", "absent", "broken", "unknown"];

/** "3 domains: 1 enforced, 2 broken; 2 errors". */
function summaryOf(checked: readonly CheckedDomain[], paint: Paint): Line {
  const counts = VERDICTS.flatMap((verdict) => {
    const count = checked.filter(({ report }) => report.verdict === verdict).length;
    return count === 0 ? [] : [verdictStyle(verdict, paint)(`${count} ${verdict}`)];
  });
  const issues = checked.flatMap(({ report, differences }) => [...differences, ...report.issues]);
  return {
    head: "",
    body: `${paint.bold(`${checked.length} domains:`)} ${counts.join(", ")}; ${countOf(issues)}`,
    indent: 2,
  };
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

import { printable, type CheckReport } from "@mtasts/check";
import { policyId } from "@mtasts/core";
import type { DeployedOutputs } from "@mtasts/core/deployment-outputs";
import { prose, type Line } from "../terminal/line";
import type { Paint } from "../terminal/paint";
import { issueLines, type AnyIssue } from "./issue-text";

/** What was deployed, what is seen, and where the two differ. */
export interface Compared {
  readonly wanted: DeployedOutputs;
  readonly report: CheckReport;
  readonly differences: readonly AnyIssue[];
}

/** As a patch would: `-` is what was deployed and is not seen, `+` is what is seen instead. */
export function diffLines({ wanted, report, differences }: Compared, paint: Paint): readonly Line[] {
  const { record, policy, verdict, issues } = report;
  // Where nothing was seen, the reasons are worth more than a comparison.
  if (verdict === "unknown")
    return issueLines(
      issues.filter(({ severity }) => severity === "error"),
      paint,
    );
  return [
    paint.dim(`--- ${printable(wanted.domain)} (deployed)`),
    paint.dim(`+++ ${printable(wanted.domain)} (live)`),
    ...pair("id: ", wanted.policyId, record.id, paint),
    ...(wanted.policyText === undefined ? [] : policyPair(wanted.policyText, policy.text, paint)),
    ...(record.id === undefined || policy.text === undefined ? [] : ["", prose(idLine(record.id, policy.text))]),
    ...(differences.length === 0 ? [] : ["", ...issueLines(differences, paint)]),
  ];
}

function pair(title: string, wanted: string | undefined, live: string | undefined, paint: Paint): readonly string[] {
  if (wanted === live || wanted === undefined) return live === undefined ? [] : [`  ${title}${printable(live)}`];
  return [
    paint.error(`- ${title}${printable(wanted)}`),
    ...(live === undefined ? [] : [paint.good(`+ ${title}${printable(live)}`)]),
  ];
}

function policyPair(wanted: string, live: string | undefined, paint: Paint): readonly string[] {
  const [old, seen] = [linesOf(wanted), live === undefined ? [] : linesOf(live)];
  const lines = [
    ...old.map((line) => (seen.includes(line) ? `  ${line}` : paint.error(`- ${line}`))),
    ...seen.filter((line) => !old.includes(line)).map((line) => paint.good(`+ ${line}`)),
  ];
  const isInvisible = live !== undefined && wanted !== live && old.join("\n") === seen.join("\n");
  return isInvisible ? [...lines, paint.warning("  (only the line endings differ)")] : lines;
}

function linesOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line !== "")
    .map(printable);
}

/** Whether the id that is announced is the hash of what is served, as this project makes its ids. */
function idLine(id: string, text: string): string {
  const own = policyId(text);
  return own === id
    ? "The announced id matches the served policy."
    : `The announced id does not match the served policy, whose id would be ${own}.`;
}

import { printable } from "@mtasts/check";
import type { CheckedPlan } from "@mtasts/core/plan-check";
import { prose, type Line } from "../terminal/line";
import type { Paint } from "../terminal/paint";
import { table } from "../terminal/table";
import { issueLines } from "./issue-text";

/** What a plan would do to the policies that it touches, and why that is refused. */
export function planLines({ tool, resources, domains, issues }: CheckedPlan, paint: Paint): readonly Line[] {
  if (domains.length === 0)
    return [prose(`${tool}: ${resources} resources, none of which serves or announces a policy`)];
  const touched = domains.flatMap(({ domain, mode, changes }) => [
    `${paint.bold(printable(domain ?? "an unknown domain"))}: ${mode === undefined ? "mode unknown" : `mode ${mode}`}`,
    ...table(
      changes.map(({ address, role, action }) => [
        { text: `  ${action}`, ...(action === "delete" || action === "replace" ? { style: paint.warning } : {}) },
        { text: role },
        { text: address },
      ]),
    ),
  ]);
  return [...touched, ...(issues.length === 0 ? [] : ["", ...issueLines(issues, paint)])];
}

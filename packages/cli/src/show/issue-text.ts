import { printable } from "@mtasts/check";
import type { Issue } from "@mtasts/core";
import type { Hanging } from "../terminal/line";
import type { Paint } from "../terminal/paint";

/** Any issue, whichever catalogue it is from. */
export type AnyIssue = Issue<string>;

const RANK = { error: 0, warning: 1, info: 2 } as const;

/** One line for each issue, which may wrap, the worst first. */
export function issueLines(issues: readonly AnyIssue[], paint: Paint): readonly Hanging[] {
  const sorted = [...issues].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  return sorted.map(({ severity, code, message, spec, path }) => {
    const place = path.length === 0 ? "" : `${placeOf(path)}: `;
    const source = spec === undefined ? "" : ` (${spec})`;
    return {
      head: `${paint[severity](severity)}${" ".repeat("warning".length - severity.length)}  `,
      body: `${printable(`${place}${message}${source}`)} ${paint.dim(`[${code}]`)}`,
    };
  });
}

function placeOf(path: AnyIssue["path"]): string {
  return path.map((part, i) => (typeof part === "number" ? `[${part}]` : i === 0 ? part : `.${part}`)).join("");
}

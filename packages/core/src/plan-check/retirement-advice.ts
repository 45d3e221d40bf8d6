import type { Issue } from "../issue";

/** What a check of a plan was told about the past. */
interface KnownPast {
  readonly noneSince?: number | undefined;
}

/**
 * An issue of a retirement, for the reader of a plan: with the facts that the check takes in place of the history that a program
 * would list.
 */
export function adviseOnPlan(issue: Issue, { noneSince }: KnownPast): Issue {
  const [problem = issue.message] = issue.message.split("; ");
  if (issue.code === "history-unknown") return { ...issue, message: `${problem}; ${LONGEST}` };
  // Without the time, every check begins the wait anew.
  if (issue.code === "removal-too-early" && noneSince === undefined)
    return { ...issue, message: `${problem}; ${SINCE}` };
  return issue;
}

const LONGEST =
  "pass the longest max_age that was ever enforced as --longest-max-age, 0 if there was none; without it only a year and the TTL are certain";

const SINCE =
  "keep record and host until then, and pass the time when mode none was first seen announced as --none-since: without it, the wait begins with this check";

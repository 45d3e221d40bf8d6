import { OPERATIONAL_SLACK } from "../lifecycle/waits";
import { MAX_AGE_LIMIT } from "../max-age";
import { readMoment } from "../moment";
import type { Announcement } from "./announcement";
import { disproved, type Stated } from "./claim-facts";
import type { PreflightIssue } from "./preflight-issue";

/** What the live policy says against the arguments about what was enforced, and whether that has ended (RFC 8461 §8.3). */
export function judgePast(stated: Stated, live: Announcement): readonly PreflightIssue[] {
  return [...notRaised(stated, live), ...tooShort(stated, live), ...notRetired(stated, live)];
}

/** Without a revision, mode testing lifts every protection, as if no sender held anything. */
function notRaised({ mode, revision }: Stated, { policy: live }: Announcement): readonly PreflightIssue[] {
  if (!isUnraised(mode, revision) || live?.mode !== "enforce") return [];
  const problem = `mode testing with revision 0 states that nothing was ever enforced, and the live policy is enforced with max_age ${live.maxAge}`;
  return [disproved({ code: "revision-not-raised", problem, got: revision, write: 1 }, "revision")];
}

function isUnraised(mode: Stated["mode"], revision: number): boolean {
  return mode === "testing" && revision === 0;
}

/** Every wait is calculated with the longest age that was enforced, and the live one is one of them. */
function tooShort({ mode, revision, claims }: Stated, { policy: live }: Announcement): readonly PreflightIssue[] {
  if (live?.mode !== "enforce" || live.maxAge <= claims.longestMaxAge || isUnraised(mode, revision)) return [];
  const problem = `the live policy is enforced with max_age ${live.maxAge}, which every wait has to include`;
  // The live age has a revision in it, as the total of the arguments has.
  const got = Math.max(0, claims.longestMaxAge - revision);
  const write = Math.min(Math.max(0, live.maxAge - revision), MAX_AGE_LIMIT);
  return [disproved({ code: "longest-max-age-too-short", problem, got, write }, "longestMaxAge")];
}

function notRetired(stated: Stated, live: Announcement): readonly PreflightIssue[] {
  const { mode, claims, allowDestroy = false } = stated;
  const problem = mode === "none" ? unretired(stated, live) : undefined;
  if (problem === undefined) return [];
  const { noneSince, longestMaxAge } = claims;
  return [
    ...(noneSince === undefined
      ? []
      : [disproved({ code: "none-not-announced", problem, got: noneSince }, "noneSince")]),
    // A policy that was never enforced needs no protection.
    ...(allowDestroy && longestMaxAge > 0
      ? [disproved({ code: "none-not-announced", problem, got: true }, "allowDestroy")]
      : []),
  ];
}

/** Why no retirement can have begun; `undefined` where it may have. */
function unretired({ claims, policyId, now }: Stated, { id, policy: live, state }: Announcement): string | undefined {
  if (live !== undefined && live.mode !== "none") return `the live policy is in mode ${live.mode}`;
  const isOther = state === "interrupted" && id !== policyId && isOver(claims.noneSince, now);
  return isOther ? "mode none is served, and the live record still announces an earlier policy" : undefined;
}

/** Whether a resolver would show by now what was announced then. */
export function isOver(since: string | undefined, now = Infinity): boolean {
  return now - (readMoment(since ?? "") ?? -Infinity) > OPERATIONAL_SLACK;
}

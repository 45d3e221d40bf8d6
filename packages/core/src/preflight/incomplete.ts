import { announcementIn } from "./announcement";
import type { Stated } from "./claim-facts";
import { preflightIssue, type PreflightIssue } from "./preflight-issue";
import type { PreflightMode } from "./refusal";
import { isSeen, unseenNote, type SeenInternet } from "./seen";

/**
 * One issue for everything that could not be seen, with the arguments that were therefore not checked. In mode `warn` it is
 * information, or a warning if an argument about the past was not checked; in `error` a warning; in `required` an error. For a plan
 * that is only checked, it is as in `warn`, with advice for the command line.
 *
 * @example
 * import type { Stated, SeenInternet } from "@mtasts/core/preflight";
 * import { incompleteIssue } from "@mtasts/core/preflight";
 *
 * const unseen = { unseen: "TIMEOUT" };
 * const seen: SeenInternet = { mx: unseen, record: unseen };
 * const note = (stated: Stated): string | undefined => incompleteIssue(stated, seen, "warn")?.message;
 */
export function incompleteIssue(
  stated: Stated,
  seen: SeenInternet,
  mode: PreflightMode | "check",
): PreflightIssue | undefined {
  const note = unseenNote(seen);
  const unchecked = uncheckedClaims(stated, seen);
  if (note === undefined && unchecked.length === 0) return undefined;
  const what = note ?? "preflight found no policy at the policy host";
  const so = unchecked.length === 0 ? "" : `, so it did not check ${unchecked.join(", ")}`;
  const then = mode === "check" ? "run the check again" : "deploy again";
  const advice = note === undefined ? `check what the policy host serves, and ${then}` : ADVICE[mode];
  return incomplete(`${what}${so}${openIn(mode)}`, severityIn(mode, unchecked.length > 0), advice);
}

/** What to do where the network is in the way and the reader is at a command line. */
export const CHECK_AGAIN = "check the network, or name another resolver with --resolver, and run the check again";

/** The catalogue speaks to the reader of a deployment. */
const ADVICE: Partial<Readonly<Record<PreflightMode | "check", string>>> = { check: CHECK_AGAIN };

/** The same where the environment forbids every look-up. */
export function offlineIssue(mode: PreflightMode): PreflightIssue {
  const problem = `MTASTS_OFFLINE is set in the environment, so nothing that is live was checked${openIn(mode)}`;
  return incomplete(problem, severityIn(mode, true), "unset MTASTS_OFFLINE, and deploy again");
}

function incomplete(problem: string, severity: PreflightIssue["severity"], advice: string | undefined): PreflightIssue {
  const given = advice === undefined ? {} : { advice };
  return preflightIssue({ code: "preflight-incomplete", problem, severity, ...given }, ["preflight"]);
}

/** Mode `error` reads as if it refused this, too. */
function openIn(mode: PreflightMode | "check"): string {
  return mode === "error" ? `, and mode "error" does not refuse that, as "required" does` : "";
}

function severityIn(mode: PreflightMode | "check", isUnchecked: boolean): PreflightIssue["severity"] {
  if (mode === "required") return "error";
  return mode === "error" || isUnchecked ? "warning" : "info";
}

/** The arguments that were given and could not be compared with what is live. */
function uncheckedClaims(stated: Stated, seen: SeenInternet): readonly string[] {
  const { claims, mode, allowDestroy = false, keepsFormer = false } = stated;
  const { noneSince, mxMigration: { announcedSince, movedSince } = {} } = claims;
  const isPolicyUnseen = !isSeen(seen.record) || (announcementIn(seen) !== undefined && !hasBody(seen));
  const ofPolicy: readonly (readonly [string, boolean])[] = [
    ["noneSince", noneSince !== undefined],
    ["allowDestroy", allowDestroy && mode === "none"],
    ["mxMigration.announcedSince", announcedSince !== undefined],
  ];
  const ofMx: readonly (readonly [string, boolean])[] = [["mxMigration.movedSince", movedSince !== undefined]];
  const given = (all: readonly (readonly [string, boolean])[]): readonly string[] =>
    all.flatMap(([name, isGiven]) => (isGiven ? [name] : []));
  const unchecked = [
    ...(isPolicyUnseen ? given(ofPolicy) : []),
    ...(isSeen(seen.mx) ? [] : given(ofMx)),
    ...(keepsFormer && !isSeen<object>(seen.name ?? seen.record) ? ["previousHost"] : []),
  ];
  // Every wait rests on it, given or not; alone it is worth no warning.
  const isAgeUnchecked = isPolicyUnseen && unchecked.length > 0;
  return isAgeUnchecked ? [...unchecked, "longestMaxAge"] : unchecked;
}

function hasBody({ policy }: SeenInternet): boolean {
  return isSeen(policy) && policy.body !== undefined;
}

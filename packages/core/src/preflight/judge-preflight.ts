import type { DeploymentPlan } from "../plan";
import { announcementIn } from "./announcement";
import { statedBy, type Stated } from "./claim-facts";
import { judgeClaims } from "./judge-claims";
import { judgeMove, type Move } from "./judge-move";
import { judgeMx } from "./judge-mx";
import { judgeRecord } from "./judge-record";
import type { PreflightIssue } from "./preflight-issue";
import { judgeSetting, withoutGuesses, type Setting } from "./judge-setting";
import { isSeen, type SeenInternet, type SeenRecord } from "./seen";

/** A deployment that has not begun, and what it would meet. */
export interface PreflightFacts extends Move, Pick<Stated, "allowDestroy" | "now"> {
  readonly plan: DeploymentPlan;
  readonly seen: SeenInternet;
  /**
   * Whether the ids that the domain announced before are known from elsewhere, so that none is guessed from the live policy.
   *
   * @default false
   */
  readonly isRemembered?: boolean;
  /**
   * Where the records go, and who issues the certificate.
   *
   * @default - unknown: what exists already is reported, and refuses nothing in mode `warn`
   */
  readonly setting?: Setting;
}

/**
 * What is wrong or unwise about a deployment, beside what the internet shows of the domain right now: MX hosts that no pattern
 * covers, an id that would be announced again, a record that somebody else keeps, a host that moves while the policy changes.
 * What could not be seen is not judged. An `error` is a deployment after which mail is refused or held up, or that fails.
 *
 * @example
 * import { formatIssues, planDeployment } from "@mtasts/core";
 * import { judgePreflight, type SeenInternet } from "@mtasts/core/preflight";
 *
 * const seen: SeenInternet = {
 *   mx: { isMissing: false, exchanges: ["mail.example.com", "backup.example.net"] },
 *   record: { texts: [], aliases: [] },
 * };
 * const plan = planDeployment({ domain: "example.com", mx: ["mail.example.com"] });
 * const host = { ownsName: false, leadsTo: "*.cloudfront.net" };
 * const told: string = plan.ok ? formatIssues(judgePreflight({ plan: plan.value, seen, host, keepsFormer: false })) : "";
 */
export function judgePreflight({
  plan,
  seen,
  setting = {},
  now,
  allowDestroy,
  isRemembered = false,
  ...move
}: PreflightFacts): readonly PreflightIssue[] {
  const announced = announcementIn(seen);
  const circumstances = {
    ...(now === undefined ? {} : { now }),
    ...(allowDestroy === undefined ? {} : { allowDestroy }),
    ...(move.keepsFormer ? { hostMove: move } : {}),
  };
  return withoutRepeats([
    ...judgeClaims({ ...statedBy(plan), ...circumstances }, seen),
    ...judgeMx(plan, seen),
    ...judgeSetting({ plan, seen, announced, host: move.host }, setting),
    ...(isSeen(seen.record)
      ? withoutGuesses(judgeRecord(plan, ownRecord(seen.record), announced, isRemembered), setting)
      : []),
    ...(announced === undefined ? [] : judgeMove(plan, seen, announced, move)),
  ]);
}

/**
 * A revision that was not raised is one mistake: the id that would return is told, and refused as what else depends on it; where its
 * return is only a guess, what the live policy disproves is told.
 */
function withoutRepeats(issues: readonly PreflightIssue[]): readonly PreflightIssue[] {
  const isUnraised = ({ code }: PreflightIssue): boolean => code === "revision-not-raised";
  const isReused = ({ code, path }: PreflightIssue): boolean => code === "id-reused" && path[0] === "revision";
  if (!issues.some(isUnraised)) return issues;
  const isSure = issues.some((issue) => isReused(issue) && issue.severity === "error");
  return issues
    .filter((issue) => !(isSure ? isUnraised(issue) : isReused(issue)))
    .map((issue) => (isReused(issue) ? { ...issue, refusedIn: "warn" } : issue));
}

/** What a wildcard answers with is not at the name itself. */
function ownRecord(record: SeenRecord): SeenRecord {
  return record.isWildcard === true ? { texts: [], aliases: [] } : record;
}

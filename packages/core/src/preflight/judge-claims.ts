import { announcementIn } from "./announcement";
import type { Stated } from "./claim-facts";
import { judgeFormer } from "./judge-move";
import { judgeMigration } from "./judge-migration";
import { judgePast } from "./judge-past";
import type { PreflightIssue } from "./preflight-issue";
import type { SeenInternet } from "./seen";

/**
 * Every argument about the past or the world that the live domain disproves. Each issue is an error, refused in every mode of
 * preflight except `off`. What was not seen, or is not certain, is not judged.
 *
 * @example
 * import { planDeployment } from "@mtasts/core";
 * import { judgeClaims, statedBy, type SeenInternet } from "@mtasts/core/preflight";
 *
 * const plan = planDeployment({ domain: "example.com", mode: "none", mx: ["mail.example.com"], noneSince: "2025-03-01T12:00:00Z" });
 * const seen: SeenInternet = {
 *   mx: { isMissing: false, exchanges: ["mail.example.com"] },
 *   record: { texts: ["v=STSv1; id=1;"], aliases: [] },
 *   policy: { body: "version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmax_age: 2419200\r\n" },
 * };
 * const codes: readonly string[] = plan.ok ? judgeClaims(statedBy(plan.value), seen).map(({ code }) => code) : []; // none-not-announced
 */
export function judgeClaims(stated: Stated, seen: SeenInternet): readonly PreflightIssue[] {
  const live = announcementIn(seen);
  const { hostMove } = stated;
  return [
    ...(live === undefined ? [] : judgePast(stated, live)),
    ...judgeMigration(stated, seen, live),
    ...(hostMove === undefined ? [] : judgeFormer(seen, hostMove)),
  ];
}

import { isCovered, matchesMx } from "../domain";
import { lowerCase } from "../host-name";
import { mxHosts } from "../mx-hosts";
import type { Announcement } from "./announcement";
import { disproved, listed, type MigrationClaims, type Stated } from "./claim-facts";
import { isOver } from "./judge-past";
import type { PreflightIssue } from "./preflight-issue";
import { isSeen, type SeenInternet, type SeenMx } from "./seen";

/** What the live policy and the live MX records say against how far the migration is stated to be (RFC 8461 §8.1). */
export function judgeMigration(
  stated: Stated,
  { mx }: SeenInternet,
  live: Announcement | undefined,
): readonly PreflightIssue[] {
  const migration = stated.claims.mxMigration;
  if (migration === undefined) return [];
  return [
    ...(live === undefined ? [] : unannounced(stated, migration, live)),
    ...(isSeen(mx) && !mx.isMissing ? moved(stated, migration, mx) : []),
  ];
}

function unannounced(
  { policyId, now }: Stated,
  { to, announcedSince }: MigrationClaims,
  { id, policy: live, state }: Announcement,
): readonly PreflightIssue[] {
  if (announcedSince === undefined || live === undefined) return [];
  const named = new Set(live.mx.map(lowerCase));
  const missing = to.filter((pattern) => !named.has(pattern) && !isCovered(pattern, named));
  const isOther = state === "interrupted" && id !== policyId && isOver(announcedSince, now);
  if (missing.length === 0 && !isOther) return [];
  const problem =
    missing.length > 0
      ? `the live policy does not name ${listed(missing)}`
      : "the policy with all hosts is served, and the live record still announces an earlier one";
  return [disproved({ code: "hosts-not-announced", problem, got: announcedSince }, "mxMigration", "announcedSince")];
}

/** The MX records beside what is said of them. */
function moved({ domain }: Stated, migration: MigrationClaims, mx: SeenMx): readonly PreflightIssue[] {
  const { movedSince, narrow } = migration;
  const hosts = mxHosts(domain, mx.exchanges);
  const old = hosts.filter((host) => matchesMx(host, migration.from) && !matchesMx(host, migration.to));
  const isMoved = old.length === 0 && (hosts.length === 0 || hosts.some((host) => matchesMx(host, migration.to)));
  if (movedSince === undefined || isMoved) return movedSince === undefined ? ttl(migration, mx) : [];
  const held = mx.ttl === undefined ? "" : `; this resolver may hold earlier records for ${mx.ttl} s`;
  const problem =
    (old.length > 0
      ? `the live MX records still name ${listed(old)}`
      : `the live MX records name ${listed(hosts)}, and no host of mxMigration.to`) + held;
  return [
    disproved({ code: "mx-not-moved", problem, got: movedSince }, "mxMigration", "movedSince"),
    ...(narrow ? [disproved({ code: "mx-narrowed-unmoved", problem }, "mxMigration", "narrow")] : []),
    ...ttl(migration, mx),
  ];
}

/** What a resolver shows is at most the TTL that the records have. */
function ttl({ mxTtl }: MigrationClaims, mx: SeenMx): readonly PreflightIssue[] {
  if (mx.ttl === undefined || mx.ttl <= mxTtl) return [];
  const problem = `the live MX records have a TTL of ${mx.ttl} s or more`;
  return [disproved({ code: "mx-ttl-too-short", problem, got: mxTtl, write: mx.ttl }, "mxMigration", "mxTtl")];
}

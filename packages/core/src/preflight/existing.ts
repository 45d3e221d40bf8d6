import type { Announcement } from "./announcement";
import { preflightIssue, type PreflightFault, type PreflightIssue } from "./preflight-issue";
import { isSeen, type SeenInternet, type SeenName, type SeenRecord, type SeenZone } from "./seen";

/** The records of a component that may exist before it does. */
export type RecordRole = "sts" | "tlsRpt" | "host";

/**
 * - `created`: the deployment creates the record, so one that exists already is somebody else's.
 * - `held`: the engine has the record in its state, or the deployment imports it.
 * - `unknown`: the engine's state could not be read. A record of this package's making then counts as held.
 */
export type Creation = "created" | "held" | "unknown";

/** How a deployment publishes its records, where that is known. */
export interface Publishing {
  readonly records: Readonly<Record<RecordRole, Creation>>;
  /**
   * How to take over each record, such as the command that imports it.
   *
   * @default - general advice
   */
  readonly takeOver?: Partial<Readonly<Record<RecordRole, string>>>;
}

/** What exists already where the deployment is to create records. */
export interface Existing {
  readonly seen: SeenInternet;
  readonly announced: Announcement | undefined;
  readonly publishing: Publishing;
}

/** Whether a TLS-RPT record is published; a whole `DeploymentPlan` says so, too. */
export interface PlannedReports {
  readonly records: { readonly sts?: unknown; readonly tlsRpt?: unknown };
}

/**
 * The TXT records that the deployment would create a second time. Some providers refuse that half-way through, and others create
 * the second record, with which senders act as if there were none (RFC 8461 §3.1, RFC 8460 §3).
 */
export function judgeExisting(plan: PlannedReports, existing: Existing): readonly PreflightIssue[] {
  return [...judgeSts(existing), ...judgeTlsRpt(plan, existing)];
}

/** The zone, where its name servers answered. */
function zoneOf({ zone }: SeenInternet): SeenZone | undefined {
  return isSeen(zone) ? zone : undefined;
}

/** What a record set holds; the zone's own servers know it better than a resolver that may hold an older answer. */
export function recordsAt(seen: SeenInternet, role: "sts" | "tlsRpt"): SeenRecord | undefined {
  const known = zoneOf(seen)?.[role];
  if (known !== undefined) return known;
  const answer = role === "sts" ? seen.record : seen.tlsRpt;
  return isSeen(answer) && answer.isWildcard !== true ? answer : undefined;
}

/** What the name of the policy host leads to. */
export function hostNameAt(seen: SeenInternet): SeenName | undefined {
  return zoneOf(seen)?.host ?? (isSeen(seen.name) ? seen.name : undefined);
}

function judgeSts({ seen, announced, publishing }: Existing): readonly PreflightIssue[] {
  const found = recordsAt(seen, "sts");
  const { sts: creation } = publishing.records;
  if (found === undefined || isEmpty(found)) return [];
  const candidates = found.texts.filter((text) => text.startsWith("v=STSv1"));
  if (candidates.length > 1) return [several(candidates.length, publishing, creation)];
  const isOurs = announced !== undefined && announced.state !== "foreign";
  if (creation === "held" || (creation === "unknown" && isOurs)) return [];
  const [alias] = found.aliases;
  const { ttl = 0 } = found;
  const what = candidates.length === 0 ? "another TXT record" : "a record that announces a policy";
  const fault: PreflightFault =
    alias === undefined
      ? {
          code: "txt-not-ours",
          got: found.texts[0],
          problem: `${what} exists already, which resolvers cache for ${ttl} s`,
        }
      : { code: "txt-not-ours", got: alias, problem: "a CNAME exists already where the record is to be" };
  return [refused(fault, publishing, "sts")];
}

/** With two records, no change of the policy reaches a sender, whoever made them. */
function several(count: number, publishing: Publishing, creation: Creation): PreflightIssue {
  const fault: PreflightFault = { code: "txt-multiple-records", got: count };
  return creation === "created"
    ? refused(fault, publishing, "sts")
    : preflightIssue({ ...fault, refusedIn: "warn", advice: DELETE_OTHERS }, ["dns"]);
}

const DELETE_OTHERS =
  "delete every record except the one in this stack's state, wait for the TTL, and deploy again (docs/guides/repair.md)";

function judgeTlsRpt(
  { records }: PlannedReports,
  { seen, announced, publishing }: Existing,
): readonly PreflightIssue[] {
  const found = recordsAt(seen, "tlsRpt");
  if (records.tlsRpt === undefined || found === undefined || isEmpty(found)) return [];
  const { tlsRpt: creation } = publishing.records;
  const candidates = found.texts.filter((text) => text.startsWith("v=TLSRPTv1"));
  if (creation === "held") return candidates.length > 1 ? [severalReports(candidates.length)] : [];
  const isOurs = announced !== undefined && announced.state !== "foreign";
  if (creation === "unknown" && isOurs && candidates.length < 2) return [];
  const [alias] = found.aliases;
  const got = alias ?? found.texts[0];
  const problem = alias === undefined ? {} : { problem: "a CNAME exists already where the TLS-RPT record is to be" };
  return [refused({ code: "tls-rpt-not-ours", got, ...problem }, publishing, "tlsRpt")];
}

function severalReports(count: number): PreflightIssue {
  return preflightIssue({ code: "tlsrpt-multiple-records", got: count, severity: "warning" }, ["tlsRpt"]);
}

function isEmpty({ texts, aliases }: SeenRecord): boolean {
  return texts.length === 0 && aliases.length === 0;
}

/** Refused even in mode `warn`: the deployment would break what is live, or stop half-way through. */
export function refused(fault: PreflightFault, { takeOver = {} }: Publishing, role: RecordRole): PreflightIssue {
  const advice = takeOver[role];
  const path = role === "host" ? ["host"] : role === "tlsRpt" ? ["tlsRpt"] : ["dns"];
  return preflightIssue({ ...fault, refusedIn: "warn", ...(advice === undefined ? {} : { advice }) }, path);
}

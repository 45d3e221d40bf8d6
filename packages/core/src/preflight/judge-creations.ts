import { cloudfrontHost } from "../hosting/aws";
import { announcementIn } from "./announcement";
import { hostNameAt, judgeExisting, recordsAt, type RecordRole } from "./existing";
import { judgeExistingHost } from "./existing-host";
import { CHECK_AGAIN } from "./incomplete";
import { judgeCaa } from "./judge-caa";
import { anotherDomain, isWithin, zoneCut } from "./judge-zone";
import { preflightIssue, type PreflightIssue } from "./preflight-issue";
import {
  isSeen,
  type SeenCaa,
  type SeenInternet,
  type SeenName,
  type SeenRecord,
  type SeenZone,
  type Unseen,
} from "./seen";

/** A record that a plan creates. */
export interface PlannedRecord {
  /** The address of the resource, or its URN. */
  readonly address: string;
  /** The full name of the record, in lower case. */
  readonly owner: string;
  /** The type of the record; left out for what is not a record itself, such as a custom domain. */
  readonly type?: string;
  /** `unknown` where the plan does not list what stays as it is, which may hold the record. */
  readonly creation: "created" | "unknown";
  /** The zone that takes the record, as far as the plan shows it. */
  readonly zone: { readonly id?: string; readonly name?: string };
  /**
   * How to import the record that exists already.
   *
   * @default - general advice
   */
  readonly takeOver?: string;
}

/** What a plan creates for one policy domain. */
export interface PlannedCreations {
  readonly domain: string;
  readonly records: Partial<Readonly<Record<RecordRole, PlannedRecord>>>;
  /** The address of the ACM certificate for `mta-sts.<domain>` that the plan requests, if any. */
  readonly certificate?: string;
  /** The address of the CloudFront distribution with the alias `mta-sts.<domain>` that the plan creates, if any. */
  readonly distribution?: string;
}

/**
 * Everything that exists already where a plan creates it: records, a CloudFront alias, a zone that the records are not found in,
 * CAA records that forbid the certificate. The path of each issue is the address of the resource. What was not seen is not
 * judged, except for one `preflight-incomplete` that names the records.
 *
 * @example
 * import { creationsInPlan } from "@mtasts/core/plan-check";
 * import { judgeCreations, type SeenInternet } from "@mtasts/core/preflight";
 *
 * const seen: SeenInternet = { mx: { isMissing: false, exchanges: [] }, record: { texts: ["v=STSv1; id=1;"], aliases: [] } };
 * const plan: unknown = JSON.parse("{}");
 * const codes: readonly string[] = creationsInPlan(plan).flatMap((each) => judgeCreations(each, seen).map(({ code }) => code));
 */
export function judgeCreations(planned: PlannedCreations, seen: SeenInternet): readonly PreflightIssue[] {
  const { certificate } = planned;
  const issuing = { authorities: cloudfrontHost.authorities, isNew: true };
  return [
    ...judgeZones(planned, seen),
    ...judgeRecords(planned, seen),
    ...judgeAlias(planned, seen),
    ...(certificate === undefined ? [] : at(certificate, judgeCaa(seen, issuing))),
    ...judgeUnseen(planned, seen),
  ];
}

function at(address: string, issues: readonly PreflightIssue[]): readonly PreflightIssue[] {
  return issues.map((issue) => ({ ...issue, path: [address] }));
}

const ROLES = ["sts", "tlsRpt", "host"] as const satisfies readonly RecordRole[];

function judgeRecords(planned: PlannedCreations, seen: SeenInternet): readonly PreflightIssue[] {
  const { records, distribution } = planned;
  const announced = announcementIn(seen);
  return ROLES.flatMap((role) => {
    const record = records[role];
    if (record === undefined) return [];
    const takeOver = takeOverOf(role, record, seen);
    const held = { sts: "held", tlsRpt: "held", host: "held" } as const;
    const publishing = {
      records: { ...held, [role]: record.creation },
      ...(takeOver === undefined ? {} : { takeOver: { [role]: takeOver } }),
    };
    const existing = { seen, announced, publishing };
    const host = { ownsName: false, ...(distribution === undefined ? {} : { leadsTo: CLOUDFRONT }) };
    const issues = role === "host" ? judgeExistingHost(existing, host) : judgeExisting({ records }, existing);
    // Of a record that the plan does not create, the others say nothing here.
    return at(
      record.address,
      issues.filter(({ path }) => path[0] === PATH[role]),
    );
  });
}

const CLOUDFRONT = "*.cloudfront.net";

const PATH = { sts: "dns", tlsRpt: "tlsRpt", host: "host" } as const;

/** The import of what exists; a record of another type cannot become the planned one. */
function takeOverOf(role: RecordRole, record: PlannedRecord, seen: SeenInternet): string | undefined {
  const { takeOver, type } = record;
  const found = role === "host" ? hostNameAt(seen) : recordsAt(seen, role);
  if (found === undefined || type === undefined) return takeOver;
  const isAlias = found.aliases.length > 0;
  if (isAlias !== (type === "CNAME")) {
    const what = isAlias ? "CNAME record" : role === "host" ? "address records" : "TXT records";
    return `delete the ${what} at ${record.owner}, and deploy again after the TTL: a ${type} record cannot take over another type`;
  }
  const isSeveral = "texts" in found && found.texts.length > 1;
  return isSeveral && takeOver !== undefined ? `delete all of them except one; ${takeOver}` : takeOver;
}

/** A distribution whose name is published elsewhere: CloudFront refuses its alias as well. */
function judgeAlias({ records, distribution }: PlannedCreations, seen: SeenInternet): readonly PreflightIssue[] {
  const [alias] = hostNameAt(seen)?.aliases.filter((one) => one.endsWith(CLOUDFRONT.slice(1))) ?? [];
  if (distribution === undefined || records.host !== undefined || alias === undefined) return [];
  return [preflightIssue({ code: "cloudfront-alias-taken", got: alias, refusedIn: "warn" }, [distribution])];
}

function judgeZones({ domain, records }: PlannedCreations, { zone }: SeenInternet): readonly PreflightIssue[] {
  const all = ROLES.flatMap((role) => records[role] ?? []);
  const cuts = isSeen(zone) ? (zone.cuts ?? []) : [];
  const wrong = all.filter(({ owner, zone: { name } }) => name !== undefined && !isWithin(owner, name));
  const [first] = wrong;
  if (first?.zone.name !== undefined) return at(first.address, [anotherDomain(domain, first.zone.name)]);
  return all
    .filter((record) => cuts.includes(record.owner) && isOutsideCut(record, all))
    .flatMap(({ address, owner }) => at(address, [zoneCut(owner)]));
}

/** Whether the record surely goes to a zone above its own: by that zone's name, or since other names go there, too. */
function isOutsideCut({ owner, zone }: PlannedRecord, all: readonly PlannedRecord[]): boolean {
  if (zone.name !== undefined) return zone.name !== owner;
  return zone.id !== undefined && all.some((other) => other.owner !== owner && other.zone.id === zone.id);
}

/**
 * What could not be seen of the names where the plan creates something: a warning where it may be a TXT record, of which a second
 * one switches MTA-STS off, and information otherwise.
 */
function judgeUnseen(planned: PlannedCreations, seen: SeenInternet): readonly PreflightIssue[] {
  const texts = unseenTexts(planned, seen);
  const parts = [...texts, ...unseenSetting(planned, seen)];
  if (parts.length === 0) return [];
  const problem = `preflight could not see ${parts.join(" and ")}, so it did not check whether what the plan creates exists already`;
  const severity = texts.length > 0 ? "warning" : "info";
  // Only a check of a plan asks for creations.
  const fault = { code: "preflight-incomplete", problem, severity, advice: CHECK_AGAIN } as const;
  return [preflightIssue(fault, [planned.domain, "preflight"])];
}

function unseenTexts({ records }: PlannedCreations, seen: SeenInternet): readonly string[] {
  const { record, tlsRpt, zone } = seen;
  const own = isSeen(zone) ? zone : undefined;
  return [
    ...(records.sts !== undefined && own?.sts === undefined ? unseenPart("the _mta-sts record", record) : []),
    ...(records.tlsRpt !== undefined && own?.tlsRpt === undefined ? unseenPart("the _smtp._tls record", tlsRpt) : []),
  ];
}

function unseenSetting({ records, certificate }: PlannedCreations, seen: SeenInternet): readonly string[] {
  const { zone, caa, name } = seen;
  const isHostOpen = records.host !== undefined && hostNameAt(seen) === undefined && zone !== undefined;
  const host: readonly string[] = isHostOpen ? unseenPart("the name of the policy host", name ?? zoneless(zone)) : [];
  return [
    ...(ROLES.some((role) => records[role] !== undefined) ? unseenPart("the zone", zone) : []),
    ...host,
    ...(certificate === undefined ? [] : unseenPart("the CAA records", caa)),
  ];
}

/** The zone's servers are asked for the name, and the resolver is not: it would hold that there is none. */
function zoneless(zone: SeenZone | Unseen): Unseen {
  return isSeen(zone) ? { unseen: "no answer from the zone" } : zone;
}

type Part = SeenCaa | SeenName | SeenRecord | SeenZone | Unseen | undefined;

function unseenPart(what: string, part: Part): readonly string[] {
  return part === undefined || isSeen(part) ? [] : [`${what} (${part.unseen})`];
}

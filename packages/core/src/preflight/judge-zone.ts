import { lowerCase, withoutTrailingDot } from "../checking";
import type { DeploymentPlan } from "../plan";
import { preflightIssue, type PreflightIssue } from "./preflight-issue";
import { isSeen, type SeenInternet } from "./seen";

/** What a DNS provider says of the zone to which records are added. */
export interface ProviderZone {
  readonly name: string;
  /**
   * The name servers that the provider gave the zone.
   *
   * @default - unknown: they are not compared with those that the domain is delegated to
   */
  readonly nameServers?: readonly string[];
  /**
   * Whether CNAME records are answered as the addresses that they lead to.
   *
   * @default - unknown
   */
  readonly flattensCnames?: boolean;
}

/** The zone that takes the records, and whether the deployment needs it. */
export interface ZoneUse {
  /** What the provider says of it. @default - the provider was not asked, or did not answer */
  readonly given?: ProviderZone | undefined;
  /** Whether all records go to one zone, as with the DNS providers of this package. */
  readonly isSingle: boolean;
  /** Whether the host's certificate is validated by a CNAME record. */
  readonly provesByCname: boolean;
  /** Whether another zone answers for the domain on purpose, as while a zone moves. */
  readonly isMoving: boolean;
}

/** Whether records in this zone are found at all: its name, where it is delegated, and names that are zones of their own. */
export function judgeZone(plan: DeploymentPlan, seen: SeenInternet, use: ZoneUse): readonly PreflightIssue[] {
  const { given, isSingle, provesByCname } = use;
  if (!isSingle) return [];
  if (given !== undefined && !isWithin(plan.domain, given.name)) return [anotherDomain(plan.domain, given.name)];
  const flattened = given?.flattensCnames === true && provesByCname;
  return [
    ...judgeCuts(seen),
    ...judgeDelegation(seen, use),
    ...(flattened ? [preflightIssue({ code: "cnames-flattened", got: given.name, refusedIn: "warn" }, ["dns"])] : []),
  ];
}

/** The zone is not one that the domain lies in. */
export function anotherDomain(domain: string, name: string): PreflightIssue {
  const problem = `the zone does not contain ${domain}, so its records would never be found`;
  const advice = `use the id of the zone that contains ${domain}`;
  return preflightIssue({ code: "zone-of-another-domain", got: plain(name), problem, advice, refusedIn: "warn" }, PATH);
}

const PATH = ["dns", "zoneId"];

function judgeCuts({ zone }: SeenInternet): readonly PreflightIssue[] {
  if (!isSeen(zone)) return [];
  return (zone.cuts ?? []).map(zoneCut);
}

/** A zone of its own, in which the record would have to be. */
export function zoneCut(name: string): PreflightIssue {
  return preflightIssue({ code: "zone-cut", got: name, refusedIn: "warn" }, ["dns"]);
}

/**
 * Whether DNS may answer from another zone than the one that takes the records, so that it does not show what that one holds.
 *
 * @example
 * import { isHiddenZone, type SeenInternet } from "@mtasts/core/preflight";
 *
 * const unseen = { unseen: "TIMEOUT" };
 * const seen: SeenInternet = { mx: unseen, record: unseen, zone: unseen };
 * const use = { isSingle: true, provesByCname: false, isMoving: false };
 * const isHidden: boolean = isHiddenZone(seen, use); // true
 */
export function isHiddenZone({ zone }: SeenInternet, { given, isMoving }: ZoneUse): boolean {
  if (isMoving || !isSeen(zone) || zone.nameServers.length === 0) return true;
  return !isDelegated(zone.nameServers, given?.nameServers ?? []);
}

function isDelegated(live: readonly string[], given: readonly string[]): boolean {
  const own = new Set(given.map(plain));
  return live.some((server) => own.has(plain(server)));
}

/** No name server in common: the zone is a namesake, or not delegated yet. */
function judgeDelegation({ zone }: SeenInternet, { given, isMoving }: ZoneUse): readonly PreflightIssue[] {
  if (!isSeen(zone) || given?.nameServers === undefined || given.nameServers.length === 0) return [];
  if (isMoving || zone.nameServers.length === 0) return [];
  if (isDelegated(zone.nameServers, given.nameServers)) return [];
  const own = new Set(given.nameServers.map(plain));
  const live = zone.nameServers.map(plain);
  const problem = `the domain is served by other name servers than those of the zone (${[...own].slice(0, 4).join(", ")}), so senders do not see its records`;
  return [preflightIssue({ code: "zone-not-delegated", got: live.slice(0, 4).join(", "), problem }, PATH)];
}

/** Whether the domain is the zone's own, or below it. */
export function isWithin(domain: string, zone: string): boolean {
  const name = plain(zone);
  return domain === name || domain.endsWith(`.${name}`);
}

function plain(name: string): string {
  return lowerCase(withoutTrailingDot(name));
}

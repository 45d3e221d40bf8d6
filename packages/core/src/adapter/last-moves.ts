import { deploymentIssue, type DeploymentIssue } from "../deployment-issue";
import { isRecord } from "../json";
import { needsProtection } from "../lifecycle/protection";
import { readMoment } from "../moment";
import type { DeploymentPlan } from "../plan";
import type { LastChild, LastComponent, LastDeployment } from "./last-deployment";
import type { ZoneNames } from "./zone-move";

/** A zone as the program names it. */
export interface ProgramZone extends ZoneNames {
  /** Undefined where it is unknown, or not known yet. */
  readonly zoneId?: string | undefined;
}

/** What a deployment keeps of the last one. */
export interface Kept {
  readonly last: LastDeployment;
  readonly plan: DeploymentPlan;
  /** Those that have the records afterwards: that of `dns`, and that of `previousDns`. */
  readonly zones: readonly ProgramZone[];
  /** Seconds since 1970. */
  readonly now: number;
}

/**
 * Announcements of the last deployment that this one would delete although senders may still ask their zone. Where the type of a
 * zone's records is unknown, nothing is said.
 */
export function judgeLastZones({ last, plan, zones, now }: Kept): readonly DeploymentIssue[] {
  if (!isInForce(last, plan) || isRetired(plan, now)) return [];
  if (zones.some(({ recordType }) => recordType === undefined)) return [];
  const announced = new Set(last.records.map(({ urn }) => urn));
  const dropped = last.children.filter((child) => announced.has(child.urn) && !zones.some((zone) => isIn(child, zone)));
  return dropped.flatMap((child) => judgeDropped(child, last, { zones, now }));
}

function judgeDropped(
  child: LastChild,
  { components }: LastDeployment,
  { zones, now }: Pick<Kept, "zones" | "now">,
): readonly DeploymentIssue[] {
  const renamed = zones.find((zone) => zone.recordType === child.type && zone.zoneId === zoneIdOf(child));
  if (renamed !== undefined)
    return [notKept(`the records of the zone would be made again under other names; ${SUFFIX}`)];
  const moves = components.map(({ outputs }) => outputs["zoneMove"]).filter(isRecord);
  const [move] = moves;
  if (move === undefined && isLeftOver(child, components)) return [];
  if (move === undefined) return [notKept(`${WOULD_DELETE} ${placeOf(child)}`, exampleOf(child))];
  if (!isFormer(child, move)) {
    // As long as no NS record has changed, the move can be given up.
    return move["delegatedSince"] === undefined ? [] : [notKept(`${WOULD_DELETE} ${placeOf(child)}`, exampleOf(child))];
  }
  const { removableFrom } = move;
  const from = typeof removableFrom === "string" ? readMoment(removableFrom) : undefined;
  if (from !== undefined && from <= now) return [];
  const until = typeof removableFrom === "string" && from !== undefined ? `until ${removableFrom}` : NO_DATE;
  const problem = `resolvers may ask the former zone ${until}, and its records would be deleted`;
  return [deploymentIssue({ code: "zone-dropped-too-early", problem }, ["previousDns"])];
}

const WOULD_DELETE = "the deployment would delete the announcement, which senders may still find in";
const SUFFIX = "nameSuffix stays with the zone that it was given to";
const NO_DATE = "for an unknown time, since the last deployment had no delegatedSince";

function notKept(problem: string, like?: string): DeploymentIssue {
  return deploymentIssue({ code: "zone-not-kept", problem, ...(like === undefined ? {} : { like }) }, ["previousDns"]);
}

/**
 * Whether the last deployment already did without the child's zone: then it was judged before, and only its deletion failed, or a
 * move that begins was interrupted. A state without the component's zone says nothing.
 */
function isLeftOver(child: LastChild, components: LastDeployment["components"]): boolean {
  const zones = components.map(({ outputs }) => outputs["zone"]);
  return zones.length > 0 && zones.every((zone) => isRecord(zone) && isOther(child, zone));
}

function isOther(child: LastChild, { recordType, nameSuffix, zoneId }: Readonly<Record<string, unknown>>): boolean {
  if (typeof recordType !== "string") return false;
  const suffix = typeof nameSuffix === "string" ? nameSuffix : "";
  return !isIn(child, { recordType, nameSuffix: suffix, ...(typeof zoneId === "string" ? { zoneId } : {}) });
}

function placeOf(child: LastChild): string {
  const zoneId = zoneIdOf(child);
  return zoneId === undefined ? child.type : `zone ${zoneId} (${child.type})`;
}

const factories: Readonly<Record<string, string>> = {
  "aws:route53/record:Record": "route53",
  "cloudflare:index/dnsRecord:DnsRecord": "cloudflareDns",
};

/** What to write; of a provider that is not known here, only in words. */
function exampleOf(child: LastChild): string | undefined {
  const [factory, zoneId] = [factories[child.type], zoneIdOf(child)];
  if (factory === undefined || zoneId === undefined) return undefined;
  const suffix = suffixOf(child);
  return `previousDns: { dns: ${factory}({ zoneId: "${zoneId}"${suffix === "" ? "" : `, nameSuffix: "${suffix}"`} }) }`;
}

function isFormer(child: LastChild, move: Readonly<Record<string, unknown>>): boolean {
  const former = isRecord(move["former"]) ? move["former"] : {};
  return former["recordType"] === child.type && (former["nameSuffix"] ?? "") === suffixOf(child);
}

function isIn(child: LastChild, { recordType, nameSuffix = "", zoneId }: ProgramZone): boolean {
  const own = zoneIdOf(child);
  const isSameZone = zoneId === undefined || own === undefined || zoneId === own;
  return recordType === child.type && nameSuffix === suffixOf(child) && isSameZone;
}

function zoneIdOf({ outputs }: LastChild): string | undefined {
  const { zoneId } = outputs;
  return typeof zoneId === "string" && /^[\w-]{1,64}$/u.test(zoneId) ? zoneId : undefined;
}

function suffixOf({ key }: LastChild): string {
  return key.endsWith("-sts-record") ? key.slice(0, -"-sts-record".length) : "";
}

/** Under which names the engine finds a component: its own, and those of its aliases. */
export interface ComponentNames {
  readonly urn: string;
  /** The present name first. */
  readonly names: readonly string[];
  /** What stands before the names in the URNs. */
  readonly places: readonly string[];
}

/** A component that the last deployment had for this domain, and that this program does not name: its children would be deleted. */
export function judgeLastName(
  { last, plan, now }: Omit<Kept, "zones">,
  { urn: own, names, places }: ComponentNames,
): readonly DeploymentIssue[] {
  if (!isInForce(last, plan) || isRetired(plan, now)) return [];
  return last.components
    .filter(({ urn, name }) => !(names.includes(name) && places.includes(placeIn(urn))))
    .map(({ urn, name }) => {
      const like = placeIn(urn) === placeIn(own) ? `aliases: [{ name: "${name}" }]` : `aliases: ["${urn}"]`;
      const problem = `the last deployment has this domain as ${urn}, and this one would delete everything there`;
      return deploymentIssue({ code: "component-renamed", problem, like }, ["aliases"]);
    });
}

/**
 * A component that published another domain in the last deployment, where some sender may hold an enforced policy of that one.
 *
 * @param urn - The component's own.
 * @param now - Seconds since 1970.
 */
export function judgeLastDomain(
  domains: Iterable<LastDeployment>,
  { urn, domain, now }: { readonly urn: string; readonly domain: string; readonly now: number },
): readonly DeploymentIssue[] {
  const others = [...domains].filter((last) => last.domain !== domain);
  return others
    .filter(({ components }) => components.some((one) => one.urn === urn && isHeld(one, now)))
    .map((last) => deploymentIssue({ code: "domain-changed", got: last.domain }, ["domain"]));
}

/** Whether some sender may hold what the component enforced. An earlier id may be that of an enforced policy. */
function isHeld({ policyText = "", announcedIds, outputs }: LastComponent, now: number): boolean {
  const retirement = isRecord(outputs["retirement"]) ? outputs["retirement"] : {};
  const { removableFrom } = retirement;
  const from = typeof removableFrom === "string" ? readMoment(removableFrom) : undefined;
  if (from !== undefined && from <= now) return false;
  return isEnforced(policyText) || announcedIds.length > 1;
}

function placeIn(urn: string): string {
  return urn.slice(0, urn.lastIndexOf("::"));
}

/** Whether some sender may hold a policy that is enforced. */
function isInForce({ components }: LastDeployment, { policy, revision }: DeploymentPlan): boolean {
  if (needsProtection({ mode: policy.mode, revision })) return true;
  return components.some(({ policyText = "" }) => isEnforced(policyText));
}

function isEnforced(policyText: string): boolean {
  return /^mode: ?(?:enforce|none)\r?$/mu.test(policyText.slice(0, MAX_TEXT));
}

const MAX_TEXT = 65_536;

function isRetired({ policy, retirement }: DeploymentPlan, now: number): boolean {
  const from = retirement?.removableFrom === undefined ? undefined : readMoment(retirement.removableFrom);
  return policy.mode === "none" && from !== undefined && from <= now;
}

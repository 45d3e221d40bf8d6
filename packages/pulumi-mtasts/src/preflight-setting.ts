import type * as Core from "@mtasts/core/preflight";
import type { LastDeployment } from "@mtasts/core/adapter";
import type * as pulumi from "@pulumi/pulumi";
import { importedUrn, isAdopted } from "./adopted.js";
import type { MtaStsArgs } from "./args.js";
import { lastDeployment, type Memory } from "./last-deployment.js";
import { judging } from "./network.js";
import type { RecordKey, ZoneAccess } from "./ports.js";
import { inTime, invokeOptions } from "./provider-calls.js";

/** A deployment whose setting is looked up. */
export interface SettingOf {
  /** The component's name. */
  readonly name: string;
  readonly domain: string;
  readonly args: MtaStsArgs;
  /** The id of the zone that takes the records, as far as it is known. */
  readonly zoneId: string | undefined;
  readonly opts: pulumi.ComponentResourceOptions;
}

/** What stands behind the component's name in the names of its records. */
export const keys: Readonly<Record<Core.ZoneHolding["role"], RecordKey>> = {
  sts: "sts-record",
  tlsRpt: "tls-rpt-record",
  host: "host-record",
  proof: "certificate-record",
};

/** Where the deployment puts its records, and what of them the engine's state holds. Never rejects. */
export async function settingOf(of: SettingOf): Promise<Core.Setting> {
  const { host, dns } = of.args;
  const memory = await lastDeployment();
  const last = memory.isKnown ? memory.domains.get(of.domain) : undefined;
  const { zoneAccess: access } = dns;
  const issuing = { authorities: host.authorities, isNew: !hasChild(last, "certificate") };
  if (access === undefined) return { issuing };
  const [records, given] = await Promise.all([creationsOf(of, access, memory), zoneGiven(of, access)]);
  const provesByCname = host.authorities?.includes("amazon.com") === true && issuing.isNew;
  const isMoving = "previousDns" in of.args && of.args.previousDns !== undefined;
  return { issuing, publishing: { records }, zone: { given, isSingle: true, provesByCname, isMoving } };
}

async function creationsOf(
  of: SettingOf,
  access: ZoneAccess,
  memory: Memory,
): Promise<Readonly<Record<Core.RecordRole, Core.Creation>>> {
  if (!memory.isKnown) return { sts: "unknown", tlsRpt: "unknown", host: "unknown" };
  const last = memory.domains.get(of.domain);
  const { dns, previousDns } = of.args;
  // While a zone moves, DNS may answer with the records of the former one.
  const zones = previousDns === undefined ? [dns] : [dns, previousDns.dns];
  const isKeptByHand = previousDns !== undefined && previousDns.dns.zoneAccess === undefined;
  const creation = async (role: Core.RecordRole): Promise<Core.Creation> => {
    const key = keys[role];
    const child = { component: of.name, key, type: access.recordType, nameSuffix: dns.nameSuffix };
    if (isKeptByHand || zones.some(({ nameSuffix }) => hasChild(last, keyIn(key, nameSuffix)))) return "held";
    if (memory.urns.has(importedUrn(child))) return "held";
    return (await isAdopted(child, of.opts)) ? "held" : "created";
  };
  // A custom domain that was made by a deployment which stopped half-way is created again in place.
  const isOwnDomain = of.args.host.ownsName === true && last !== undefined && last.components.length > 0;
  const [sts, tlsRpt, host] = await Promise.all([creation("sts"), creation("tlsRpt"), creation("host")]);
  return { sts, tlsRpt, host: isOwnDomain ? "held" : host };
}

/** What stands behind the component's name in the name of a zone's record. */
export function keyIn(key: string, nameSuffix = ""): string {
  return nameSuffix === "" ? key : `${nameSuffix}-${key}`;
}

function hasChild(last: LastDeployment | undefined, key: string): boolean {
  return last?.children.some((child) => child.key === key) === true;
}

async function zoneGiven({ zoneId, opts }: SettingOf, access: ZoneAccess): Promise<Core.ProviderZone | undefined> {
  if (zoneId === undefined) return undefined;
  const zone = await inTime(async () => await access.zone(zoneId, invokeOptions(access.recordType, opts)));
  return isZone(zone) ? zone : undefined;
}

/** Under mocks and with other versions of a provider, anything may come back. */
function isZone(zone: Core.ProviderZone | undefined): boolean {
  const { name, nameServers = [] } = zone ?? {};
  if (typeof name !== "string" || name === "" || !Array.isArray(nameServers)) return false;
  return nameServers.every((server) => typeof server === "string");
}

/** The same setting with the import of each record that stands in the way, or `undefined` where none does. */
export async function withTakeOver(
  setting: Core.Setting,
  issues: readonly Core.PreflightIssue[],
  of: SettingOf,
): Promise<Core.Setting | undefined> {
  const { publishing, holdings = [] } = setting;
  const { zoneAccess: access } = of.args.dns;
  const found = new Set(issues.flatMap(({ code }) => roleOf[code] ?? []));
  const roles = [...found].filter((role) => !holdings.some((holding) => holding.role === role));
  if (publishing === undefined || access === undefined || roles.length === 0) return undefined;
  const advice = await Promise.all(roles.map(async (role) => [role, await adviceFor(role, of, access)] as const));
  return { ...setting, publishing: { ...publishing, takeOver: Object.fromEntries(advice) } };
}

const roleOf: Readonly<Record<string, Core.RecordRole>> = {
  "txt-not-ours": "sts",
  "txt-multiple-records": "sts",
  "tls-rpt-not-ours": "tlsRpt",
  "host-name-taken": "host",
};

async function adviceFor(role: Core.RecordRole, of: SettingOf, access: ZoneAccess): Promise<string> {
  const { args, domain, zoneId, opts } = of;
  if (role === "host" && args.host.ownsName === true) return OWN_NAME;
  const record = { name: nameOf(role, domain), type: typeOf(role) };
  const ids =
    zoneId === undefined
      ? undefined
      : await inTime(async () => await access.recordIds(zoneId, record, invokeOptions(access.recordType, opts)));
  const known = Array.isArray(ids) ? ids.filter((id): id is string => typeof id === "string") : [];
  return takeOverOf({ ...of, access, key: keys[role] }, record, known);
}

const OWN_NAME = "delete it, and deploy again after its TTL: the custom domain publishes the name itself";

/** How to import the record of one key with one of these ids. */
export function takeOverOf(
  { name, args, zoneId, access, key }: SettingOf & { readonly access: ZoneAccess; readonly key: RecordKey },
  record: { readonly name: string; readonly type: string },
  ids: readonly string[],
): string {
  const idForm = access.idForm
    .replace("<zone id>", zoneId ?? "<zone id>")
    .replace("<name>", record.name)
    .replace("<type>", record.type);
  const child = `${name}-${keyIn(key, args.dns.nameSuffix)}`;
  return judging().takeOverAdvice({ type: access.recordType, child, ids, idForm });
}

const labels = { sts: "_mta-sts", tlsRpt: "_smtp._tls", host: "mta-sts" } as const;

/** The full name of a record. */
export function nameOf(role: Core.RecordRole, domain: string): string {
  return `${labels[role]}.${domain}`;
}

/** The type with which the component creates it. */
export function typeOf(role: Core.ZoneHolding["role"]): "TXT" | "CNAME" {
  return role === "sts" || role === "tlsRpt" ? "TXT" : "CNAME";
}

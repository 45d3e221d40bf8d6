import { parseDomain } from "../domain";
import type { RecordRole } from "../preflight/existing";
import { ownerOf } from "./roles";
import { textAmong, type ResourceChange, type Values } from "./resource-change";
import { fullName, isZone, zoneOf } from "./zone-names";

/** A record of MTA-STS or TLS-RPT at one time of a plan. */
export interface OwnRecord {
  readonly role: RecordRole;
  /** The policy domain. */
  readonly domain: string;
  /** The full name. */
  readonly owner: string;
  /** In capitals; left out for a custom domain. */
  readonly type?: string;
  readonly zone: { readonly id?: string; readonly name?: string };
}

const LABELS = [
  ["sts", "_mta-sts"],
  ["tlsRpt", "_smtp._tls"],
  ["host", "mta-sts"],
] as const satisfies readonly (readonly [RecordRole, string])[];

/** The record that a resource is, by its name and type; `undefined` for anything else, and where the domain is not known. */
export function ownRecord(
  { type: resource }: Pick<ResourceChange, "type">,
  values: Values | undefined,
  zones: ReadonlyMap<string, string>,
): OwnRecord | undefined {
  const found = labelled(resource, values);
  if (values === undefined || found === undefined) return undefined;
  const { role, label, written, type } = found;
  const zone = zoneOf(values, zones);
  const owner = fullName(written, label, zone.name);
  const domain = parseDomain(owner.slice(label.length + 1));
  if (!domain.ok) return undefined;
  return { role, domain: domain.value, owner, ...(type === undefined ? {} : { type }), zone };
}

/** Whether a resource is such a record in a zone that the plan does not name, by a name that tells no domain. */
export function isUnnamed(
  { type: resource }: Pick<ResourceChange, "type">,
  values: Values | undefined,
  zones: ReadonlyMap<string, string>,
): boolean {
  const found = labelled(resource, values);
  if (values === undefined || found === undefined) return false;
  const isRelative = !found.written.slice(found.label.length + 1).includes(".");
  return isRelative && zoneOf(values, zones).name === undefined;
}

interface Labelled {
  readonly role: RecordRole;
  readonly label: string;
  readonly written: string;
  readonly type: string | undefined;
}

function labelled(resource: string, values: Values | undefined): Labelled | undefined {
  const written = values === undefined || isZone(resource) ? undefined : ownerOf(values);
  const found = written === undefined ? undefined : LABELS.find(([, label]) => isAt(written, label));
  if (written === undefined || found === undefined) return undefined;
  const [role, label] = found;
  const type = textAmong(values, "type")?.toUpperCase();
  return isRecordOf(role, resource, type) ? { role, label, written, type } : undefined;
}

function isAt(name: string, label: string): boolean {
  return name === label || name.startsWith(`${label}.`);
}

/** NS records delegate the name and hold nothing, and a name alone is also that of a bucket or a certificate. */
function isRecordOf(role: RecordRole, resource: string, type: string | undefined): boolean {
  if (type === undefined) return role === "host" ? /custom_?domain/i.test(resource) : /record/i.test(resource);
  return role === "host" ? /^(A|AAAA|CNAME|ALIAS)$/.test(type) : /^(TXT|CNAME)$/.test(type);
}

import { parseDomain } from "../domain";
import type { RecordRole } from "../preflight/existing";
import { ownerOf } from "./roles";
import { textAmong, valueAt, type ResourceChange, type Values } from "./resource-change";
import { isZone } from "./zone-names";

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
  const written = values === undefined || isZone(resource) ? undefined : ownerOf(values);
  const found = written === undefined ? undefined : LABELS.find(([, label]) => isAt(written, label));
  if (values === undefined || written === undefined || found === undefined) return undefined;
  const [role, label] = found;
  const type = textAmong(values, "type")?.toUpperCase();
  if (!isRecordOf(role, resource, type)) return undefined;
  const zone = zoneOf(values, zones);
  const owner = fullName(written, label, zone.name);
  const domain = parseDomain(owner.slice(label.length + 1));
  if (!domain.ok) return undefined;
  return { role, domain: domain.value, owner, ...(type === undefined ? {} : { type }), zone };
}

function isAt(name: string, label: string): boolean {
  return name === label || name.startsWith(`${label}.`);
}

/** NS records delegate the name and hold nothing, and a name alone is also that of a bucket or a certificate. */
function isRecordOf(role: RecordRole, resource: string, type: string | undefined): boolean {
  if (type === undefined) return role === "host" ? /custom_?domain/i.test(resource) : /record/i.test(resource);
  return role === "host" ? /^(A|AAAA|CNAME|ALIAS)$/.test(type) : /^(TXT|CNAME)$/.test(type);
}

function zoneOf(values: Values, zones: ReadonlyMap<string, string>): OwnRecord["zone"] {
  const given = valueAt(values, "zone_id");
  const id = typeof given === "string" && given !== "" ? given : undefined;
  const name = id === undefined ? undefined : zones.get(id);
  return { ...(id === undefined ? {} : { id }), ...(name === undefined ? {} : { name }) };
}

/** Providers append the zone to a name such as `_mta-sts`, or `_mta-sts.sub` in the zone of `example.com`. */
function fullName(written: string, label: string, zone: string | undefined): string {
  const below = written.slice(label.length + 1);
  // A dot behind the label makes a whole name, which may be in the wrong zone.
  return zone === undefined || below.includes(".") || below === zone ? written : `${written}.${zone}`;
}

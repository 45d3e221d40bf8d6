import { lowerCase, withoutTrailingDot } from "../host-name";
import { isRecord, recordsIn } from "../json";
import { textAmong, valueAt, type ResourceChange, type Values } from "./resource-change";

/** Deeper than modules are nested. */
const MAX_MODULES = 32;

/** Zones by the ids that a plan names: those it manages, and in Terraform those it looks up. */
export function zoneNamesIn(json: Values, changes: readonly ResourceChange[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { type, before, after } of changes) for (const values of [after, before]) note(names, type, values);
  for (const { type, change } of recordsIn(json["resource_changes"])) {
    if (isRecord(change)) note(names, type, change["after"]);
  }
  const prior = isRecord(json["prior_state"]) ? json["prior_state"]["values"] : undefined;
  for (const values of [json["planned_values"], prior]) {
    if (isRecord(values)) collect(values["root_module"], names, 0);
  }
  return names;
}

function collect(module: unknown, names: Map<string, string>, depth: number): void {
  if (!isRecord(module) || depth > MAX_MODULES) return;
  for (const { type, values } of recordsIn(module["resources"])) note(names, type, values);
  for (const child of recordsIn(module["child_modules"])) collect(child, names, depth + 1);
}

function note(names: Map<string, string>, type: unknown, values: unknown): void {
  if (typeof type !== "string" || !isZone(type) || !isRecord(values)) return;
  const name = textAmong(values, "name", "zone");
  if (name === undefined) return;
  for (const key of ["zone_id", "zoneId", "id"]) {
    const id = values[key];
    if (typeof id === "string" && id !== "" && !names.has(id)) names.set(id, lowerCase(withoutTrailingDot(name)));
  }
}

/** `aws_route53_zone`, `cloudflare_zone`, `aws:route53/zone:Zone`. */
export function isZone(type: string): boolean {
  return type === "aws_route53_zone" || type === "cloudflare_zone" || type.endsWith("/zone:Zone");
}

/** The zone that a record names by its id, and the zone's own name where the plan shows it. */
export function zoneOf(
  values: Values,
  zones: ReadonlyMap<string, string>,
): { readonly id?: string; readonly name?: string } {
  const given = valueAt(values, "zone_id");
  const id = typeof given === "string" && given !== "" ? given : undefined;
  const name = id === undefined ? undefined : zones.get(id);
  return { ...(id === undefined ? {} : { id }), ...(name === undefined ? {} : { name }) };
}

/** The full name: providers append the zone to a name such as `_mta-sts`, or `_mta-sts.sub` in the zone of `example.com`. */
export function fullName(written: string, label: string, zone: string | undefined): string {
  const below = written.slice(label.length + 1);
  // A dot behind the label makes a whole name, which may be in the wrong zone.
  return zone === undefined || below.includes(".") || below === zone ? written : `${written}.${zone}`;
}

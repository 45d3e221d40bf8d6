import { createHash } from "node:crypto";
import { isIPv4, isIPv6 } from "node:net";
import { ServiceError } from "../errors.js";
import { type Stores } from "../kept.js";
import { commonZone, suggestedZone } from "../open-zones.js";
import { type Runtime } from "../runtime.js";
import { type Restore, saved } from "../saved.js";
import { txtProblem } from "./route53-txt.js";

export interface ZoneInput {
  readonly id: string;
  readonly name: string;
  readonly privateZone?: boolean;
  /** The account that owns it, and alone may change it. @default the default account */
  readonly account?: string;
}

export interface AliasTarget {
  readonly name: string;
  readonly zoneId: string;
  readonly evaluateTargetHealth: boolean;
}

/** All records of one name and type, as Route 53's API holds them: a TXT value carries its quotes. */
export interface RecordSet {
  /** Absolute, lower case, without a final dot. */
  readonly name: string;
  readonly type: string;
  readonly ttl?: number;
  readonly values: readonly string[];
  readonly alias?: AliasTarget;
}

export interface Zone {
  readonly id: string;
  readonly name: string;
  readonly privateZone: boolean;
  readonly account: string;
  readonly records: ReadonlyMap<string, RecordSet>;
}

export interface RecordChange {
  readonly action: "CREATE" | "UPSERT" | "DELETE";
  readonly set: RecordSet;
}

/** Amazon Route 53: hosted zones that exist beforehand, and their records. */
export class Route53 {
  readonly #zones = new Map<string, Zone>();
  /** The zones whose names were concluded from their records. */
  readonly #concluded = new Set<string>();
  readonly #runtime: Runtime;

  /** `isOpen`: every zone id that is asked for exists, under the name that its first records suggest. */
  constructor(
    runtime: Runtime,
    zones: readonly ZoneInput[],
    private readonly isOpen = false,
  ) {
    this.#runtime = runtime;
    for (const { id, name, privateZone = false, account = runtime.account } of zones) {
      this.#zones.set(id, { id, name: normalName(name), privateZone, account, records: new Map() });
    }
  }

  get zones(): readonly Zone[] {
    return [...this.#zones.values()];
  }

  get stores(): Stores {
    return { zones: this.#zones, concluded: this.#concluded };
  }

  save(): Restore {
    return saved(this.#zones);
  }

  /** Where every zone id exists: makes room for a record of that name, in a new zone or by a wider name for one. */
  admit(id: string, owner: string): void {
    if (!this.isOpen || id === "") return;
    const zone = this.#zones.get(id);
    if (zone !== undefined && (!this.#concluded.has(id) || isInZone(normalName(owner), zone.name))) return;
    const name = zone === undefined ? suggestedZone(owner) : commonZone(zone.name, owner);
    if (name === undefined) return;
    this.#concluded.add(id);
    const { account } = this.#runtime;
    this.#zones.set(id, { id, name, privateZone: false, account, records: zone?.records ?? new Map() });
  }

  /** Gives a zone its name, whatever was concluded about it before. */
  define({ id, name }: Pick<ZoneInput, "id" | "name">): void {
    const { privateZone = false, account = this.#runtime.account, records = new Map() } = this.#zones.get(id) ?? {};
    this.#concluded.delete(id);
    this.#zones.set(id, { id, name: normalName(name), privateZone, account, records });
  }

  /** Where every zone exists: the one of that name, with an id of its own if it has not been seen yet. */
  named(name: string): Zone | undefined {
    const found = this.zones.find((zone) => zone.name === normalName(name));
    if (found !== undefined || !this.isOpen) return found;
    const id = `Z0TRY${createHash("sha256").update(normalName(name)).digest("hex").slice(0, 15).toUpperCase()}`;
    const zone = { id, name: normalName(name), privateZone: false, account: this.#runtime.account, records: new Map() };
    this.#zones.set(id, zone);
    return zone;
  }

  zone(id: string, operation = "GetHostedZone"): Zone {
    const zone = this.#zones.get(id);
    if (zone !== undefined) return zone;
    throw refuse(operation, 404, "NoSuchHostedZone", `No hosted zone found with ID: ${id}`);
  }

  /** Refuses a call on a zone of another account; a zone that is not there is left to the call itself. */
  authorize(id: string, account: string, operation: string): void {
    const zone = this.#zones.get(id);
    if (zone === undefined || zone.account === account) return;
    const { partition } = this.#runtime;
    const user = `arn:${partition}:iam::${account}:user/emulated`;
    const detail = `User: ${user} is not authorized to access this resource`;
    throw refuse(operation, 403, "AccessDenied", detail);
  }

  find(zoneId: string, name: string, type: string): RecordSet | undefined {
    return this.#zones.get(zoneId)?.records.get(recordKey(name, type));
  }

  /** The public zone that answers for the name: the closest one above it. */
  authority(name: string): Zone | undefined {
    const holders = this.zones.filter((zone) => !zone.privateZone && isInZone(normalName(name), zone.name));
    return holders.reduce<Zone | undefined>(
      (best, one) => (best && best.name.length >= one.name.length ? best : one),
      undefined,
    );
  }

  /** What the public DNS holds at the name. */
  visible(name: string, type: string): RecordSet | undefined {
    return this.authority(name)?.records.get(recordKey(name, type));
  }

  /** Applies all changes or none. */
  changeRecordSets(zoneId: string, changes: readonly RecordChange[]): void {
    const zone = this.zone(zoneId, "ChangeResourceRecordSets");
    const after = new Map(zone.records);
    const problems = changes.flatMap((change) => {
      const problem = problemOf(change, zone, after);
      const { name, type } = change.set;
      if (problem === undefined && change.action === "DELETE") after.delete(recordKey(name, type));
      else if (problem === undefined) after.set(recordKey(name, type), normalSet(change.set));
      return problem ?? [];
    });
    if (problems.length > 0) {
      throw refuse("ChangeResourceRecordSets", 400, "InvalidChangeBatch", `[${problems.join(", ")}]`);
    }
    this.#zones.set(zoneId, { ...zone, records: after });
    for (const { action, set } of changes) {
      this.#runtime.emit("route53", action, `${zoneId}/${normalName(set.name)}/${set.type}`);
    }
  }

  /** Edits a zone from outside: what somebody does in the console. TXT values are given with their quotes. */
  upsert(zoneId: string, set: RecordSet): void {
    this.changeRecordSets(zoneId, [{ action: "UPSERT", set }]);
  }

  delete(zoneId: string, name: string, type: string): void {
    const set = this.find(zoneId, name, type);
    if (set !== undefined) this.changeRecordSets(zoneId, [{ action: "DELETE", set }]);
  }
}

export function normalName(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}

export function isInZone(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}

export function recordKey(name: string, type: string): string {
  return `${normalName(name)} ${type}`;
}

function normalSet(set: RecordSet): RecordSet {
  return { ...set, name: normalName(set.name) };
}

function problemOf(
  { action, set }: RecordChange,
  zone: Zone,
  present: ReadonlyMap<string, RecordSet>,
): string | undefined {
  const name = normalName(set.name);
  const there = present.has(recordKey(name, set.type));
  const quoted = `[name='${name}.', type='${set.type}']`;
  if (action === "DELETE") {
    return there ? undefined : `Tried to delete resource record set ${quoted} but it was not found`;
  }
  if (!isInZone(name, zone.name)) return `RRSet with DNS name ${name}. is not permitted in zone ${zone.name}.`;
  if (action === "CREATE" && there) return `Tried to create resource record set ${quoted} but it already exists`;
  return conflictOf(set.type, name, zone, present) ?? valuesProblem(set);
}

function conflictOf(
  type: string,
  name: string,
  zone: Zone,
  present: ReadonlyMap<string, RecordSet>,
): string | undefined {
  if (type === "CNAME" && name === zone.name) {
    return `RRSet of type CNAME with DNS name ${name}. is not permitted at apex in zone ${zone.name}.`;
  }
  const others = [...present.values()].filter((other) => other.name === name && other.type !== type);
  if (type === "CNAME" && others.length > 0) {
    return `RRSet of type CNAME with DNS name ${name}. is not permitted as it conflicts with other records with the same DNS name in zone ${zone.name}.`;
  }
  if (others.some((other) => other.type === "CNAME")) {
    return `RRSet of type ${type} with DNS name ${name}. is not permitted because a conflicting RRSet of type CNAME with the same DNS name already exists in zone ${zone.name}.`;
  }
  return undefined;
}

function valuesProblem({ type, values, alias, ttl }: RecordSet): string | undefined {
  if (alias !== undefined) return undefined;
  if (values.length === 0 || ttl === undefined) {
    return "Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found none";
  }
  const repeated = values.find((value, i) => values.indexOf(value) !== i);
  if (repeated !== undefined) return `Duplicate Resource Record: '${repeated}'`;
  if (type === "CNAME" && values.length > 1) return "RRSet of type CNAME must contain exactly one resource record";
  return values.map((value) => valueProblem(type, value)).find((problem) => problem !== undefined);
}

function valueProblem(type: string, value: string): string | undefined {
  switch (type) {
    case "TXT":
      return txtProblem(value);
    case "A":
      return isIPv4(value)
        ? undefined
        : invalid("ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)", value);
    case "AAAA":
      return isIPv6(value)
        ? undefined
        : invalid("AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)", value);
    case "MX":
      return /^\d+ \S+$/.test(value)
        ? undefined
        : invalid("MXRRDATANotTwoFields (MX record doesn't have 2 fields)", value);
    default:
      return undefined;
  }
}

function invalid(what: string, value: string): string {
  return `Invalid Resource Record: 'FATAL problem: ${what} encountered with '${value}''`;
}

function refuse(operation: string, status: number, code: string, detail: string): ServiceError {
  return new ServiceError(code, detail, { service: "Route 53", operation, status });
}

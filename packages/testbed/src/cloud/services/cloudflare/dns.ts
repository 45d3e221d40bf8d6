import { createHash } from "node:crypto";
import { type Stores } from "../../kept.js";
import { commonZone, suggestedZone } from "../../open-zones.js";
import { type Runtime } from "../../runtime.js";
import { type Restore, saved } from "../../saved.js";
import { isInZone, normalName } from "../route53.js";
import { type ApiCall, CloudflareError } from "./api-error.js";
import { type DnsRecord, type DnsRecordInput, type RecordOwner, warningFor } from "./dns-record.js";
import { recordProblem } from "./dns-rules.js";

export interface CloudflareZoneInput {
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly name: string;
  /** @default the account of the default zone */
  readonly accountId?: string;
  /** Whether every CNAME is answered as the addresses that it leads to. @default false */
  readonly flattenAllCnames?: boolean;
}

export interface CloudflareZone {
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  readonly flattenAllCnames: boolean;
  readonly records: ReadonlyMap<string, DnsRecord>;
}

export const defaultCloudflareZone: Required<CloudflareZoneInput> = {
  id: "c0ffee000000000000000000000000e1",
  name: "example.com",
  accountId: "acc00000000000000000000000000001",
  flattenAllCnames: false,
};

/** Cloudflare DNS: zones that exist beforehand, and their records, each with an id of its own. */
export class CloudflareDns {
  /** The zones whose setting "CNAME flattening for all CNAME records" is on: none of their CNAMEs can be seen. */
  readonly flattened = new Set<string>();
  readonly #zones = new Map<string, CloudflareZone>();

  /** What was concluded about zones from their records: the names of these ids, and whose account is still open. */
  readonly #concluded = new Set<string>();

  /** `isOpen`: every zone id that is asked for exists, under the name that its first records suggest. */
  constructor(
    private readonly runtime: Runtime,
    zones: readonly CloudflareZoneInput[],
    private readonly isOpen = false,
  ) {
    const { accountId: usual } = defaultCloudflareZone;
    for (const { id, name, accountId = usual, flattenAllCnames = false } of zones) {
      this.#zones.set(id, { id, name: normalName(name), accountId, flattenAllCnames, records: new Map() });
    }
  }

  get zones(): readonly CloudflareZone[] {
    return [...this.#zones.values()];
  }

  get stores(): Stores {
    return { zones: this.#zones, concluded: this.#concluded, flattened: this.flattened };
  }

  save(): Restore {
    return saved(this.#zones);
  }

  /**
   * Where every zone id exists: makes room for a record of that name, in a new zone or by a wider name for one, and in the
   * account that names it first.
   */
  admit(id: string, owner: string, accountId?: string): void {
    if (!this.isOpen || id === "") return;
    const zone = this.#zones.get(id);
    const named = zone === undefined ? suggestedZone(owner) : this.#widened(zone, owner);
    if (named === undefined) return;
    if (zone === undefined) this.#concluded.add(id).add(unowned(id));
    const account = this.#concluded.has(unowned(id)) ? accountId : undefined;
    if (account !== undefined) this.#concluded.delete(unowned(id));
    const kept = zone ?? emptyZone(id);
    this.#zones.set(id, { ...kept, name: named, accountId: account ?? kept.accountId });
  }

  #widened({ id, name }: CloudflareZone, owner: string): string | undefined {
    const isFixed = !this.#concluded.has(id) || isInZone(normalName(owner), name);
    return isFixed ? name : commonZone(name, owner);
  }

  /** Gives a zone its name, whatever was concluded about it before. */
  define({ id, name }: Pick<CloudflareZoneInput, "id" | "name">): void {
    const kept = this.#zones.get(id);
    this.#concluded.delete(id);
    if (kept === undefined) this.#concluded.add(unowned(id));
    this.#zones.set(id, { ...(kept ?? emptyZone(id)), name: normalName(name) });
  }

  /** Where every zone exists: the one of that name, with an id of its own if it has not been seen yet. */
  named(name: string): CloudflareZone | undefined {
    const found = this.zones.find((zone) => zone.name === normalName(name));
    if (found !== undefined || !this.isOpen) return found;
    const id = createHash("md5")
      .update(`zone ${normalName(name)}`)
      .digest("hex");
    this.define({ id, name });
    return this.find(id);
  }

  find(zoneId: string): CloudflareZone | undefined {
    return this.#zones.get(zoneId);
  }

  zone(id: string, call: ApiCall): CloudflareZone {
    const zone = this.#zones.get(id);
    if (zone !== undefined) return zone;
    const detail = `Could not route to /client/v4/${call.path}, perhaps your object identifier is invalid?`;
    throw new CloudflareError(7003, detail, { ...call, status: 404 });
  }

  /** The closest zone above the name. */
  zoneOf(name: string): CloudflareZone | undefined {
    const [closest] = this.zones
      .filter((zone) => isInZone(normalName(name), zone.name))
      .sort((a, b) => b.name.length - a.name.length);
    return closest;
  }

  /** The records of a zone, of one name, or of one name and type. */
  records(zoneId: string, name?: string, type?: string): readonly DnsRecord[] {
    return [...(this.#zones.get(zoneId)?.records.values() ?? [])].filter(
      (record) => (name === undefined || record.name === normalName(name)) && (type ?? record.type) === record.type,
    );
  }

  record(zoneId: string, id: string): DnsRecord | undefined {
    return this.#zones.get(zoneId)?.records.get(id);
  }

  create(zoneId: string, input: DnsRecordInput): DnsRecord {
    return this.#add(zoneId, input);
  }

  /** Makes the record of a custom domain, which the domain's own rules have already let pass. */
  createOwned(zoneId: string, input: DnsRecordInput, owner: RecordOwner): DnsRecord {
    return this.#add(zoneId, input, owner);
  }

  /** Changes what is given and keeps the rest. */
  update(zoneId: string, id: string, changes: Partial<DnsRecordInput>): DnsRecord {
    const call: ApiCall = { method: "PUT", path: `zones/${zoneId}/dns_records/${id}` };
    const before = this.#get(zoneId, id, call);
    if (before.owner !== undefined) throw new CloudflareError(1043, "This DNS record is read-only.", call);
    const { warning: _, ...kept } = before;
    const record = settled({ ...kept, ...changes, modifiedOn: this.runtime.now() }, this.zone(zoneId, call).name);
    this.#check(zoneId, record, call);
    this.#put(zoneId, record, "UpdateRecord");
    return record;
  }

  delete(zoneId: string, id: string): void {
    const record = this.#get(zoneId, id, { method: "DELETE", path: `zones/${zoneId}/dns_records/${id}` });
    const zone = this.#zones.get(zoneId);
    if (zone === undefined) return;
    const records = new Map(zone.records);
    records.delete(id);
    this.#zones.set(zoneId, { ...zone, records });
    this.#tell("DeleteRecord", zoneId, record);
  }

  #add(zoneId: string, input: DnsRecordInput, owner?: RecordOwner): DnsRecord {
    const call: ApiCall = { method: "POST", path: `zones/${zoneId}/dns_records` };
    this.admit(zoneId, input.name);
    const zone = this.zone(zoneId, call);
    const now = this.runtime.now();
    const id = createHash("md5").update(`record ${this.runtime.next()}`).digest("hex");
    const owned = owner === undefined ? {} : { owner };
    const record = settled({ proxied: false, ...input, id, createdOn: now, modifiedOn: now, ...owned }, zone.name);
    if (owner === undefined) this.#check(zoneId, record, call);
    this.#put(zoneId, record, "CreateRecord");
    return record;
  }

  #check(zoneId: string, record: DnsRecord, call: ApiCall): void {
    const zone = this.zone(zoneId, call);
    const others = [...zone.records.values()].filter(({ id }) => id !== record.id);
    const problem = recordProblem(record, zone.name, others);
    if (problem !== undefined) throw new CloudflareError(problem.code, problem.detail, call);
  }

  #put(zoneId: string, record: DnsRecord, action: string): void {
    const zone = this.#zones.get(zoneId);
    if (zone === undefined) return;
    this.#zones.set(zoneId, { ...zone, records: new Map(zone.records).set(record.id, record) });
    this.#tell(action, zoneId, record);
  }

  #get(zoneId: string, id: string, call: ApiCall): DnsRecord {
    const record = this.zone(zoneId, call).records.get(id);
    if (record === undefined) throw new CloudflareError(81044, "Record does not exist.", { ...call, status: 404 });
    return record;
  }

  #tell(action: string, zoneId: string, { name, type }: DnsRecord): void {
    this.runtime.emit("cloudflare", action, `${zoneId}/${name}/${type}`);
  }
}

/** In the set of what was concluded: that the first account which names the zone will be its owner. */
function unowned(zoneId: string): string {
  return `account of ${zoneId}`;
}

function emptyZone(id: string): CloudflareZone {
  const { accountId, name, flattenAllCnames } = defaultCloudflareZone;
  return { id, name, accountId, flattenAllCnames, records: new Map() };
}

const namingTypes = new Set(["CNAME", "MX", "NS", "PTR"]);

/** The record as the API keeps it: whole names without a final dot, and the warning that its content earns. */
function settled(record: DnsRecord, zone: string): DnsRecord {
  const type = record.type.toUpperCase();
  const warning = warningFor({ ...record, type });
  const name = wholeName(record.name, zone);
  const content = namingTypes.has(type) ? record.content.replace(/\.$/, "") : record.content;
  return { ...record, name, type, content, ...(warning === undefined ? {} : { warning }) };
}

/**
 * A relative name is completed. The real API completes every name that is not in the zone; what looks absolute is left
 * for the rules to refuse, because a record at "mta-sts.example.org.example.com" is nobody's wish.
 */
function wholeName(name: string, zone: string): string {
  const lower = normalName(name);
  if (lower === "@" || lower === "") return zone;
  const relative = !lower.includes(".") || (lower.split(".").at(-1) ?? "").startsWith("_");
  return relative && !isInZone(lower, zone) ? `${lower}.${zone}` : lower;
}

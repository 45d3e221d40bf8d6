import { lowerCase, withoutTrailingDot } from "../host-name";
import { bucketFindings, certificateFindings, controlFindings } from "./beside-host";
import { distributionFaults, keyAt, originFor, type Seen } from "./distribution";
import type { Finding } from "./facets";
import { objectHolding, workerHolding, type Holding } from "./holders";
import { originsOf } from "./links";
import { bucketOf, inventoryAt, named, type Held, type Inventory } from "./inventory";
import { blocksAt, openTextAmong, openTextsOf, UNKNOWN, valueAt, type Side } from "./resource-change";
import { ownerOf, POLICY_KEY, withoutLeadingSlashes, type PolicyChange } from "./roles";

/** What a sender gets from the policy host at one time, as far as a plan shows it. */
export interface HostView {
  /** The bytes of the policy, once for each resource that may hold what is served. */
  readonly bodies: readonly Body[];
  /** What keeps senders from it, and what the plan leaves open. */
  readonly findings: readonly Finding[];
  readonly inventory: Inventory;
  /** Whether the plan shows who answers for the name. */
  readonly hasName: boolean;
  /** The resources on the way from the name to the bytes. */
  readonly way: readonly Held[];
}

export interface Body {
  readonly change: PolicyChange;
  readonly text: string | typeof UNKNOWN | undefined;
}

/** What leads from one host to the bytes. */
interface Reached {
  readonly bodies: readonly Body[];
  readonly findings: readonly Finding[];
  readonly way?: readonly Held[];
}

/** Follows the name of the policy host to the bytes, through whatever the plan holds of the way. */
export function hostViewAt(changes: readonly PolicyChange[], domain: string | undefined, side: Side): HostView {
  const inventory = inventoryAt(changes, side);
  const host = domain === undefined ? undefined : `mta-sts.${domain}`;
  const names = inventory.names.filter(({ values }) => host === undefined || isAt(ownerOf(values), host));
  const reached = names.length > 0 ? names.map((name) => fromName(name, host, inventory)) : [nameless(host, inventory)];
  return {
    inventory,
    hasName: names.length > 0,
    bodies: reached.flatMap(({ bodies }) => bodies),
    findings: reached.flatMap((each) => each.findings),
    way: [...names, ...reached.flatMap(({ way = [] }) => way)],
  };
}

/** A relative name is that of the host, too. */
function isAt(owner: string | undefined, host: string): boolean {
  return owner === undefined || owner === host || owner === "mta-sts";
}

function findings({ change: { address } }: Held, seen: readonly Seen[]): readonly Finding[] {
  return seen.map((each) => ({ ...each, address }));
}

function join(parts: readonly Reached[]): Reached {
  return {
    bodies: parts.flatMap(({ bodies }) => bodies),
    findings: parts.flatMap((part) => part.findings),
    way: parts.flatMap(({ way = [] }) => way),
  };
}

function fromName(name: Held, host: string | undefined, inventory: Inventory): Reached {
  const { values } = name;
  const service = openTextAmong(values, "service");
  if (service !== undefined) return fromService(name, service, inventory);
  const bucket = openTextAmong(values, "bucket_name");
  if (bucket !== undefined) return fromCustomDomain(name, bucket, inventory);
  const proxied: readonly Seen[] = valueAt(values, "proxied") === true ? [{ facet: "proxied" }] : [];
  const targets = targetsOf(name);
  return join([
    { bodies: [], findings: findings(name, proxied) },
    ...targets.map((target) => fromTarget(name, target, host, inventory)),
  ]);
}

function fromService(name: Held, service: string | typeof UNKNOWN, { scripts }: Inventory): Reached {
  const found = named(scripts, service, "script_name", "name", "id");
  if (found.length > 0) return join(found.map((script) => holding(script, workerHolding(script.values))));
  const seen: Seen = service === UNKNOWN ? { facet: "service", isOpen: true } : { facet: "service", got: service };
  return { bodies: [], findings: findings(name, [seen]) };
}

function fromCustomDomain(name: Held, bucket: string | typeof UNKNOWN, inventory: Inventory): Reached {
  const enabled = valueAt(name.values, "enabled");
  const disabled: readonly Seen[] = enabled === false ? [{ facet: "domainDisabled", got: "false" }] : [];
  const objects = fromBucket(name, bucket, { key: POLICY_KEY, facet: "bucketName" }, inventory);
  return join([{ bodies: [], findings: findings(name, disabled) }, objects]);
}

/** Where a record leads: names and addresses, of whichever provider's notation. */
function targetsOf({ values }: Held): readonly (string | typeof UNKNOWN)[] {
  const data = ["records", "rrdatas", "content", "value", "target"].flatMap((name) => openTextsOf(values, name));
  const aliases = ["alias", "aliases"].flatMap((name) => blocksAt(values, name));
  const all = [...data, ...aliases.flatMap((alias) => openTextsOf(alias, "name"))];
  return all.map((each) => (each === UNKNOWN ? UNKNOWN : lowerCase(withoutTrailingDot(each))));
}

function fromTarget(
  name: Held,
  target: string | typeof UNKNOWN,
  host: string | undefined,
  inventory: Inventory,
): Reached {
  const { distributions } = inventory;
  const isTarget = ({ values }: Held): boolean => {
    const own = openTextAmong(values, "domain_name");
    return typeof own === "string" ? lowerCase(own) === target : target === UNKNOWN;
  };
  const found = distributions.filter(isTarget);
  if (found.length > 0) return join(found.map((each) => fromDistribution(each, host, inventory)));
  const seen: Seen = target === UNKNOWN ? { facet: "target", isOpen: true } : { facet: "target", got: target };
  // The host may be in another stack, and its file in this one.
  return join([{ bodies: [], findings: findings(name, [seen]) }, holders(inventory)]);
}

/** Without a name in the plan: what bears it in another way, or else whatever holds a policy. */
function nameless(host: string | undefined, inventory: Inventory): Reached {
  const { distributions } = inventory;
  if (distributions.length > 0) return join(distributions.map((each) => fromDistribution(each, host, inventory)));
  return holders(inventory);
}

/** Whatever holds a policy, where nothing leads to one of them in particular. */
function holders({ objects, scripts, bucketPolicies, accessControls }: Inventory): Reached {
  return join([
    ...objects.map((object) => fromObject(object, POLICY_KEY)),
    ...scripts.map((script) => holding(script, workerHolding(script.values))),
    { bodies: [], findings: bucketPolicies.flatMap((each) => bucketFindings(each, undefined)) },
    { bodies: [], findings: controlFindings(accessControls) },
  ]);
}

function fromDistribution(distribution: Held, host: string | undefined, inventory: Inventory): Reached {
  const { values } = distribution;
  const own = findings(distribution, distributionFaults(values, host, inventory.cachePolicies));
  const origin = originFor(values);
  const certificates = certificateFindings(distribution, host, inventory.certificates);
  if (origin === undefined) {
    const there = join([{ bodies: [], findings: [...own, ...certificates], way: [distribution] }, holders(inventory)]);
    return originsOf(values).length === 0 ? there : { ...there, bodies: [] };
  }
  const bucket = bucketOf(origin);
  const policies = named(inventory.bucketPolicies, bucket, "bucket");
  const control = openTextAmong(origin, "origin_access_control_id");
  const unsigned: readonly Seen[] =
    control === undefined && bucket !== undefined ? [{ facet: "accessControl", isMissing: true }] : [];
  const beside = [
    ...findings(distribution, unsigned),
    ...policies.flatMap((each) => bucketFindings(each, distribution)),
    ...controlFindings(named(inventory.accessControls, control, "id")),
  ];
  const objects = fromBucket(distribution, bucket, { key: keyAt(origin), facet: "otherOrigin" }, inventory);
  return join([{ bodies: [], findings: [...own, ...certificates, ...beside], way: [distribution] }, objects]);
}

interface Wanted {
  readonly key: string;
  /** What it is called if the plan shows no such object. */
  readonly facet: "otherOrigin" | "bucketName";
}

function fromBucket(
  from: Held,
  bucket: string | typeof UNKNOWN | undefined,
  { key, facet }: Wanted,
  { objects }: Inventory,
): Reached {
  const found = named(objects, bucket, "bucket", "container");
  if (found.length > 0) return join(found.map((object) => fromObject(object, key)));
  // Where the plan shows nothing of the bucket it may hold the policy; that it changed is seen by the name.
  const seen: Seen = bucket === UNKNOWN ? { facet, isOpen: true } : { facet, got: bucket ?? "" };
  return { bodies: [], findings: findings(from, [seen]) };
}

function fromObject(object: Held, wanted: string): Reached {
  const key = openTextAmong(object.values, "key", "name", "path");
  if (key === UNKNOWN) return { bodies: [], findings: findings(object, [{ facet: "key", isOpen: true }]) };
  if (key !== undefined && withoutLeadingSlashes(key) !== wanted) {
    return { bodies: [], findings: findings(object, [{ facet: "key", got: key }]) };
  }
  return holding(object, objectHolding(object.values));
}

function holding(held: Held, { text, faults }: Holding): Reached {
  return { bodies: [{ change: held.change, text }], findings: findings(held, faults), way: [held] };
}

import { lowerCase, withoutTrailingDot } from "../host-name";
import { componentOf, isOfComponent } from "./component";
import { linksOf } from "./links";
import { textAmong, textsOf, valueAt, type ResourceChange, type Values } from "./resource-change";
import { fullName, zoneOf } from "./zone-names";

/**
 * What a resource is to a sender: the record that announces the policy, what holds its bytes, the name of its host, or what
 * else serves it.
 */
export type ResourceRole = "announcement" | "file" | "name" | "host";

/** A change to a resource that senders meet. */
export interface PolicyChange extends ResourceChange {
  readonly role: ResourceRole;
  /** The policy domain; `undefined` where the resource does not tell it. */
  readonly domain: string | undefined;
}

export const POLICY_KEY = ".well-known/mta-sts.txt";

/**
 * The changes to whatever announces or serves a policy, known by what they hold, and by their places beside those.
 *
 * @param zones - The names of the zones that the plan shows, by their ids.
 */
export function policyChanges(changes: readonly ResourceChange[], zones: Zones = new Map()): readonly PolicyChange[] {
  const known = changes.flatMap((change): readonly PolicyChange[] => {
    const found = identify(change.type, change.before) ?? identify(change.type, change.after) ?? merged(change);
    return found === undefined ? [] : [{ ...change, ...found, domain: domainIn(change, found, zones) }];
  });
  const listed = new Set(known.map(({ address }) => address));
  const places = placesOf(known);
  const resolved = known.map((change) => ({ ...change, domain: change.domain ?? domainAt(change, places) }));
  return [
    ...resolved,
    ...changes.filter(({ address }) => !listed.has(address)).flatMap((each) => beside(each, places)),
  ];
}

type Identity = Pick<PolicyChange, "role" | "domain">;

/** The domain of a name that is relative to a zone which the plan names. */
function domainIn({ before, after }: ResourceChange, { domain, role }: Identity, zones: Zones): string | undefined {
  const label = role === "announcement" ? "_mta-sts" : "mta-sts";
  if (domain?.includes(".") === true || (role !== "announcement" && role !== "name")) return domain;
  const values = before ?? after ?? {};
  const { name } = zoneOf(values, zones);
  return name === undefined ? domain : domainBelow(fullName(ownerOf(values) ?? label, label, name), label);
}

type Zones = ReadonlyMap<string, string>;

function identify(type: string, values: Values | undefined): Identity | undefined {
  if (values === undefined) return undefined;
  return recordIdentity(type, values) ?? fileIdentity(values) ?? hostIdentity(values);
}

/** What each of the two states shows only a half of. */
function merged({ type, before, after }: ResourceChange): Identity | undefined {
  return before === undefined || after === undefined ? undefined : identify(type, { ...after, ...before });
}

/** The name without the trailing dot and in lower case; providers tell the whole of it in one of these. */
export function ownerOf(values: Values): string | undefined {
  const full = textAmong(values, "fqdn", "hostname", "name", "domain");
  const name = textAmong(values, "name");
  if (full === undefined) return undefined;
  // The whole name is calculated by the provider, and in a plan that changes the other one it is still the old one.
  const isStale = name !== undefined && !lowerCase(full).startsWith(lowerCase(withoutTrailingDot(name)));
  return lowerCase(withoutTrailingDot(isStale ? name : full));
}

function recordIdentity(type: string, values: Values): Identity | undefined {
  const owner = ownerOf(values);
  if (owner === undefined) return undefined;
  const kind = textAmong(values, "type") ?? type;
  if (isBelow(owner, "_mta-sts")) return { role: "announcement", domain: domainBelow(owner, "_mta-sts") };
  const isName = /^(A|AAAA|CNAME|HTTPS|ALIAS)$/i.test(kind) || /custom_?domain|_record|dns|route/i.test(type);
  if (isName && isBelow(owner, "mta-sts")) return { role: "name", domain: domainBelow(owner, "mta-sts") };
  // The record that proves the name to a certificate authority, without which the certificate is not renewed.
  const proof = /^_[^.]+\.mta-sts\.(.+)$/.exec(owner);
  return proof === null ? undefined : { role: "host", domain: proof[1] };
}

function fileIdentity(values: Values): Identity | undefined {
  const key = textAmong(values, "key", "name", "path");
  const content = textAmong(values, "content") ?? "";
  const isWorker = content.includes(`/${POLICY_KEY}`) && content.includes(POLICY_START);
  const isObject = key !== undefined && withoutLeadingSlashes(key) === POLICY_KEY;
  return isObject || isWorker ? { role: "file", domain: undefined } : undefined;
}

/** The key of an object as a URL has it. */
export function withoutLeadingSlashes(key: string): string {
  return key.replace(/^\/+/, "");
}

function hostIdentity(values: Values): Identity | undefined {
  const domainNames = valueAt(values, "domain_name");
  const names = [...textsOf(values, "aliases"), ...(typeof domainNames === "string" ? [domainNames] : [])];
  const host = names.map(lowerCase).find((name) => isBelow(name, "mta-sts"));
  return host === undefined ? undefined : { role: "host", domain: domainBelow(host, "mta-sts") };
}

function isBelow(name: string, label: string): boolean {
  return name === label || name.startsWith(`${label}.`);
}

/** A relative name tells no domain. */
function domainBelow(name: string, label: string): string | undefined {
  return name.slice(label.length + 1) || undefined;
}

/** Of which domain the names are that resources refer to each other by; `undefined` where it is unknown, or several. */
type Places = ReadonlyMap<string, string | undefined>;

function placesOf(known: readonly PolicyChange[]): Places {
  const places = new Map<string, string | undefined>();
  const shared = new Set<string>();
  for (const change of known) {
    for (const key of keysOf(change, "showing")) {
      const earlier = places.get(key);
      if (shared.has(key)) continue;
      const isShared = earlier !== undefined && change.domain !== undefined && earlier !== change.domain;
      if (isShared) shared.add(key);
      // Some children of a component tell the domain, and some do not.
      places.set(key, isShared ? undefined : (change.domain ?? earlier));
    }
  }
  return places;
}

function keysOf(change: ResourceChange, kind: "showing" | "serving"): readonly string[] {
  const component = componentOf(change.address, kind);
  const { address, parent, dependencies = [] } = change;
  const others = [address, ...dependencies, ...(parent === undefined ? [] : [parent])].map((each) => `address ${each}`);
  return [...linksOf(change), ...others, ...(component === undefined ? [] : [`component ${component}`])];
}

function domainAt(change: ResourceChange, places: Places): string | undefined {
  return keysOf(change, "showing")
    .map((key) => places.get(key))
    .find((domain) => domain !== undefined);
}

/** What shows nothing of a policy itself: the bucket of one that is known, or a child of a component of ours. */
function beside(change: ResourceChange, places: Places): readonly PolicyChange[] {
  const component = componentOf(change.address, "serving");
  const keys = [...linksOf(change), ...(component === undefined ? [] : [`component ${component}`])];
  const found = keys.filter((key) => places.has(key));
  // In Pulumi the type of the component is a part of the address; elsewhere only a sibling proves it.
  const isOurs = found.length > 0 || isOfComponent(change.address);
  const domain = found.map((key) => places.get(key)).find((each) => each !== undefined);
  return isOurs ? [{ ...change, role: "host", domain }] : [];
}

/** How every policy begins that these components serve. */
export const POLICY_START = "version: STSv1";

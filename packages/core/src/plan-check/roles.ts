import { lowerCase, withoutTrailingDot } from "../host-name";
import { textAmong, textsOf, type ResourceChange, type Values } from "./resource-change";

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

const POLICY_KEY = ".well-known/mta-sts.txt";

/** The changes to whatever announces or serves a policy, known by what they hold, and by their places beside those. */
export function policyChanges(changes: readonly ResourceChange[]): readonly PolicyChange[] {
  const known = changes.flatMap((change): readonly PolicyChange[] => {
    const found = identify(change.type, { ...change.after, ...change.before });
    return found === undefined ? [] : [{ ...change, ...found }];
  });
  const told = new Set(known.map(({ address }) => address));
  const places = placesOf(known);
  return [...known, ...changes.filter(({ address }) => !told.has(address)).flatMap((change) => beside(change, places))];
}

type Identity = Pick<PolicyChange, "role" | "domain">;

function identify(type: string, values: Values): Identity | undefined {
  return recordIdentity(type, values) ?? fileIdentity(values) ?? hostIdentity(values);
}

/** The name without the trailing dot and in lower case; providers tell the whole of it in one of these. */
function ownerOf(values: Values): string | undefined {
  const name = textAmong(values, "fqdn", "hostname", "name", "domain");
  return name === undefined ? undefined : lowerCase(withoutTrailingDot(name));
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
  const key = textAmong(values, "key", "name", "path")?.replace(/^\/+/, "");
  const content = textAmong(values, "content") ?? "";
  const isWorker = content.includes(`/${POLICY_KEY}`) && content.includes(POLICY_START);
  return key === POLICY_KEY || isWorker ? { role: "file", domain: undefined } : undefined;
}

function hostIdentity(values: Values): Identity | undefined {
  const names = [...textsOf(values, "aliases"), ...textsOf(values, "domain_name"), ...textsOf(values, "domainName")];
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

/** Where the policies that are known have their files, and which components they are of. */
interface Places {
  readonly domainOfBucket: ReadonlyMap<string, string | undefined>;
  readonly domainOfComponent: ReadonlyMap<string, string | undefined>;
}

function placesOf(known: readonly PolicyChange[]): Places {
  const domainOfBucket = new Map<string, string | undefined>();
  const domainOfComponent = new Map<string, string | undefined>();
  for (const { address, role, domain, before, after } of known) {
    const bucket = textAmong(before, "bucket") ?? textAmong(after, "bucket");
    if (role === "file" && bucket !== undefined) domainOfBucket.set(bucket, domain);
    const component = componentOf(address, SHOWING);
    // Some children of a component tell the domain, and some do not.
    if (component !== undefined) domainOfComponent.set(component, domain ?? domainOfComponent.get(component));
  }
  return { domainOfBucket, domainOfComponent };
}

/** What shows nothing of a policy itself: the bucket of one that is known, or a child of a component of ours. */
function beside(change: ResourceChange, { domainOfBucket, domainOfComponent }: Places): readonly PolicyChange[] {
  const bucket = textAmong({ ...change.after, ...change.before }, "bucket", "id") ?? "";
  const component = componentOf(change.address, SERVING) ?? "";
  // In Pulumi the type of the component is a part of the address; elsewhere only a sibling proves it.
  const isOurs = domainOfBucket.has(bucket) || domainOfComponent.has(component) || component.startsWith(COMPONENT);
  const domain = domainOfBucket.get(bucket) ?? domainOfComponent.get(component);
  return isOurs ? [{ ...change, role: "host", domain }] : [];
}

const COMPONENT = "mtasts:index:MtaSts$";

/** The keys of the children that show nothing of the policy, and of those that do. */
const SERVING = placeWith(
  "bucket|public-access-block|ownership-controls|bucket-policy|certificate-validation|origin-access-control|suffix",
);
const SHOWING = placeWith("sts-record|policy-file|worker|host-record|distribution");

/** The place of a child in a component: `…MtaSts$type::name-key` in Pulumi, `type.name_key_1A2B3C4D` in CDKTF. */
function placeWith(keys: string): RegExp {
  return new RegExp(
    `(?<type>mtasts:index:MtaSts\\$)[^$]*::(?<name>[^$]+)-(?:${keys})$|^(?<module>(?:module\\.[^.]+\\.)*)[^.]+\\.(?<id>[^.]+)_(?:${keys})_[0-9A-F]{8}$`,
  );
}

/** What all children of one component have in common; `undefined` for other resources. */
function componentOf(address: string, place: RegExp): string | undefined {
  const { type = "", name = "", module = "", id = "" } = place.exec(address)?.groups ?? {};
  return name === "" && id === "" ? undefined : `${type}${name}${module}${id}`;
}

/** How every policy begins that these components serve. */
export const POLICY_START = "version: STSv1";

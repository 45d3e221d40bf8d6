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
  const others = changes.filter(({ address }) => !told.has(address));
  return [...known, ...others.flatMap((change) => beside(change, known))];
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

/** What shows nothing of a policy itself, and belongs to a policy that is known: its bucket, or a child of its component. */
function beside(change: ResourceChange, known: readonly PolicyChange[]): readonly PolicyChange[] {
  const values = { ...change.after, ...change.before };
  const bucket = textAmong(values, "bucket", "id");
  const file = known.find((each) => each.role === "file" && bucket !== undefined && bucketOf(each) === bucket);
  const sibling = file ?? known.find((each) => isSibling(each.address, change.address));
  return sibling === undefined ? [] : [{ ...change, role: "host", domain: sibling.domain }];
}

function bucketOf({ before, after }: ResourceChange): string | undefined {
  return textAmong(before, "bucket") ?? textAmong(after, "bucket");
}

/** The place of a child in a component: `…MtaSts$type::name-key` in Pulumi, `type.name_key_1A2B3C4D` in CDKTF. */
const PLACES = [
  /mtasts:index:MtaSts\$[^:]+(?::[^:]+)*::(.+)-KEY$/,
  /^((?:module\.[^.]+\.)*)[^.]+\.(.+)_KEY_[0-9A-F]{8}$/,
] as const;

/** The keys of the children that show nothing of the policy, and of those that do. */
const SERVING =
  "(?:bucket|public-access-block|ownership-controls|bucket-policy|certificate-validation|origin-access-control|suffix)";
const SHOWING = "(?:sts-record|policy-file|worker|host-record|distribution)";

/** Whether the second is a serving child of the component that the first, which shows its policy, belongs to. */
function isSibling(one: string, other: string): boolean {
  const component = componentOf(other, SERVING);
  return component !== undefined && component === componentOf(one, SHOWING);
}

function componentOf(address: string, keys: string): string | undefined {
  const places = PLACES.map((place) => new RegExp(place.source.replace("KEY", keys)).exec(address));
  return places
    .find((place) => place !== null)
    ?.slice(1)
    .join("");
}

/** How every policy begins that these components serve. */
export const POLICY_START = "version: STSv1";

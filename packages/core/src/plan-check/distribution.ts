import { cloudfrontHost } from "../hosting/aws";
import { lowerCase } from "../host-name";
import type { FacetName, Finding } from "./facets";
import { matchesGlob } from "./glob";
import { originsOf } from "./links";
import { blocksAt, openTextAmong, openTextsOf, textAmong, UNKNOWN, valueAt, type Values } from "./resource-change";
import { POLICY_KEY } from "./roles";

/** What one attribute shows: a fault, or a value that the plan leaves open. */
export type Seen = Omit<Finding, "address">;

/** What keeps a distribution from serving the policy under its host's name, as far as its own arguments show it. */
export function distributionFaults(
  values: Values,
  host: string | undefined,
  cachePolicies: CachePolicies,
): readonly Seen[] {
  const behavior = behaviorOf(values);
  return [
    ...flag(values, "enabled", false, "disabled"),
    ...flag(values, "staging", true, "staging"),
    ...aliasFaults(values, host),
    ...certificateFaults(values),
    ...blocksAt(values, "restrictions").flatMap(geographyFaults),
    ...(behavior === undefined ? [] : [...accessFaults(behavior), ...cachingFaults(behavior, cachePolicies)]),
    ...open(values, "web_acl_id", "firewall"),
    ...originFaults(values, behavior),
  ];
}

/** By their ids: whether the cache policies in the plan keep nothing. */
export type CachePolicies = ReadonlyMap<string, boolean>;

/** A value that is wrong, or that the plan leaves open. */
function flag(values: Values, name: string, wrong: boolean, facet: FacetName): readonly Seen[] {
  const value = valueAt(values, name);
  if (value === UNKNOWN) return [{ facet, isOpen: true }];
  return value === wrong ? [{ facet, got: String(value) }] : [];
}

/** A value that does harm or none, which nothing here shows. */
function open(values: Values, name: string, facet: FacetName): readonly Seen[] {
  const value = openTextAmong(values, name);
  return value === undefined ? [] : [value === UNKNOWN ? { facet, isOpen: true } : { facet, got: value }];
}

function aliasFaults(values: Values, host: string | undefined): readonly Seen[] {
  const whole = valueAt(values, "aliases");
  const aliases = openTextsOf(values, "aliases");
  if (host === undefined || whole === undefined) return [];
  const names = aliases.filter((each) => each !== UNKNOWN).map(lowerCase);
  if (names.some((name) => name === host || (name.startsWith("*.") && host.slice(host.indexOf(".")) === name.slice(1))))
    return [];
  return aliases.includes(UNKNOWN) ? [{ facet: "alias", isOpen: true }] : [{ facet: "alias", got: names.join(", ") }];
}

function certificateFaults(values: Values): readonly Seen[] {
  if (valueAt(values, "viewer_certificate") === UNKNOWN) return [{ facet: "certificate", isOpen: true }];
  return blocksAt(values, "viewer_certificate").flatMap((each): readonly Seen[] => {
    const named = openTextAmong(each, "acm_certificate_arn", "iam_certificate_id");
    if (named === undefined) return [{ facet: "certificate" }];
    return named === UNKNOWN ? [{ facet: "otherCertificate", isOpen: true }] : [];
  });
}

/** The certificate that a distribution shows for the name. */
export function certificateOf(values: Values): string | undefined {
  return blocksAt(values, "viewer_certificate")
    .map((each) => textAmong(each, "acm_certificate_arn", "acmCertificateArn"))
    .find((arn) => arn !== undefined);
}

function geographyFaults(restrictions: Values): readonly Seen[] {
  return blocksAt(restrictions, "geo_restriction").flatMap((each): readonly Seen[] => {
    const type = openTextAmong(each, "restriction_type");
    if (type === UNKNOWN) return [{ facet: "geography", isOpen: true }];
    return type === undefined || type === "none" ? [] : [{ facet: "geography", got: type }];
  });
}

/** The behavior that applies to the policy's path: the first whose pattern matches it. */
function behaviorOf(values: Values): Values | undefined {
  const [plain] = blocksAt(values, "default_cache_behavior");
  const ordered = ["ordered_cache_behavior", "ordered_cache_behaviors"].flatMap((name) => blocksAt(values, name));
  const isFor = (each: Values): boolean => {
    const pattern = textAmong(each, "path_pattern", "pathPattern");
    return pattern !== undefined && matchesGlob(`/${POLICY_KEY}`, pattern.startsWith("/") ? pattern : `/${pattern}`);
  };
  return ordered.find(isFor) ?? plain;
}

function accessFaults(behavior: Values): readonly Seen[] {
  const signers = ["trusted_signers", "trusted_key_groups"].flatMap((name) => openTextsOf(behavior, name));
  const functions = ["function_association", "function_associations", "lambda_function_association"];
  const associated = [...functions, "lambda_function_associations"].flatMap((name) => blocksAt(behavior, name));
  const names = associated.map(
    (each) => textAmong(each, "function_arn", "functionArn", "lambda_arn", "lambdaArn") ?? "",
  );
  return [
    ...(signers.length > 0 ? [{ facet: "signedOnly" } as const] : []),
    ...(names.length > 0 ? [{ facet: "rewriting", got: names.join(", ") } as const] : []),
  ];
}

function cachingFaults(behavior: Values, cachePolicies: CachePolicies): readonly Seen[] {
  const id = openTextAmong(behavior, "cache_policy_id");
  if (id === UNKNOWN) return [{ facet: "caching", isOpen: true }];
  if (id !== undefined) {
    const isFine = id === cloudfrontHost.cachePolicyId || cachePolicies.get(id) === true;
    return isFine ? [] : [{ facet: "caching", got: id }];
  }
  // Without a cache policy the TTLs of the behavior itself decide, and the largest bounds the others.
  const max = valueAt(behavior, "max_ttl");
  const isOld = blocksAt(behavior, "forwarded_values").length > 0;
  return isOld && max !== 0
    ? [{ facet: "caching", got: typeof max === "number" ? `max_ttl ${max}` : "no max_ttl" }]
    : [];
}

/** Whether a cache policy keeps nothing. */
export function keepsNothing(values: Values): boolean {
  return valueAt(values, "max_ttl") === 0;
}

function originFaults(values: Values, behavior: Values | undefined): readonly Seen[] {
  const origins = originsOf(values);
  const wanted = openTextAmong(behavior, "target_origin_id");
  if (origins.length === 0 || wanted === UNKNOWN) return [];
  const origin = originFor(values);
  return origin === undefined ? [{ facet: "origin", got: wanted ?? "none" }] : [];
}

/** Where the distribution fetches the policy from. */
export function originFor(values: Values): Values | undefined {
  const wanted = textAmong(behaviorOf(values), "target_origin_id", "targetOriginId");
  const origins = originsOf(values);
  return wanted === undefined
    ? origins[0]
    : origins.find((each) => textAmong(each, "origin_id", "originId") === wanted);
}

/** The key of the object that the distribution answers the policy's path with. */
export function keyAt(origin: Values): string {
  const folder = textAmong(origin, "origin_path", "originPath") ?? "";
  return `${folder}/${POLICY_KEY}`.replace(/^\/+/, "");
}

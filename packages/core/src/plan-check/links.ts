import { blocksAt, textAmong, valueAt, type ResourceChange, type Values } from "./resource-change";

/**
 * The names by which a resource refers to others, and others to it: buckets, scripts, distributions' origins, ids. Two resources
 * that share one belong together, whatever tool wrote them.
 */
export function linksOf({ type, before, after }: ResourceChange): readonly string[] {
  return [...new Set([before, after].flatMap((values) => (values === undefined ? [] : linksIn(type, values))))];
}

function linksIn(type: string, values: Values): readonly string[] {
  const names = ["bucket", "bucket_name", "script_name", "service", "id", "arn"];
  const own = names.flatMap((name) => textsAt(values, name));
  // Of other resources the name is anything.
  const named = /bucket|script|worker/i.test(type) ? textsAt(values, "name") : [];
  const origins = originsOf(values).flatMap((origin) => [
    ...bucketOfDomain(textAmong(origin, "domain_name", "domainName")),
    ...textsAt(origin, "origin_access_control_id"),
  ]);
  const behaviors = blocksAt(values, "default_cache_behavior").flatMap((each) => textsAt(each, "cache_policy_id"));
  const certificates = blocksAt(values, "viewer_certificate").flatMap((each) => textsAt(each, "acm_certificate_arn"));
  return [...own, ...named, ...origins, ...behaviors, ...certificates].map((name) => `link ${name}`);
}

function textsAt(values: Values, name: string): readonly string[] {
  const value = valueAt(values, name);
  return typeof value === "string" && value !== "" ? [value] : [];
}

/** The origins of a distribution; Pulumi has them in the plural. */
export function originsOf(values: Values): readonly Values[] {
  const origins = blocksAt(values, "origin");
  return origins.length > 0 ? origins : blocksAt(values, "origins");
}

/** `bucket.s3.eu-central-1.amazonaws.com`: the part before the service, in which a bucket's name may have dots. */
export function bucketOfDomain(name: string | undefined): readonly string[] {
  const end = name === undefined ? -1 : Math.max(name.lastIndexOf(".s3."), name.lastIndexOf(".s3-"));
  return name === undefined || end <= 0 ? [] : [name.slice(0, end)];
}

import { type Attributes, block, blocks, flag, optionalText, text, texts } from "../value.js";
import { type Certificate } from "./acm.js";

export interface DistributionProblem {
  readonly code: string;
  readonly detail: string;
  readonly status?: number;
}

/** What the rules need to know of the rest of the cloud. */
export interface Surroundings {
  /** Of the distribution's own account: those of others are none to it. */
  readonly certificate: (arn: string) => Certificate | undefined;
  readonly hasOriginAccessControl: (id: string) => boolean;
  /** What other distributions have, in whichever account. */
  readonly takenAliases: ReadonlySet<string>;
  /** What the distribution itself had before. */
  readonly formerAliases: ReadonlySet<string>;
  /** Whether the public DNS leads the name to a distribution that is not this one. */
  readonly leadsElsewhere: (alias: string) => boolean;
}

export const managedCachePolicies = {
  CachingOptimized: "658327ea-f89d-4fab-a63d-7e88639e58f6",
  CachingOptimizedForUncompressedObjects: "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
  CachingDisabled: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
  UseOriginCacheControlHeaders: "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
} as const;

export const managedHeadersPolicies = {
  SecurityHeadersPolicy: "67f7725c-6f97-4210-82d7-5512b31e9d03",
  SimpleCORS: "60669652-455b-4ae9-85a4-c4c02393f86c",
} as const;

const cachePolicyIds = new Set<string>(Object.values(managedCachePolicies));
const headersPolicyIds = new Set<string>(Object.values(managedHeadersPolicies));

const methodSets = [
  ["GET", "HEAD"],
  ["GET", "HEAD", "OPTIONS"],
  ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
].map((methods) => methods.join());

/** The first reason for which CloudFront refuses the configuration, if there is one. */
export function checkDistribution(config: Attributes, around: Surroundings): DistributionProblem | undefined {
  return (
    checkOrigins(config, around) ??
    checkBehavior(config, block(config, "default_cache_behavior") ?? {}) ??
    checkCertificate(config, around) ??
    checkAliases(config, around)
  );
}

function checkOrigins(config: Attributes, around: Surroundings): DistributionProblem | undefined {
  const origins = blocks(config, "origin");
  const ids = origins.map((origin) => text(origin, "origin_id"));
  if (new Set(ids).size < ids.length) return invalid("The parameter Origins contains duplicate ids.");
  for (const origin of origins) {
    const control = optionalText(origin, "origin_access_control_id");
    if (control !== undefined && !around.hasOriginAccessControl(control)) {
      return { code: "InvalidOriginAccessControl", detail: "The origin access control is not valid." };
    }
    if (origin["custom_origin_config"] === undefined && bucketOf(text(origin, "domain_name")) === undefined) {
      return invalid("The parameter Origin DomainName does not refer to a valid S3 bucket.");
    }
  }
  return undefined;
}

function checkBehavior(config: Attributes, behavior: Attributes): DistributionProblem | undefined {
  const origins = blocks(config, "origin").map((origin) => text(origin, "origin_id"));
  if (!origins.includes(text(behavior, "target_origin_id"))) {
    return { code: "NoSuchOrigin", detail: "One or more of your origins or origin groups do not exist.", status: 404 };
  }
  const methods = [...texts(behavior, "allowed_methods")].sort().join();
  if (!methodSets.includes(methods)) {
    return invalid("The parameter AllowedMethods contains methods that are not supported or has invalid combination.");
  }
  if (!["GET", "HEAD"].every((method) => texts(behavior, "cached_methods").includes(method))) {
    return invalid("The parameter CachedMethods must include GET and HEAD.");
  }
  return checkPolicies(behavior);
}

function checkPolicies(behavior: Attributes): DistributionProblem | undefined {
  const cachePolicy = optionalText(behavior, "cache_policy_id");
  if (cachePolicy === undefined && behavior["forwarded_values"] === undefined) {
    return invalid("The parameter ForwardedValues is required.");
  }
  if (cachePolicy !== undefined && behavior["forwarded_values"] !== undefined) {
    return invalid(
      "The parameter ForwardedValues cannot be used when a cache policy is associated to the cache behavior.",
    );
  }
  if (cachePolicy !== undefined && !cachePolicyIds.has(cachePolicy)) {
    return { code: "NoSuchCachePolicy", detail: "The specified cache policy does not exist.", status: 404 };
  }
  const headersPolicy = optionalText(behavior, "response_headers_policy_id");
  if (headersPolicy !== undefined && !headersPolicyIds.has(headersPolicy)) {
    const detail = "The specified response headers policy does not exist.";
    return { code: "NoSuchResponseHeadersPolicy", detail, status: 404 };
  }
  return undefined;
}

function checkCertificate(config: Attributes, around: Surroundings): DistributionProblem | undefined {
  const viewer = block(config, "viewer_certificate") ?? {};
  const arn = optionalText(viewer, "acm_certificate_arn");
  if (arn === undefined) {
    return flag(viewer, "cloudfront_default_certificate")
      ? undefined
      : invalid("The parameter ViewerCertificate is required.");
  }
  const certificate = around.certificate(arn);
  if (certificate?.status !== "ISSUED" || certificate.region !== "us-east-1") {
    return uncertified(
      "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.",
    );
  }
  if (optionalText(viewer, "ssl_support_method") === undefined) {
    return invalid("The parameter SSLSupportMethod is required when an ACM or IAM certificate is used.");
  }
  return undefined;
}

function checkAliases(config: Attributes, around: Surroundings): DistributionProblem | undefined {
  const aliases = texts(config, "aliases");
  const arn = optionalText(block(config, "viewer_certificate") ?? {}, "acm_certificate_arn");
  const certificate = arn === undefined ? undefined : around.certificate(arn);
  if (aliases.length > 0 && certificate === undefined) {
    return uncertified(
      "To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted certificate that validates your authorization to use the domain name.",
    );
  }
  if (aliases.some((alias) => certificate?.names.some((name) => covers(name, alias)) !== true)) {
    return uncertified(
      "The certificate that is attached to your distribution doesn't cover the alternate domain name (CNAME) that you're trying to add.",
    );
  }
  if (aliases.some((alias) => around.takenAliases.has(alias))) {
    const detail = "One or more of the CNAMEs you provided are already associated with a different resource.";
    return { code: "CNAMEAlreadyExists", detail, status: 409 };
  }
  if (aliases.some((alias) => !around.formerAliases.has(alias) && around.leadsElsewhere(alias))) {
    const detail =
      "One or more aliases specified for the distribution includes an incorrectly configured DNS record that points to another CloudFront distribution. You must update the DNS record to correct the problem.";
    return { code: "CNAMEAlreadyExists", detail, status: 409 };
  }
  return undefined;
}

/** Whether a certificate's name stands for the host: equal, or a wildcard for exactly one label. */
export function covers(name: string, host: string): boolean {
  return name === host || (name.startsWith("*.") && name.slice(2) === host.slice(host.indexOf(".") + 1));
}

/** The bucket behind an S3 origin's domain name. */
export function bucketOf(domainName: string): string | undefined {
  return /^(.+?)\.s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com$/.exec(domainName)?.[1];
}

function invalid(detail: string): DistributionProblem {
  return { code: "InvalidArgument", detail };
}

function uncertified(detail: string): DistributionProblem {
  return { code: "InvalidViewerCertificate", detail };
}

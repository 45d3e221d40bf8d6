import {
  Cloud,
  type Attributes,
  type CloudOptions,
  defaultCloudflareZone,
  type ProviderSettings,
} from "../src/index.js";
import { text } from "../src/cloud/value.js";

export const settings: ProviderSettings = { region: "eu-central-1" };
export const zoneId = "Z0EXAMPLECOM";

/** The account and the zone in Cloudflare. */
export const { accountId, id: cloudflareZoneId } = defaultCloudflareZone;
/** What the cloudflare and random providers are configured with. */
export const noSettings: ProviderSettings = { region: "" };

/** A cloud without sockets, with a short patience. */
export function newCloud(options: CloudOptions = {}): Cloud {
  const delays = {
    certificateTimeoutMs: 50,
    inUseTimeoutMs: 10,
    distributionDeployMs: 2,
    certificateIssueMs: 1,
    edgeCertificateMs: 1,
  };
  return new Cloud({ ...options, delays: { ...delays, ...options.delays } });
}

/** Creates a resource as an engine would: plan, then apply. */
export async function create(cloud: Cloud, type: string, config: Attributes, provider: ProviderSettings = settings) {
  const { planned } = cloud.resources.plan(type, config, { settings: provider });
  return await cloud.resources.create(type, planned, provider);
}

/** Changes a resource as an engine would, and tells what the plan said. */
export async function update(
  cloud: Cloud,
  type: string,
  options: { prior: { id: string; state: Attributes }; config: Attributes },
) {
  const { prior, config } = options;
  const { planned, changes } = cloud.resources.plan(type, config, { prior: prior.state, settings });
  return { changes, resource: await cloud.resources.update(type, prior, { planned, settings }) };
}

export const host = "mta-sts.example.com";
export const cachingDisabled = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
export const cachingOptimized = "658327ea-f89d-4fab-a63d-7e88639e58f6";

/** A certificate that is issued: requested, and its validation record published, whoever answers for the zone. */
export async function issuedCertificate(cloud: Cloud, region = "us-east-1", domainName = host): Promise<string> {
  const certificate = cloud.acm.request({ region, domainName, validationMethod: "DNS" });
  for (const { recordName, recordValue } of certificate.validation) {
    cloud.route53.upsert(zoneId, { name: recordName, type: "CNAME", ttl: 60, values: [recordValue] });
    // A second request for the name in one account has the same proof, of which Cloudflare takes one.
    if (cloud.cloudflare.dns.records(cloudflareZoneId, recordName).length > 0) continue;
    cloud.cloudflare.dns.create(cloudflareZoneId, { name: recordName, type: "CNAME", ttl: 60, content: recordValue });
  }
  await cloud.runtime.until(() => certificate.status === "ISSUED", 500);
  return certificate.arn;
}

export function distributionConfig(certificateArn: string, changes: Attributes = {}): Attributes {
  return {
    enabled: true,
    aliases: [host],
    origin: [{ origin_id: "s3", domain_name: "policies.s3.eu-central-1.amazonaws.com" }],
    default_cache_behavior: behavior(),
    restrictions: { geo_restriction: { restriction_type: "none" } },
    viewer_certificate: {
      acm_certificate_arn: certificateArn,
      ssl_support_method: "sni-only",
      minimum_protocol_version: "TLSv1.2_2021",
    },
    ...changes,
  };
}

export function behavior(changes: Attributes = {}): Attributes {
  return {
    target_origin_id: "s3",
    viewer_protocol_policy: "https-only",
    allowed_methods: ["GET", "HEAD"],
    cached_methods: ["GET", "HEAD"],
    cache_policy_id: cachingDisabled,
    ...changes,
  };
}

export function policyFor(bucket: string, distributionArn: string, changes: Attributes = {}): string {
  const statement = {
    Effect: "Allow",
    Principal: { Service: "cloudfront.amazonaws.com" },
    Action: "s3:GetObject",
    Resource: `arn:aws:s3:::${bucket}/*`,
    Condition: { StringEquals: { "AWS:SourceArn": distributionArn } },
    ...changes,
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

/** Bucket, object, certificate, distribution and policy: what serves one file at `mta-sts.example.com`. */
export async function publish(
  cloud: Cloud,
  options: { behavior?: Attributes; body?: string; cacheControl?: string } = {},
) {
  const bucket = "policies";
  cloud.s3.createBucket(bucket, { region: settings.region });
  const {
    cacheControl = "no-store",
    body = "version: STSv1\r\nmode: testing\r\nmx: mail.example.com\r\nmax_age: 86400\r\n",
  } = options;
  cloud.s3.putObject(bucket, ".well-known/mta-sts.txt", { body, contentType: "text/plain", cacheControl });
  const control = await create(cloud, "aws_cloudfront_origin_access_control", {
    name: "policies",
    origin_access_control_origin_type: "s3",
    signing_behavior: "always",
    signing_protocol: "sigv4",
  });
  const origin = {
    origin_id: "s3",
    domain_name: `${bucket}.s3.eu-central-1.amazonaws.com`,
    origin_access_control_id: control.id,
  };
  const certificate = await issuedCertificate(cloud);
  const config = distributionConfig(certificate, {
    origin: [origin],
    default_cache_behavior: behavior(options.behavior),
  });
  const distribution = await create(cloud, "aws_cloudfront_distribution", config);
  cloud.s3.putBucketPolicy(bucket, policyFor(bucket, text(distribution.state, "arn")));
  const target = text(distribution.state, "domain_name");
  cloud.route53.upsert(zoneId, { name: host, type: "CNAME", ttl: 60, values: [target] });
  return { bucket, control, certificate, config, distribution };
}

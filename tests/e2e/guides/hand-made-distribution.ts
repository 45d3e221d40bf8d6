import type { Attributes, Cloud } from "@mtasts/testbed";

export const host = "mta-sts.example.com";

const settings = { region: "eu-central-1" };

/** What somebody has set up by hand, and the ids under which AWS knows it. */
export interface HandMade {
  readonly distribution: string;
  readonly certificate: string;
  /** The name of the record that validates the certificate. */
  readonly proof: string;
}

/** Serves a policy from a bucket, through a distribution with a certificate, and leads the host's name there. */
export async function handMadeDistribution(
  cloud: Cloud,
  { zoneId, body }: { readonly zoneId: string; readonly body: string },
): Promise<HandMade> {
  const bucket = "their-policies";
  cloud.s3.createBucket(bucket, settings);
  cloud.s3.putObject(bucket, ".well-known/mta-sts.txt", { body, contentType: "text/plain", cacheControl: "no-store" });
  const { certificate, proof } = await issued(cloud, zoneId);
  const control = cloud.cloudfront.createOriginAccessControl({
    name: bucket,
    origin_access_control_origin_type: "s3",
    signing_behavior: "always",
    signing_protocol: "sigv4",
  });
  const config = configuration(certificate, { bucket, control: control.id });
  const { planned } = cloud.resources.plan("aws_cloudfront_distribution", config, { settings });
  const { id } = await cloud.resources.create("aws_cloudfront_distribution", planned, settings);
  const { arn = "", domainName = "" } = cloud.cloudfront.find(id) ?? {};
  cloud.s3.putBucketPolicy(bucket, policyFor(bucket, arn));
  cloud.route53.upsert(zoneId, { name: host, type: "CNAME", ttl: 300, values: [domainName] });
  return { distribution: id, certificate, proof };
}

async function issued(cloud: Cloud, zoneId: string): Promise<Omit<HandMade, "distribution">> {
  const request = { region: "us-east-1", domainName: host, validationMethod: "DNS" };
  const { planned } = cloud.resources.plan(
    "aws_acm_certificate",
    { domain_name: host, validation_method: "DNS", region: "us-east-1" },
    { settings },
  );
  const { id } = await cloud.resources.create("aws_acm_certificate", planned, { region: request.region });
  const certificate = cloud.acm.find(id);
  const [option] = certificate?.validation ?? [];
  if (certificate === undefined || option === undefined) throw new Error("the certificate has no validation record");
  const proof = option.recordName.replace(/\.$/u, "");
  const value = option.recordValue.replace(/\.$/u, "");
  cloud.route53.upsert(zoneId, { name: proof, type: "CNAME", ttl: 300, values: [value] });
  await cloud.runtime.until(() => certificate.status === "ISSUED", 5_000);
  return { certificate: id, proof };
}

function configuration(
  certificate: string,
  { bucket, control }: { readonly bucket: string; readonly control: string },
): Attributes {
  return {
    enabled: true,
    aliases: [host],
    comment: "made by hand",
    origin: [
      {
        origin_id: "their-bucket",
        domain_name: `${bucket}.s3.eu-central-1.amazonaws.com`,
        origin_access_control_id: control,
      },
    ],
    default_cache_behavior: {
      target_origin_id: "their-bucket",
      viewer_protocol_policy: "https-only",
      allowed_methods: ["GET", "HEAD"],
      cached_methods: ["GET", "HEAD"],
      // CachingDisabled
      cache_policy_id: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
    },
    restrictions: { geo_restriction: { restriction_type: "none" } },
    viewer_certificate: {
      acm_certificate_arn: certificate,
      ssl_support_method: "sni-only",
      minimum_protocol_version: "TLSv1.2_2021",
    },
  };
}

function policyFor(bucket: string, distributionArn: string): string {
  const statement = {
    Effect: "Allow",
    Principal: { Service: "cloudfront.amazonaws.com" },
    Action: "s3:GetObject",
    Resource: `arn:aws:s3:::${bucket}/*`,
    Condition: { StringEquals: { "AWS:SourceArn": distributionArn } },
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

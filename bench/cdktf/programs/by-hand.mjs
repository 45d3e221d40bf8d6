// What somebody writes without the construct and without bindings: the same resources, with the same arguments, under the
// same ids, so that the same JSON is written.
import { createHash } from "node:crypto";
import { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { domainsOf, mx, rua, zoneId } from "./domains.mjs";

const policyLines = ["version: STSv1", "mode: testing", ...[...mx].sort().map((one) => `mx: ${one}`), "max_age: 86400"];
const body = policyLines.map((line) => `${line}\r\n`).join("");
const hash = (algorithm) => createHash(algorithm).update(body).digest("hex");
const policyId = hash("sha256").slice(0, 32);
const etag = hash("md5");
const key = ".well-known/mta-sts.txt";
const region = "us-east-1";
const ttl = 300;

class Written extends TerraformResource {
  constructor(scope, id, type, { args, dependsOn }) {
    const [providerName] = type.split("_");
    const terraformGeneratorMetadata = { providerName };
    const order = dependsOn === undefined ? {} : { dependsOn };
    super(scope, id, { terraformResourceType: type, terraformGeneratorMetadata, ...order });
    this.args = args;
  }

  synthesizeAttributes() {
    return this.args;
  }

  at(attribute) {
    return this.getStringAttribute(attribute);
  }
}

/** Adds the resources to the stack, once for each domain. */
export function fill(stack, count) {
  for (const { name, domain } of domainsOf(count)) publish(new Construct(stack, name), domain);
}

function publish(scope, domain) {
  const add = (id, type, args, dependsOn) => new Written(scope, id, type, { args, dependsOn });
  const hostName = `mta-sts.${domain}`;

  const bucket = add("bucket", "aws_s3_bucket", {});
  const bucketId = bucket.at("id");
  const publicAccessBlock = add("public-access-block", "aws_s3_bucket_public_access_block", {
    bucket: bucketId,
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  const ownershipControls = add("ownership-controls", "aws_s3_bucket_ownership_controls", {
    bucket: bucketId,
    rule: { object_ownership: "BucketOwnerEnforced" },
  });
  const object = { bucket: bucketId, key, content: body, content_type: "text/plain", cache_control: "no-store", etag };
  const policyFile = add("policy-file", "aws_s3_object", object, [publicAccessBlock, ownershipControls]);

  const certificate = add("certificate", "aws_acm_certificate", {
    domain_name: hostName,
    validation_method: "DNS",
    region,
  });
  const option = (attribute) => `element(tolist(${certificate.fqn}.domain_validation_options), 0).${attribute}`;
  const trimmed = (attribute) => `\${trimsuffix(${option(attribute)}, ".")}`;
  const proof = {
    zone_id: zoneId,
    name: trimmed("resource_record_name"),
    type: "CNAME",
    ttl,
    records: [trimmed("resource_record_value")],
  };
  const certificateRecord = add("certificate-record", "aws_route53_record", proof);
  const issued = {
    certificate_arn: certificate.at("arn"),
    validation_record_fqdns: [`\${${option("resource_record_name")}}`],
    region,
  };
  const validation = add("certificate-validation", "aws_acm_certificate_validation", issued, [certificateRecord]);

  const accessControl = add("origin-access-control", "aws_cloudfront_origin_access_control", {
    name: bucketId,
    description: "MTA-STS policy",
    origin_access_control_origin_type: "s3",
    signing_behavior: "always",
    signing_protocol: "sigv4",
  });
  const distribution = add("distribution", "aws_cloudfront_distribution", {
    aliases: [hostName],
    comment: `MTA-STS policy of ${hostName}`,
    enabled: true,
    is_ipv6_enabled: true,
    http_version: "http2and3",
    origin: [
      {
        origin_id: "policy",
        domain_name: bucket.at("bucket_regional_domain_name"),
        origin_access_control_id: accessControl.at("id"),
      },
    ],
    default_cache_behavior: {
      target_origin_id: "policy",
      viewer_protocol_policy: "https-only",
      allowed_methods: ["GET", "HEAD"],
      cached_methods: ["GET", "HEAD"],
      cache_policy_id: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
      compress: false,
    },
    restrictions: { geo_restriction: { restriction_type: "none" } },
    viewer_certificate: {
      acm_certificate_arn: validation.at("certificate_arn"),
      minimum_protocol_version: "TLSv1.2_2021",
      ssl_support_method: "sni-only",
    },
  });
  const policy = bucketPolicy(bucket.at("arn"), distribution.at("arn"));
  const allowed = add("bucket-policy", "aws_s3_bucket_policy", { bucket: bucketId, policy }, [publicAccessBlock]);

  const serving = [policyFile, distribution, allowed];
  const named = add("host-name", "terraform_data", { triggers_replace: "aws_route53_record" });
  const cname = { zone_id: zoneId, name: hostName, type: "CNAME", ttl, records: [distribution.at("domain_name")] };
  const hostRecord = add("host-record", "aws_route53_record", cname, [...serving, named]);
  const text = (label, value) => ({ zone_id: zoneId, name: `${label}.${domain}`, type: "TXT", ttl, records: [value] });
  add("tls-rpt-record", "aws_route53_record", text("_smtp._tls", `v=TLSRPTv1; rua=${rua}`));
  const announcement = text("_mta-sts", `v=STSv1; id=${policyId};`);
  add("sts-record", "aws_route53_record", announcement, [...serving, hostRecord]);
}

function bucketPolicy(bucketArn, distributionArn) {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AllowDistribution",
        Effect: "Allow",
        Principal: { Service: "cloudfront.amazonaws.com" },
        Action: "s3:GetObject",
        Resource: `${bucketArn}/${key}`,
        Condition: { StringEquals: { "AWS:SourceArn": distributionArn } },
      },
      {
        Sid: "DenyPlainHttp",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [bucketArn, `${bucketArn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
}

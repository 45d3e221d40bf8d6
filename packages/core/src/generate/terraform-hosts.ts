import { cloudflareHost } from "../hosting/cloudflare";
import { cloudfrontHost } from "../hosting/aws";
import { workerSource } from "../hosting/cloudflare";
import type { ProgramParts } from "./generated-file";
import { hclBlock, hclString } from "./hcl";

/** What keeps Terraform from destroying what senders rely on, as long as the block stays in the configuration. */
export function guard(isProtected: boolean): readonly string[] {
  return isProtected ? ["", "  lifecycle {\n    prevent_destroy = true\n  }"] : [];
}

/** The policy as the one object of a private bucket behind CloudFront. */
export function cloudfrontHcl({ zone }: ProgramParts, isProtected: boolean): string {
  const validation = zone === "manual" ? [] : ["", "  depends_on = [" + `${RECORD_TYPES[zone]}.certificate` + "]"];
  return [
    hclBlock('resource "aws_s3_bucket" "policy"', [["bucket_prefix", '"mta-sts-"'], ...guard(isProtected)]),
    hclBlock('resource "aws_s3_bucket_public_access_block" "policy"', [
      ["bucket", "aws_s3_bucket.policy.id"],
      ["block_public_acls", "true"],
      ["block_public_policy", "true"],
      ["ignore_public_acls", "true"],
      ["restrict_public_buckets", "true"],
    ]),
    hclBlock('resource "aws_s3_bucket_ownership_controls" "policy"', [
      ["bucket", "aws_s3_bucket.policy.id"],
      "",
      '  rule {\n    object_ownership = "BucketOwnerEnforced"\n  }',
    ]),
    hclBlock('resource "aws_s3_object" "policy"', [
      ["bucket", "aws_s3_bucket.policy.id"],
      ["key", '".well-known/mta-sts.txt"'],
      ["content", "local.policy_text"],
      ["content_type", '"text/plain"'],
      ["cache_control", '"no-store"'],
      "  # Without it nobody notices an object that was edited.",
      ["etag", "md5(local.policy_text)"],
      ...guard(isProtected),
    ]),
    BUCKET_POLICY,
    CERTIFICATE,
    hclBlock('resource "aws_acm_certificate_validation" "policy"', [
      ["provider", "aws.us_east_1"],
      ["certificate_arn", "aws_acm_certificate.policy.arn"],
      ...validation,
    ]),
    ACCESS_CONTROL,
    distribution(isProtected),
  ].join("\n");
}

/** The resource types of records, by who keeps the zone. */
export const RECORD_TYPES = { route53: "aws_route53_record", cloudflare: "cloudflare_dns_record" } as const;

const BUCKET_POLICY = `resource "aws_s3_bucket_policy" "policy" {
  bucket = aws_s3_bucket.policy.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AllowDistribution"
        Effect    = "Allow"
        Principal = { Service = "cloudfront.amazonaws.com" }
        Action    = "s3:GetObject"
        Resource  = "\${aws_s3_bucket.policy.arn}/.well-known/mta-sts.txt"
        Condition = { StringEquals = { "AWS:SourceArn" = aws_cloudfront_distribution.policy.arn } }
      },
      {
        Sid       = "DenyPlainHttp"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.policy.arn, "\${aws_s3_bucket.policy.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}
`;

const CERTIFICATE = `resource "aws_acm_certificate" "policy" {
  provider          = aws.us_east_1
  domain_name       = local.policy_host
  validation_method = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}
`;

const ACCESS_CONTROL = `resource "aws_cloudfront_origin_access_control" "policy" {
  name                              = local.policy_host
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}
`;

/** No cache in between, no redirect, TLS 1.2 or later. */
function distribution(isProtected: boolean): string {
  const { cachePolicyId, httpVersion, minimumProtocolVersion, viewerProtocolPolicy } = cloudfrontHost;
  return hclBlock('resource "aws_cloudfront_distribution" "policy"', [
    ["aliases", "[local.policy_host]"],
    ["enabled", "true"],
    ["is_ipv6_enabled", "true"],
    ["http_version", hclString(httpVersion)],
    "",
    `  origin {
    origin_id                = "policy"
    domain_name              = aws_s3_bucket.policy.bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.policy.id
  }`,
    "",
    `  default_cache_behavior {
    target_origin_id       = "policy"
    viewer_protocol_policy = ${hclString(viewerProtocolPolicy)}
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    # CachingDisabled: an edge that kept an old body would serve it under a new id.
    cache_policy_id = ${hclString(cachePolicyId)}
  }`,
    "",
    '  restrictions {\n    geo_restriction {\n      restriction_type = "none"\n    }\n  }',
    "",
    `  viewer_certificate {
    acm_certificate_arn      = aws_acm_certificate_validation.policy.certificate_arn
    minimum_protocol_version = ${hclString(minimumProtocolVersion)}
    ssl_support_method       = "sni-only"
  }`,
    ...guard(isProtected),
  ]);
}

/** The policy inside a Worker under a custom domain, which brings its own certificate. */
export function workerHcl(isProtected: boolean): string {
  const { compatibilityDate, mainModule } = cloudflareHost;
  return [
    hclBlock('resource "cloudflare_workers_script" "policy"', [
      ["account_id", "var.account_id"],
      ["script_name", '"mta-sts-${replace(local.domain, ".", "-")}"'],
      ["main_module", hclString(mainModule)],
      ["compatibility_date", hclString(compatibilityDate)],
      ["content", `<<-EOT\n${workerTemplate()}  EOT`],
      ...guard(isProtected),
    ]),
    hclBlock('resource "cloudflare_workers_custom_domain" "policy"', [
      ["account_id", "var.account_id"],
      ["zone_id", "var.zone_id"],
      ["hostname", "local.policy_host"],
      ["service", "cloudflare_workers_script.policy.script_name"],
      ["environment", JSON.stringify(cloudflareHost.environment)],
      ...guard(isProtected),
    ]),
  ].join("\n");
}

/** The source with Terraform's own policy text in the place of the literal. */
function workerTemplate(): string {
  const body = "MTA-STS policy";
  const headers = { "content-type": "text/plain", "cache-control": "no-store" };
  const source = workerSource({ host: "", path: "/.well-known/mta-sts.txt", url: "", body, headers, minTls: "1.2" });
  const lines = source.trimEnd().split("\n");
  const template = lines.map((line) => (line === "" ? "\n" : `    ${line}\n`)).join("");
  return template.replace(JSON.stringify(body), "${jsonencode(local.policy_text)}");
}

/** Each resource under its names: that of Pulumi's package, and Terraform's. */
export const types: Readonly<Record<string, string>> = {
  "aws:acm/certificate:Certificate": "aws_acm_certificate",
  "aws:acm/certificateValidation:CertificateValidation": "aws_acm_certificate_validation",
  "aws:cloudfront/distribution:Distribution": "aws_cloudfront_distribution",
  "aws:cloudfront/originAccessControl:OriginAccessControl": "aws_cloudfront_origin_access_control",
  "aws:route53/record:Record": "aws_route53_record",
  "aws:s3/bucket:Bucket": "aws_s3_bucket",
  "aws:s3/bucketObjectv2:BucketObjectv2": "aws_s3_object",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": "aws_s3_bucket_ownership_controls",
  "aws:s3/bucketPolicy:BucketPolicy": "aws_s3_bucket_policy",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "aws_s3_bucket_public_access_block",
  "cloudflare:index/dnsRecord:DnsRecord": "cloudflare_dns_record",
  "cloudflare:index/r2Bucket:R2Bucket": "cloudflare_r2_bucket",
  "cloudflare:index/r2CustomDomain:R2CustomDomain": "cloudflare_r2_custom_domain",
  "cloudflare:index/workersCustomDomain:WorkersCustomDomain": "cloudflare_workers_custom_domain",
  "cloudflare:index/workersScript:WorkersScript": "cloudflare_workers_script",
  "random:index/randomId:RandomId": "random_id",
};

/** Attributes that have another name in Pulumi than Terraform's in camel case: its plural, where it is a block that repeats. */
const renamed: Readonly<Record<string, string>> = { origins: "origin" };

/** An attribute's name in Terraform. */
export function attributeName(pulumiName: string): string {
  return renamed[pulumiName] ?? pulumiName.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}

/** The same value, with all names of attributes as in Terraform. */
export function inTerraformNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inTerraformNames);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [attributeName(name), inTerraformNames(item)]));
}

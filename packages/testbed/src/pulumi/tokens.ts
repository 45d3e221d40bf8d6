/** Pulumi's type tokens and the Terraform types behind them. */
export const terraformTypes: Readonly<Record<string, string>> = {
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
};

/** The token in a URN: its last type, without those of the parents. */
export function tokenOf(urn: string): string {
  return (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";
}

export function resourceNameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

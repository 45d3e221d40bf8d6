# One domain. For another, its number stands in place of 0001.

# A bucket that nobody can read directly, with the policy as its one object.

resource "aws_s3_bucket" "bucket_0001" {}

resource "aws_s3_bucket_public_access_block" "public_access_block_0001" {
  bucket                  = aws_s3_bucket.bucket_0001.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "ownership_controls_0001" {
  bucket = aws_s3_bucket.bucket_0001.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_object" "policy_file_0001" {
  bucket        = aws_s3_bucket.bucket_0001.id
  key           = ".well-known/mta-sts.txt"
  content       = local.policy_text
  content_type  = "text/plain"
  cache_control = "no-store"

  # The content is never read back: without this, an object that somebody edited shows in no plan.
  etag = md5(local.policy_text)

  depends_on = [aws_s3_bucket_public_access_block.public_access_block_0001, aws_s3_bucket_ownership_controls.ownership_controls_0001]
}

resource "aws_s3_bucket_policy" "bucket_policy_0001" {
  bucket = aws_s3_bucket.bucket_0001.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AllowDistribution"
        Effect    = "Allow"
        Principal = { Service = "cloudfront.amazonaws.com" }
        Action    = "s3:GetObject"
        Resource  = "${aws_s3_bucket.bucket_0001.arn}/.well-known/mta-sts.txt"
        Condition = { StringEquals = { "AWS:SourceArn" = aws_cloudfront_distribution.distribution_0001.arn } }
      },
      {
        Sid       = "DenyPlainHttp"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.bucket_0001.arn, "${aws_s3_bucket.bucket_0001.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })

  # S3 refuses to change both at the same time.
  depends_on = [aws_s3_bucket_public_access_block.public_access_block_0001]
}

# A certificate that renews by itself. CloudFront takes those of us-east-1 only.

resource "aws_acm_certificate" "certificate_0001" {
  domain_name       = "mta-sts.d0001.example.com"
  validation_method = "DNS"
  region            = "us-east-1"
}

locals {
  # One name, so one record proves it to be ours. They come as a set, which has no first element.
  proof_0001 = tolist(aws_acm_certificate.certificate_0001.domain_validation_options)[0]

  certificate_record_0001 = {
    name  = trimsuffix(local.proof_0001.resource_record_name, ".")
    type  = "CNAME"
    value = trimsuffix(local.proof_0001.resource_record_value, ".")
    ttl   = 300
  }
}

resource "aws_route53_record" "certificate_record_0001" {
  zone_id = local.zone_id
  name    = local.certificate_record_0001.name
  type    = "CNAME"
  ttl     = local.certificate_record_0001.ttl
  records = [local.certificate_record_0001.value]
}

resource "aws_acm_certificate_validation" "certificate_validation_0001" {
  certificate_arn         = aws_acm_certificate.certificate_0001.arn
  validation_record_fqdns = [local.proof_0001.resource_record_name]
  region                  = "us-east-1"

  depends_on = [aws_route53_record.certificate_record_0001]
}

# The one reader of the bucket. No cache, since an edge that kept an old policy would serve it under a new id.

resource "aws_cloudfront_origin_access_control" "origin_access_control_0001" {
  # A bucket's name is nobody else's.
  name                              = aws_s3_bucket.bucket_0001.id
  description                       = "MTA-STS policy"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_distribution" "distribution_0001" {
  aliases         = ["mta-sts.d0001.example.com"]
  comment         = "MTA-STS policy of mta-sts.d0001.example.com"
  enabled         = true
  is_ipv6_enabled = true
  http_version    = "http2and3"

  origin {
    origin_id                = "policy"
    domain_name              = aws_s3_bucket.bucket_0001.bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.origin_access_control_0001.id
  }

  default_cache_behavior {
    target_origin_id = "policy"
    # RFC 8461 §3.3: a redirect is never followed, so plain HTTP is refused.
    viewer_protocol_policy = "https-only"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    # The managed policy CachingDisabled.
    cache_policy_id = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
    compress        = false
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    # The validation, not the certificate: a distribution refuses one that is not issued yet.
    acm_certificate_arn = aws_acm_certificate_validation.certificate_validation_0001.certificate_arn
    # RFC 8461 §7.1: TLS 1.2 or later.
    minimum_protocol_version = "TLSv1.2_2021"
    ssl_support_method       = "sni-only"
  }
}

# Lets the name move to another kind of resource.

resource "terraform_data" "host_name_0001" {
  triggers_replace = "aws_route53_record"
}

# The name that senders fetch the policy from.
resource "aws_route53_record" "host_record_0001" {
  zone_id = local.zone_id
  name    = "mta-sts.d0001.example.com"
  type    = "CNAME"
  ttl     = 300
  records = [aws_cloudfront_distribution.distribution_0001.domain_name]

  depends_on = [
    aws_s3_object.policy_file_0001,
    aws_cloudfront_distribution.distribution_0001,
    aws_s3_bucket_policy.bucket_policy_0001,
    terraform_data.host_name_0001,
  ]
}

# Where senders report failures. The provider quotes the text; what exceeds 255 octets is split by us.
resource "aws_route53_record" "tls_rpt_record_0001" {
  zone_id = local.zone_id
  name    = "_smtp._tls.d0001.example.com"
  type    = "TXT"
  ttl     = 300
  records = ["v=TLSRPTv1; rua=mailto:tls-reports@example.org"]
}

# RFC 8461 §8.1: the policy changes first; only then is it announced. On removal it is the other way round.
resource "aws_route53_record" "sts_record_0001" {
  zone_id = local.zone_id
  name    = "_mta-sts.d0001.example.com"
  type    = "TXT"
  ttl     = 300
  records = ["v=STSv1; id=${local.policy_id};"]

  depends_on = [
    aws_s3_object.policy_file_0001,
    aws_cloudfront_distribution.distribution_0001,
    aws_s3_bucket_policy.bucket_policy_0001,
    aws_route53_record.host_record_0001,
  ]
}

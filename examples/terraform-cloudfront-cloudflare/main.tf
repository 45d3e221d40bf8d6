# A bucket that nobody can read directly, with the policy as its one object.

resource "aws_s3_bucket" "bucket" {
  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_public_access_block" "public_access_block" {
  bucket                  = aws_s3_bucket.bucket.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_ownership_controls" "ownership_controls" {
  bucket = aws_s3_bucket.bucket.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_object" "policy_file" {
  bucket        = aws_s3_bucket.bucket.id
  key           = ".well-known/mta-sts.txt"
  content       = local.policy_text
  content_type  = "text/plain"
  cache_control = "no-store"

  # The content is never read back: without this, an object that somebody edited shows in no plan.
  etag = md5(local.policy_text)

  depends_on = [aws_s3_bucket_public_access_block.public_access_block, aws_s3_bucket_ownership_controls.ownership_controls]

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_policy" "bucket_policy" {
  bucket = aws_s3_bucket.bucket.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AllowDistribution"
        Effect    = "Allow"
        Principal = { Service = "cloudfront.amazonaws.com" }
        Action    = "s3:GetObject"
        Resource  = "${aws_s3_bucket.bucket.arn}/.well-known/mta-sts.txt"
        Condition = { StringEquals = { "AWS:SourceArn" = aws_cloudfront_distribution.distribution.arn } }
      },
      {
        Sid       = "DenyPlainHttp"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.bucket.arn, "${aws_s3_bucket.bucket.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })

  # S3 refuses to change both at the same time.
  depends_on = [aws_s3_bucket_public_access_block.public_access_block]

  lifecycle {
    prevent_destroy = true
  }
}

# A certificate that renews by itself. CloudFront takes those of us-east-1 only.

resource "aws_acm_certificate" "certificate" {
  domain_name       = local.policy_host
  validation_method = "DNS"
  region            = "us-east-1"

  lifecycle {
    prevent_destroy = true
  }
}

locals {
  # One name, so one record proves it to be ours. They come as a set, which has no first element.
  proof = tolist(aws_acm_certificate.certificate.domain_validation_options)[0]

  certificate_record = {
    name  = trimsuffix(local.proof.resource_record_name, ".")
    type  = "CNAME"
    value = trimsuffix(local.proof.resource_record_value, ".")
    ttl   = 300
  }
}

resource "cloudflare_dns_record" "certificate_record" {
  zone_id = var.zone_id
  name    = local.certificate_record.name
  type    = "CNAME"
  ttl     = local.certificate_record.ttl
  content = local.certificate_record.value
  proxied = false

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_acm_certificate_validation" "certificate_validation" {
  certificate_arn         = aws_acm_certificate.certificate.arn
  validation_record_fqdns = [local.proof.resource_record_name]
  region                  = "us-east-1"

  depends_on = [cloudflare_dns_record.certificate_record]

  lifecycle {
    prevent_destroy = true
  }
}

# The one reader of the bucket. No cache, since an edge that kept an old policy would serve it under a new id.

resource "aws_cloudfront_origin_access_control" "origin_access_control" {
  # A bucket's name is nobody else's.
  name                              = aws_s3_bucket.bucket.id
  description                       = "MTA-STS policy"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cloudfront_distribution" "distribution" {
  aliases         = [local.policy_host]
  comment         = "MTA-STS policy of ${local.policy_host}"
  enabled         = true
  is_ipv6_enabled = true
  http_version    = "http2and3"

  origin {
    origin_id                = "policy"
    domain_name              = aws_s3_bucket.bucket.bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.origin_access_control.id
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
    acm_certificate_arn = aws_acm_certificate_validation.certificate_validation.certificate_arn
    # RFC 8461 §7.1: TLS 1.2 or later.
    minimum_protocol_version = "TLSv1.2_2021"
    ssl_support_method       = "sni-only"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# The name that senders fetch the policy from.
resource "cloudflare_dns_record" "host_record" {
  zone_id = var.zone_id
  name    = local.policy_host
  type    = "CNAME"
  ttl     = local.ttl
  content = aws_cloudfront_distribution.distribution.domain_name
  proxied = false

  depends_on = [
    aws_s3_object.policy_file,
    aws_cloudfront_distribution.distribution,
    aws_s3_bucket_policy.bucket_policy,
  ]

  lifecycle {
    prevent_destroy = true
  }
}

# Where senders report failures. Cloudflare wants the text in quotes, and split where it exceeds 255 octets.
resource "cloudflare_dns_record" "tls_rpt_record" {
  count = var.rua == null ? 0 : 1

  zone_id = var.zone_id
  name    = "_smtp._tls.${local.domain}"
  type    = "TXT"
  ttl     = local.ttl
  content = join(" ", [for i in range(0, length(local.tls_rpt_text), 255) : "\"${substr(local.tls_rpt_text, i, 255)}\""])
  proxied = false
}

# RFC 8461 §8.1: the policy changes first; only then is it announced. On removal it is the other way round.
resource "cloudflare_dns_record" "sts_record" {
  zone_id = var.zone_id
  name    = "_mta-sts.${local.domain}"
  type    = "TXT"
  ttl     = local.ttl
  content = "\"${local.sts_text}\""
  proxied = false

  depends_on = [
    aws_s3_object.policy_file,
    aws_cloudfront_distribution.distribution,
    aws_s3_bucket_policy.bucket_policy,
    cloudflare_dns_record.host_record,
    cloudflare_dns_record.tls_rpt_record,
  ]

  lifecycle {
    prevent_destroy = true
  }
}

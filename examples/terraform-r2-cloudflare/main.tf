# The policy as the one object of an R2 bucket.

# Two policies in one account must not collide.
resource "random_id" "suffix" {
  byte_length = 4

  lifecycle {
    prevent_destroy = true
  }
}

resource "cloudflare_r2_bucket" "bucket" {
  account_id = var.account_id
  name       = "mta-sts-${random_id.suffix.hex}"

  lifecycle {
    prevent_destroy = true
  }
}

# Cloudflare's provider has no resource for an object; that of AWS speaks to R2 as well.
resource "aws_s3_object" "policy_file" {
  provider = aws.r2

  bucket        = cloudflare_r2_bucket.bucket.name
  key           = ".well-known/mta-sts.txt"
  content       = local.policy_text
  content_type  = "text/plain"
  cache_control = "no-store"

  # The content is never read back: without this, an object that somebody edited shows in no plan.
  etag = md5(local.policy_text)

  # R2 refuses tags, and those that a provider adds by default are tags, too.
  override_provider {
    default_tags {
      tags = {}
    }
  }

  lifecycle {
    prevent_destroy = true
  }
}

# It publishes the name itself, with a certificate of its own: there is no CNAME.
resource "cloudflare_r2_custom_domain" "host_record" {
  account_id  = var.account_id
  zone_id     = var.zone_id
  bucket_name = cloudflare_r2_bucket.bucket.name
  domain      = local.policy_host
  enabled     = true
  # RFC 8461 §7.1: TLS 1.2 or later.
  min_tls = "1.2"

  depends_on = [aws_s3_object.policy_file]

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
    cloudflare_r2_custom_domain.host_record,
    cloudflare_dns_record.tls_rpt_record,
  ]

  lifecycle {
    prevent_destroy = true
  }
}

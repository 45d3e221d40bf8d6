# The name that senders fetch the policy from, from whoever serves it.
resource "cloudflare_dns_record" "host_record" {
  zone_id = var.zone_id
  name    = local.policy_host
  type    = "CNAME"
  ttl     = local.ttl
  content = var.target
  proxied = false

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

  depends_on = [cloudflare_dns_record.host_record, cloudflare_dns_record.tls_rpt_record]

  lifecycle {
    prevent_destroy = true
  }
}

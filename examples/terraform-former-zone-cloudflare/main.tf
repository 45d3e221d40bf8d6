# The records in the zone that the domain leaves. Their names are those in the module that made them.

# It proves the name to be ours: the certificate is renewed in whichever zone the authority asks.
resource "cloudflare_dns_record" "certificate_record" {
  count = var.records.certificate_record == null ? 0 : 1

  zone_id = var.zone_id
  name    = var.records.certificate_record.name
  type    = "CNAME"
  ttl     = var.records.certificate_record.ttl
  content = var.records.certificate_record.value
  proxied = false

  lifecycle {
    prevent_destroy = true
  }
}

# The name that senders fetch the policy from.
resource "cloudflare_dns_record" "host_record" {
  zone_id = var.zone_id
  name    = var.records.host_record.name
  type    = "CNAME"
  ttl     = var.records.host_record.ttl
  content = var.records.host_record.value
  proxied = false

  lifecycle {
    prevent_destroy = true
  }
}

locals {
  tls_rpt_text = try(var.records.tls_rpt_record.value, "")
}

# Where senders report failures. Cloudflare wants the text in quotes, and split where it exceeds 255 octets.
resource "cloudflare_dns_record" "tls_rpt_record" {
  count = var.records.tls_rpt_record == null ? 0 : 1

  zone_id = var.zone_id
  name    = var.records.tls_rpt_record.name
  type    = "TXT"
  ttl     = var.records.tls_rpt_record.ttl
  content = join(" ", [for i in range(0, length(local.tls_rpt_text), 255) : "\"${substr(local.tls_rpt_text, i, 255)}\""])
  proxied = false
}

# RFC 8461 §8.1: the last to change, and the first to go.
resource "cloudflare_dns_record" "sts_record" {
  zone_id = var.zone_id
  name    = var.records.sts_record.name
  type    = "TXT"
  ttl     = var.records.sts_record.ttl
  content = "\"${var.records.sts_record.value}\""
  proxied = false

  depends_on = [
    cloudflare_dns_record.certificate_record,
    cloudflare_dns_record.host_record,
    cloudflare_dns_record.tls_rpt_record,
  ]

  lifecycle {
    prevent_destroy = true
  }
}

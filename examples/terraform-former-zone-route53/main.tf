# The records in the zone that the domain leaves. Their names are those in the module that made them.

# It proves the name to be ours: the certificate is renewed in whichever zone the authority asks.
resource "aws_route53_record" "certificate_record" {
  count = var.records.certificate_record == null ? 0 : 1

  zone_id = var.zone_id
  name    = var.records.certificate_record.name
  type    = "CNAME"
  ttl     = var.records.certificate_record.ttl
  records = [var.records.certificate_record.value]

  lifecycle {
    prevent_destroy = true
  }
}

# The name that senders fetch the policy from.
resource "aws_route53_record" "host_record" {
  zone_id = var.zone_id
  name    = var.records.host_record.name
  type    = "CNAME"
  ttl     = var.records.host_record.ttl
  records = [var.records.host_record.value]

  lifecycle {
    prevent_destroy = true
  }
}

locals {
  tls_rpt_text = try(var.records.tls_rpt_record.value, "")
}

# Where senders report failures. The provider quotes the text; what exceeds 255 octets is split by us.
resource "aws_route53_record" "tls_rpt_record" {
  count = var.records.tls_rpt_record == null ? 0 : 1

  zone_id = var.zone_id
  name    = var.records.tls_rpt_record.name
  type    = "TXT"
  ttl     = var.records.tls_rpt_record.ttl
  records = [join("\"\"", [for i in range(0, length(local.tls_rpt_text), 255) : substr(local.tls_rpt_text, i, 255)])]
}

# RFC 8461 §8.1: the last to change, and the first to go.
resource "aws_route53_record" "sts_record" {
  zone_id = var.zone_id
  name    = var.records.sts_record.name
  type    = "TXT"
  ttl     = var.records.sts_record.ttl
  records = [var.records.sts_record.value]

  depends_on = [
    aws_route53_record.certificate_record,
    aws_route53_record.host_record,
    aws_route53_record.tls_rpt_record,
  ]

  lifecycle {
    prevent_destroy = true
  }
}

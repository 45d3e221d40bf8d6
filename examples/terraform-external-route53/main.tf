# The name that senders fetch the policy from, from whoever serves it.
resource "aws_route53_record" "host_record" {
  zone_id = var.zone_id
  name    = local.policy_host
  type    = "CNAME"
  ttl     = local.ttl
  records = [var.target]

  lifecycle {
    prevent_destroy = true
  }
}

# Where senders report failures. The provider quotes the text; what exceeds 255 octets is split by us.
resource "aws_route53_record" "tls_rpt_record" {
  count = var.rua == null ? 0 : 1

  zone_id = var.zone_id
  name    = "_smtp._tls.${local.domain}"
  type    = "TXT"
  ttl     = local.ttl
  records = [join("\"\"", [for i in range(0, length(local.tls_rpt_text), 255) : substr(local.tls_rpt_text, i, 255)])]
}

# RFC 8461 §8.1: the policy changes first; only then is it announced. On removal it is the other way round.
resource "aws_route53_record" "sts_record" {
  zone_id = var.zone_id
  name    = "_mta-sts.${local.domain}"
  type    = "TXT"
  ttl     = local.ttl
  records = [local.sts_text]

  depends_on = [aws_route53_record.host_record, aws_route53_record.tls_rpt_record]

  lifecycle {
    prevent_destroy = true
  }
}

output "policy_id" {
  description = "The id in the _mta-sts record: the first 32 hex digits of the SHA-256 of the served bytes."
  value       = local.policy_id
}

output "policy_text" {
  description = "The policy, byte by byte as it is served."
  value       = local.policy_text

  precondition {
    condition     = length(local.policy_text) <= 64000
    error_message = "mx: policy is larger than senders read; keep it under 64000 bytes: a few mx patterns are enough (RFC 8461 §3.3) [policy-size]"
  }
}

output "policy_url" {
  description = "Where senders fetch the policy."
  value       = local.policy_url
}

output "claims" {
  description = "What the variables state about the past, which mtasts check --plan compares with the live domain."
  value       = local.claims
}

output "records" {
  description = "Every DNS record, as data."
  value = concat(
    [{ name = local.policy_host, type = "CNAME", value = var.target, ttl = local.ttl }],
    local.tls_rpt_records,
    local.sts_records,
  )
}

output "zone_records" {
  description = "The records by their names, for the module that keeps them in the former zone while the zone moves."
  value = {
    zone_id            = var.zone_id
    certificate_record = null
    host_record        = { name = local.policy_host, type = "CNAME", value = var.target, ttl = local.ttl }
    tls_rpt_record     = one(local.tls_rpt_records)
    sts_record         = one(local.sts_records)
  }

  # RFC 8461 §8.1: the former zone announces a policy only once it is served, too.
  depends_on = [aws_route53_record.sts_record]
}

output "zone_move" {
  description = "When the records in the former zone may be removed. Times are in UTC, and null until delegated_since is set."
  value = {
    domain               = trimprefix(var.records.sts_record.name, "_mta-sts.")
    remove_after_seconds = local.remove_after_seconds
    delegated_since      = local.delegated_since
    removable_from       = local.removable_from
    # For everything that is slower than it should be, not contained in the wait.
    slack_seconds = 3600
    former        = { record_type = "cloudflare_dns_record", zone_id = var.zone_id }
  }

  precondition {
    condition     = local.delegated_since == null ? true : timecmp(local.delegated_since, plantimestamp()) <= 0
    error_message = "delegated_since: lies in the future, got ${jsonencode(local.delegated_since)}; write when it was seen, and leave it out until then [time-in-future]"
  }
}

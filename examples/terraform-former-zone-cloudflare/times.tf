# The dates of the move. The file is the same in both of these modules.

locals {
  # A resolver that holds the former NS records asks this zone until their TTL has ended, and holds the answer for its own TTL.
  remove_after_seconds = var.ns_ttl + var.records.sts_record.ttl

  # Terraform reads times with seconds only. The result is in UTC, without fractions.
  with_seconds    = replace(coalesce(var.delegated_since, "-"), "/T([0-9]{2}:[0-9]{2})(Z|[+-])/", "T$1:00$2")
  offset          = try(regex("([+-])([0-9]{2}):([0-9]{2})$", local.with_seconds), ["+", "00", "00"])
  to_utc          = "${local.offset[0] == "+" ? "-" : ""}${local.offset[1]}h${local.offset[2]}m"
  delegated_since = var.delegated_since == null ? null : replace(timeadd(local.with_seconds, local.to_utc), "/[+-][0-9]{2}:[0-9]{2}$/", "Z")

  removable_from = local.delegated_since == null ? null : timeadd(local.delegated_since, "${local.remove_after_seconds}s")
}

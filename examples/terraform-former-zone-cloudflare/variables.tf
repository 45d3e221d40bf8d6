variable "records" {
  description = "The records to keep: the output zone_records of the module that publishes them in the new zone."
  nullable    = false

  type = object({
    zone_id            = string
    certificate_record = optional(object({ name = string, type = string, value = string, ttl = number }))
    host_record        = object({ name = string, type = string, value = string, ttl = number })
    tls_rpt_record     = optional(object({ name = string, type = string, value = string, ttl = number }))
    sts_record         = object({ name = string, type = string, value = string, ttl = number })
  })
}

variable "zone_id" {
  description = "The id of the zone at Cloudflare that the domain leaves."
  type        = string
  nullable    = false

  validation {
    condition     = var.zone_id != ""
    error_message = "zone_id: must be a text that is not empty, got \"\"; write something like \"023e105f4ecef8ad9ca31a8372d0c353\" [argument-type]"
  }

  validation {
    condition     = var.zone_id != var.records.zone_id
    error_message = "zone_id: the records of both zones would be the same, got ${jsonencode(var.zone_id)}; write the id of the zone that the domain leaves [zone-move-same-names]"
  }
}

variable "ns_ttl" {
  description = "Seconds: the longest TTL of the domain's NS records, in the parent zone and in the zone itself. By default two days, which is what most top-level domains use."
  type        = number
  default     = 172800
  nullable    = false

  validation {
    condition     = var.ns_ttl >= 0 && var.ns_ttl <= 2147483647 && var.ns_ttl == floor(var.ns_ttl)
    error_message = "ns_ttl: must be whole seconds from 0 to 2147483647, got ${jsonencode(var.ns_ttl)}; write something like 172800 [argument-type]"
  }
}

variable "delegated_since" {
  description = "When the parent zone was first seen to name the new name servers only, such as \"2026-11-01T12:00:00Z\". Left out until then, and no date is calculated."
  type        = string
  default     = null

  validation {
    # The calendar and the clock must have it, too.
    condition = var.delegated_since == null ? true : (
      can(regex("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$", var.delegated_since))
      && can(timeadd(replace(var.delegated_since, "/T([0-9]{2}:[0-9]{2})(Z|[+-])/", "T$1:00$2"), "0s"))
    )
    error_message = "delegated_since: must be a time in ISO 8601 with its zone, got ${jsonencode(var.delegated_since)}; write something like \"2026-11-01T12:00:00Z\" [argument-type]"
  }
}

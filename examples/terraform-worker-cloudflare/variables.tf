variable "domain" {
  description = "The domain whose mail is protected: what stands behind the @, without a final dot."
  type        = string
  nullable    = false

  validation {
    condition     = !endswith(var.domain, ".")
    error_message = "domain: must not end with a dot, got ${jsonencode(var.domain)}; remove the dot (RFC 5321 §4.1.2) [domain-trailing-dot]"
  }

  validation {
    condition     = !can(regex("[[:^ascii:]]", var.domain))
    error_message = "domain: an internationalised domain must be written in A-labels, got ${jsonencode(var.domain)}; write the \"xn--\" form (RFC 5890 §2.3.2.1) [domain-u-label]"
  }

  validation {
    condition     = !strcontains(var.domain, "_")
    error_message = "domain: must be a host name, and these have no underscore, got ${jsonencode(var.domain)}; write the mail domain itself, without \"_mta-sts\" or \"_smtp._tls\" (RFC 5321 §4.1.2) [domain-underscore]"
  }

  validation {
    condition     = !can(regex("^[0-9.]*[0-9]$", var.domain))
    error_message = "domain: an IP address has no policy, got ${jsonencode(var.domain)}; write the domain behind the @ of the mail addresses (RFC 8461 §3.4) [domain-ip-address]"
  }

  validation {
    condition     = !can(regex("^[0-9A-Za-z-]*[A-Za-z][0-9A-Za-z-]*$", var.domain))
    error_message = "domain: must have two labels or more, got ${jsonencode(var.domain)}; write the full name, such as \"example.com\" [domain-single-label]"
  }

  validation {
    condition     = length(var.domain) <= 242 && alltrue([for label in split(".", var.domain) : length(label) <= 63])
    error_message = "domain: too long: labels hold 63 octets, and \"_smtp._tls.\" with the domain 253, got ${jsonencode(var.domain)}; write a domain of at most 242 octets with labels of at most 63 (RFC 1035 §2.3.4) [domain-too-long]"
  }

  validation {
    # What is told above is not told again.
    condition     = can(regex("^[0-9A-Za-z]+(-+[0-9A-Za-z]+)*(\\.[0-9A-Za-z]+(-+[0-9A-Za-z]+)*)*$", replace(trimsuffix(var.domain, "."), "/_|[[:^ascii:]]/", "x")))
    error_message = "domain: must be a host name, got ${jsonencode(var.domain)}; write labels of letters, digits and inner hyphens, joined by dots (RFC 5321 §4.1.2) [domain-invalid]"
  }
}

variable "mx" {
  description = "Its MX hosts: host names, or \"*.\" and a host name, where the asterisk stands for exactly one label. Left out only in mode none."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(var.mx) > 0 || var.mode == "none"
    error_message = "mx: at least one mx is required unless the mode is none; list the hosts of the MX records (RFC 8461 §3.2) [policy-missing-mx]"
  }

  validation {
    condition = alltrue([for name in var.mx : !strcontains(trimprefix(name, "*."), "*")])
    error_message = join("\n", [for i, name in var.mx :
      "mx[${i}]: wildcard must be the whole left-most label, got ${jsonencode(name)}; write \"*.\" and the rest of the name, or list the hosts (RFC 8461 §4.1) [mx-wildcard-position]"
      if strcontains(trimprefix(name, "*."), "*")
    ])
  }

  validation {
    condition = alltrue([for name in var.mx : !endswith(name, ".")])
    error_message = join("\n", [for i, name in var.mx :
      "mx[${i}]: mx must not end with a dot, got ${jsonencode(name)}; remove the dot (RFC 8461 §3.2) [mx-trailing-dot]"
      if endswith(name, ".")
    ])
  }

  validation {
    condition = alltrue([for name in var.mx : !can(regex("^[0-9.]*[0-9]$|[:/@]", trimprefix(name, "*.")))])
    error_message = join("\n", [for i, name in var.mx :
      "mx[${i}]: mx must be a host name, not an address, a port or a URL, got ${jsonencode(name)}; write the name that the MX record points to (RFC 8461 §3.2) [mx-ip-address]"
      if can(regex("^[0-9.]*[0-9]$|[:/@]", trimprefix(name, "*.")))
    ])
  }

  validation {
    condition = alltrue([for name in var.mx : !can(regex("[[:^ascii:]]", name))])
    error_message = join("\n", [for i, name in var.mx :
      "mx[${i}]: an internationalised mx must be written in A-labels, got ${jsonencode(name)}; write the \"xn--\" form (RFC 8461 §3.2) [mx-u-label]"
      if can(regex("[[:^ascii:]]", name))
    ])
  }

  validation {
    condition = alltrue([for name in var.mx : !strcontains(name, "_")])
    error_message = join("\n", [for i, name in var.mx :
      "mx[${i}]: mx must be a host name, and these have no underscore, got ${jsonencode(name)}; write the name that the MX record points to (RFC 8461 §3.2) [mx-underscore]"
      if strcontains(name, "_")
    ])
  }

  validation {
    # What is told above is not told again.
    condition = alltrue([for name in var.mx :
      can(regex("^([0-9A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?\\.)*[0-9A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?$", replace(trimsuffix(trimprefix(name, "*."), "."), "/[*:/@_]|[[:^ascii:]]/", "x"))) && length(trimprefix(name, "*.")) <= 253
    ])
    error_message = join("\n", [for i, name in var.mx :
      "mx[${i}]: mx must be a host name, or \"*.\" and a host name, got ${jsonencode(name)}; write labels of letters, digits and inner hyphens, joined by dots (RFC 8461 §3.2) [mx-invalid]"
      if !can(regex("^([0-9A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?\\.)*[0-9A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?$", replace(trimsuffix(trimprefix(name, "*."), "."), "/[*:/@_]|[[:^ascii:]]/", "x"))) || length(trimprefix(name, "*.")) > 253
    ])
  }
}

variable "mode" {
  description = "What senders do when no MX host can be reached securely: testing reports and delivers, enforce refuses, none retires the policy."
  type        = string
  default     = "testing"
  nullable    = false

  validation {
    condition     = contains(["testing", "enforce", "none"], var.mode)
    error_message = "mode: mode must be testing, enforce or none, got ${jsonencode(var.mode)}; write \"testing\", \"enforce\" or \"none\" (RFC 8461 §3.2) [policy-mode-invalid]"
  }
}

variable "max_age" {
  description = "How long senders keep the policy, in seconds, 31557600 at most. By default a day, and in enforce four weeks."
  type        = number
  default     = null

  validation {
    condition     = var.max_age == null ? true : var.max_age >= 0 && var.max_age == floor(var.max_age)
    error_message = "max_age: max age must be whole seconds from 0 to 31557600, got ${jsonencode(var.max_age)}; write digits only, such as 604800 for a week (RFC 8461 §3.2) [max-age-invalid]"
  }

  validation {
    condition     = var.max_age == null ? true : var.max_age <= 31557600
    error_message = "max_age: max age must not exceed 31557600 seconds, got ${jsonencode(var.max_age)}; write 31557600 or less (RFC 8461 §3.2) [max-age-too-long]"
  }
}

variable "revision" {
  description = "Raise it by one at every return to an earlier policy: it is added to max_age, so that no id is announced twice."
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition     = var.revision >= 0 && var.revision == floor(var.revision)
    error_message = "revision: revision must be a whole number, 0 or more, got ${jsonencode(var.revision)}; leave it out, or raise it by 1 at every return to earlier content [revision-invalid]"
  }

  validation {
    condition     = coalesce(var.max_age, var.mode == "enforce" ? 2419200 : 86400) + max(var.revision, 0) <= max(coalesce(var.max_age, 0), 31557600)
    error_message = "revision: max_age and revision together exceed 31557600 seconds, got ${coalesce(var.max_age, var.mode == "enforce" ? 2419200 : 86400) + var.revision}; lower max_age by as much as revision needs (RFC 8461 §3.2) [revision-too-large]"
  }

  validation {
    condition     = coalesce(var.max_age, 1) != 0 || var.revision != 0
    error_message = "max_age: large senders ignore or replace a max age of less than a day, got 0; write 86400 or more (RFC 8461 §3.2) [max-age-too-short]"
  }
}

variable "announced_ids" {
  description = "Every id that was announced before, without the present one: add that one at the end when you change the policy. The state keeps them: a plan that leaves one out is refused, and so is a policy whose id is among them. Begin with []. Left out, no id is remembered."
  type        = list(string)
  default     = null

  validation {
    condition     = length(coalesce(var.announced_ids, [])) <= 1000
    error_message = "announced_ids: announced_ids holds more than 1000 ids, got ${length(coalesce(var.announced_ids, []))}; leave out the oldest: senders hold nothing that was announced more than a year ago [announced-ids-too-many]"
  }

  validation {
    condition = alltrue([for id in coalesce(var.announced_ids, []) : can(regex("^[0-9A-Za-z]{1,32}$", id))])
    error_message = join("\n", [for i, id in coalesce(var.announced_ids, []) :
      "announced_ids[${i}]: must be an id of 1 to 32 letters and digits, got ${jsonencode(id)}; write something like \"d1d5ae0c7aab8c9e6c3b8d9c4ad8b1a5\" (RFC 8461 §3.1) [txt-id-invalid]"
      if !can(regex("^[0-9A-Za-z]{1,32}$", id))
    ])
  }
}

variable "longest_max_age" {
  description = "The longest max_age that was ever enforced, in seconds. By default four weeks: a longer one is refused without it, since the wait of a retirement is reckoned with it."
  type        = number
  default     = null

  validation {
    condition     = var.longest_max_age == null ? true : var.longest_max_age >= 0 && var.longest_max_age == floor(var.longest_max_age)
    error_message = "longest_max_age: max age must be whole seconds from 0 to 31557600, got ${jsonencode(var.longest_max_age)}; write digits only, such as 604800 for a week (RFC 8461 §3.2) [max-age-invalid]"
  }

  validation {
    condition     = var.longest_max_age == null ? true : var.longest_max_age <= 31557600
    error_message = "longest_max_age: max age must not exceed 31557600 seconds, got ${jsonencode(var.longest_max_age)}; write 31557600 or less (RFC 8461 §3.2) [max-age-too-long]"
  }

  validation {
    condition     = var.mode != "enforce" || coalesce(var.max_age, 2419200) <= coalesce(var.longest_max_age, 2419200) || coalesce(var.max_age, 0) > 31557600
    error_message = "longest_max_age: a policy that is enforced is kept longer than every wait reckons with${var.longest_max_age == null ? "" : ", got ${jsonencode(var.longest_max_age)}"}; write ${coalesce(var.max_age, 2419200)} (RFC 8461 §8.3) [longest-max-age-too-short]"
  }
}

variable "rua" {
  description = "Where senders report failures: mailto: and https: URIs, the most important first. Left out, there is no TLS-RPT record."
  type        = list(string)
  default     = null

  validation {
    condition     = var.rua == null ? true : length(var.rua) > 0
    error_message = "rua: rua holds no destination, or an empty one; give a destination such as \"mailto:tls-reports@example.com\" (RFC 8460 §3) [tlsrpt-rua-empty]"
  }

  validation {
    condition = alltrue([for uri in coalesce(var.rua, []) : can(regex("^(?i:mailto|https):", uri))])
    error_message = join("\n", [for i, uri in coalesce(var.rua, []) :
      "rua[${i}]: rua must be a mailto or https URI, got ${jsonencode(uri)}; begin with \"mailto:\" or \"https:\" (RFC 8460 §3) [tlsrpt-unsupported-scheme]"
      if !can(regex("^(?i:mailto|https):", uri))
    ])
  }

  validation {
    condition = alltrue([for uri in coalesce(var.rua, []) : can(regex("^([A-Za-z0-9:/?#@$&'()*+=._~\\[\\]-]|%[0-9A-Fa-f]{2})*$", uri))])
    error_message = join("\n", [for i, uri in coalesce(var.rua, []) :
      "rua[${i}]: rua holds a character that must be percent-encoded in this record, got ${jsonencode(uri)}; percent-encode it (\",\" as %2C, \"!\" as %21, \";\" as %3B), and give several destinations as a list (RFC 8460 §3) [tlsrpt-uri-encoding]"
      if !can(regex("^([A-Za-z0-9:/?#@$&'()*+=._~\\[\\]-]|%[0-9A-Fa-f]{2})*$", uri))
    ])
  }

  validation {
    condition = alltrue([for uri in coalesce(var.rua, []) :
      !can(regex("^(?i:mailto):", uri)) || can(regex("^(?i:mailto):[^@:/?#]+@([0-9A-Za-z]([0-9A-Za-z-]*[0-9A-Za-z])?\\.)+[0-9A-Za-z-]*[A-Za-z][0-9A-Za-z-]*([,;!?#].*)?$", uri))
    ])
    error_message = join("\n", [for i, uri in coalesce(var.rua, []) :
      "rua[${i}]: mailto needs an address at a domain of two labels or more, got ${jsonencode(uri)}; write it as \"mailto:tls-reports@example.com\" (RFC 6068 §2) [tlsrpt-mailto-address]"
      if can(regex("^(?i:mailto):", uri)) && !can(regex("^(?i:mailto):[^@:/?#]+@([0-9A-Za-z]([0-9A-Za-z-]*[0-9A-Za-z])?\\.)+[0-9A-Za-z-]*[A-Za-z][0-9A-Za-z-]*([,;!?#].*)?$", uri))
    ])
  }

  validation {
    condition = alltrue([for uri in coalesce(var.rua, []) :
      !can(regex("^(?i:https):", uri)) || can(regex("^(?i:https)://([^@/?#]*@)?(\\[[0-9A-Fa-f:.]{2,}\\]|([0-9A-Za-z]([0-9A-Za-z-]*[0-9A-Za-z])?\\.)+[0-9A-Za-z]([0-9A-Za-z-]*[0-9A-Za-z])?)(:[0-9]{0,5})?([,;!/?#].*)?$", uri))
    ])
    error_message = join("\n", [for i, uri in coalesce(var.rua, []) :
      "rua[${i}]: an https destination needs a public host, got ${jsonencode(uri)}; write a host name of two labels or more (RFC 8460 §3) [tlsrpt-https-host]"
      if can(regex("^(?i:https):", uri)) && !can(regex("^(?i:https)://([^@/?#]*@)?(\\[[0-9A-Fa-f:.]{2,}\\]|([0-9A-Za-z]([0-9A-Za-z-]*[0-9A-Za-z])?\\.)+[0-9A-Za-z]([0-9A-Za-z-]*[0-9A-Za-z])?)(:[0-9]{0,5})?([,;!/?#].*)?$", uri))
    ])
  }

  validation {
    condition     = length("v=TLSRPTv1; rua=${join(",", coalesce(var.rua, []))}") <= 4000
    error_message = "rua: the record would be larger than DNS providers accept; list fewer or shorter destinations: 4000 octets in all [tlsrpt-size]"
  }
}

variable "account_id" {
  description = "The id of the account at Cloudflare."
  type        = string
  nullable    = false

  validation {
    condition     = var.account_id != ""
    error_message = "account_id: must be a text that is not empty, got \"\"; write something like \"01a7362d577a6c3019a474fd6f485823\" [argument-type]"
  }
}

variable "zone_id" {
  description = "The id of the zone at Cloudflare that holds the domain."
  type        = string
  nullable    = false

  validation {
    condition     = var.zone_id != ""
    error_message = "zone_id: must be a text that is not empty, got \"\"; write something like \"023e105f4ecef8ad9ca31a8372d0c353\" [argument-type]"
  }
}

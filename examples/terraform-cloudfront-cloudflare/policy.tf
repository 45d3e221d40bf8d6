# What is published, whoever serves it. The file is the same in each of these modules.

locals {
  domain      = lower(var.domain)
  policy_host = "mta-sts.${local.domain}"
  policy_url  = "https://${local.policy_host}/.well-known/mta-sts.txt"

  # A day, and in enforce four weeks. The revision gives an earlier policy other bytes, and so an id of its own.
  max_age = coalesce(var.max_age, var.mode == "enforce" ? 2419200 : 86400) + var.revision

  # RFC 8461 §3.2: the exact bytes that are served. CRLF ends every line.
  policy_lines = concat(
    ["version: STSv1", "mode: ${var.mode}"],
    [for host in sort(distinct([for name in var.mx : lower(name)])) : "mx: ${host}"],
    ["max_age: ${local.max_age}"],
  )
  policy_text = join("", [for line in local.policy_lines : "${line}\r\n"])

  # RFC 8461 §3.1: a hash of those bytes, so that it changes with them, and with nothing else.
  policy_id = substr(sha256(local.policy_text), 0, 32)

  # Seconds: what every wait is calculated with. Nothing was ever enforced in testing without a revision.
  longest_enforced = coalesce(var.longest_max_age, var.mode == "testing" && var.revision == 0 ? 0 : 2419200)

  # Only the live domain can disprove this: mtasts check --plan compares it.
  claims = {
    longest_max_age = local.longest_enforced == 0 ? 0 : min(local.longest_enforced + var.revision, 31557600)
    revision        = var.revision
  }

  # Seconds: short, since a change and a roll-back are seen only after one TTL.
  ttl = 300

  sts_text     = "v=STSv1; id=${local.policy_id};"
  tls_rpt_text = var.rua == null ? null : "v=TLSRPTv1; rua=${join(",", var.rua)}"

  sts_records     = [{ name = "_mta-sts.${local.domain}", type = "TXT", value = local.sts_text, ttl = local.ttl }]
  tls_rpt_records = var.rua == null ? [] : [{ name = "_smtp._tls.${local.domain}", type = "TXT", value = local.tls_rpt_text, ttl = local.ttl }]
}

# A program cannot read its own state, so announced_ids lists the ids, and the engine refuses to forget one, or its place.
resource "terraform_data" "announced_ids" {
  for_each = toset([for i, id in(var.announced_ids == null ? [] : concat(var.announced_ids, [local.policy_id])) : "${i}-${id}"])

  lifecycle {
    prevent_destroy = true

    # RFC 8461 §3.1: an id announces one policy, and never another. Told once, of the present id.
    precondition {
      condition     = each.key != "${length(coalesce(var.announced_ids, []))}-${local.policy_id}" || !contains(coalesce(var.announced_ids, []), local.policy_id)
      error_message = "revision: the id of this policy, ${jsonencode(local.policy_id)}, is in announced_ids, which lists the ids announced before and not the present one, got ${var.revision}; raise revision by 1 (RFC 8461 §3.1) [id-reused]"
    }
  }
}

# What is allowed, and unwise: a warning of each plan, which stops nothing.
check "advice" {
  assert {
    condition     = var.rua != null
    error_message = "rua: without TLS-RPT nobody tells you what fails; write rua = [\"mailto:...\"] (RFC 8461 §6) [rollout-no-tlsrpt]"
  }

  assert {
    condition     = local.max_age >= 86400
    error_message = "max_age: large senders ignore or replace a max age of less than a day, got ${local.max_age}; write 86400 or more (RFC 8461 §3.2) [max-age-too-short]"
  }

  assert {
    condition     = var.mode != "enforce" || local.max_age < 86400 || local.max_age >= 604800
    error_message = "max_age: a max age of less than a week protects little in mode enforce, got ${local.max_age}; write 604800 or more (RFC 8461 §10.2) [max-age-too-short-enforce]"
  }

  assert {
    condition     = var.mode != "testing" || local.max_age <= 1209600
    error_message = "max_age: a max age of more than two weeks makes a roll-back from testing slow, got ${local.max_age}; write 1209600 or less (RFC 8461 §10.2) [max-age-long-testing]"
  }

  assert {
    condition     = length(var.mx) > 0
    error_message = "mx: mode none without mx is refused by some senders, which then keep the old policy; keep the mx of the policy that is being retired (RFC 8461 §8.3) [mx-missing-none]"
  }
}

# A Worker that holds the exact bytes. Policy and code are one upload, so there is nothing to cache and nothing to purge.

# Two policies in one account must not collide.
resource "random_id" "suffix" {
  byte_length = 4

  lifecycle {
    prevent_destroy = true
  }
}

resource "cloudflare_workers_script" "worker" {
  account_id         = var.account_id
  script_name        = "mta-sts-${random_id.suffix.hex}"
  main_module        = "worker.mjs"
  compatibility_date = "2025-01-01"

  content = <<-EOT
    const path = "/.well-known/mta-sts.txt";
    const body = ${jsonencode(local.policy_text)};
    const headers = {"content-type":"text/plain","cache-control":"no-store"};

    function refuse(status, text, more) {
      return new Response(text, { status, headers: { "content-type": "text/plain", "cache-control": "no-store", ...more } });
    }

    export default {
      fetch(request) {
        if (new URL(request.url).pathname !== path) return refuse(404, "not found\n", {});
        if (request.method !== "GET" && request.method !== "HEAD") {
          return refuse(405, "method not allowed\n", { allow: "GET, HEAD" });
        }
        return new Response(request.method === "HEAD" ? null : body, { headers });
      },
    };
  EOT

  lifecycle {
    prevent_destroy = true
  }
}

# It publishes the name itself, with a certificate of its own: there is no CNAME.
resource "cloudflare_workers_custom_domain" "host_record" {
  account_id = var.account_id
  zone_id    = var.zone_id
  hostname   = local.policy_host
  service    = cloudflare_workers_script.worker.script_name

  # Some versions of the provider require it, and some replace the domain at every apply without it.
  environment = "production"

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

  depends_on = [
    cloudflare_workers_script.worker,
    cloudflare_workers_custom_domain.host_record,
    cloudflare_dns_record.tls_rpt_record,
  ]

  lifecycle {
    prevent_destroy = true
  }
}

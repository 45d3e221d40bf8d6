terraform {
  # The first in which one variable validates another.
  required_version = ">= 1.11"

  required_providers {
    cloudflare = {
      source  = "cloudflare/cloudflare"
      version = ">= 5.9, < 6.0"
    }
  }
}

terraform {
  # The first in which one variable validates another.
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source                = "hashicorp/aws"
      version               = ">= 5.100, < 7.0"
      configuration_aliases = [aws.r2]
    }

    cloudflare = {
      source  = "cloudflare/cloudflare"
      version = ">= 5.9, < 6.0"
    }

    random = {
      source  = "hashicorp/random"
      version = ">= 3.7, < 4.0"
    }
  }
}

# What somebody writes without the construct: the same resources, with the same arguments. This file is for all domains.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

locals {
  zone_id = "Z0EXAMPLECOM"
  mx      = ["mail.example.com", "*.example.net"]

  policy_lines = concat(["version: STSv1", "mode: testing"], [for host in sort(local.mx) : "mx: ${host}"], ["max_age: 86400"])
  policy_text  = join("", [for line in local.policy_lines : "${line}\r\n"])
  policy_id    = substr(sha256(local.policy_text), 0, 32)
}

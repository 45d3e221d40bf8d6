import { cloudflareTxtContent, route53TxtValue } from "../dns-encoding";
import type { ProgramParts } from "./generated-file";
import { hclBlock, hclString } from "./hcl";
import { guard, RECORD_TYPES } from "./terraform-hosts";

/** Which providers are used, and what has to be told from outside. */
export function providersHcl({ host, zone }: ProgramParts): string {
  const usesAws = host === "cloudfront" || zone === "route53";
  const usesCloudflare = host === "worker" || zone === "cloudflare";
  const providers = [
    ...(usesAws ? ['    aws = {\n      source  = "hashicorp/aws"\n      version = ">= 5.0"\n    }\n'] : []),
    ...(usesCloudflare
      ? ['    cloudflare = {\n      source  = "cloudflare/cloudflare"\n      version = ">= 5.0"\n    }\n']
      : []),
  ];
  const required = providers.length === 0 ? "" : `\n  required_providers {\n${providers.join("")}  }\n`;
  const variables = [
    ...(zone !== "manual" || host === "worker" ? [variable("zone_id", "The zone that holds the domain.")] : []),
    ...(host === "worker" ? [variable("account_id", "The Cloudflare account.")] : []),
    ...(host === "external" ? [variable("target", "The host that serves the policy.")] : []),
  ];
  const certificates = host === "cloudfront" ? [US_EAST_1] : [];
  return [`terraform {\n  required_version = ">= 1.5"\n${required}}\n`, ...certificates, ...variables].join("\n");
}

/** CloudFront takes its certificates from there only. */
const US_EAST_1 = `provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}
`;

function variable(name: string, description: string): string {
  return hclBlock(`variable "${name}"`, [
    ["description", hclString(description)],
    ["type", "string"],
  ]);
}

/** The records, the announcement last: RFC 8461 §8.1 wants the policy to be there before it is announced. */
export function recordsHcl(parts: ProgramParts, isProtected: boolean): string {
  const { plan, host, zone } = parts;
  if (zone === "manual") return manualHcl(parts);
  const write = zone === "route53" ? route53Record : cloudflareRecord;
  const { tlsRpt } = plan.records;
  const quoted = (value: string): string =>
    zone === "cloudflare" ? cloudflareTxtContent(value) : route53TxtValue(value);
  const sts = zone === "cloudflare" ? '"\\"v=STSv1; id=${local.policy_id};\\""' : '"v=STSv1; id=${local.policy_id};"';
  return [
    ...(host === "cloudfront" ? [write("certificate", PROOF)] : []),
    ...(host === "worker"
      ? []
      : [
          write("host", { name: "local.policy_host", type: "CNAME", value: targetOf(parts), more: guard(isProtected) }),
        ]),
    ...(tlsRpt === undefined
      ? []
      : [
          write("tls_rpt", {
            name: '"_smtp._tls.${local.domain}"',
            type: "TXT",
            value: hclString(quoted(tlsRpt.value)),
          }),
        ]),
    write("sts", {
      name: '"_mta-sts.${local.domain}"',
      type: "TXT",
      value: sts,
      more: ["", `  depends_on = [${dependencies(parts).join(", ")}]`, ...guard(isProtected)],
    }),
  ].join("\n");
}

interface RecordHcl {
  /** Expressions. */
  readonly name: string;
  readonly value: string;
  readonly type: string;
  readonly more?: readonly string[];
}

const OPTION = "tolist(aws_acm_certificate.policy.domain_validation_options)[0]";
const PROOF: RecordHcl = {
  name: `trimsuffix(${OPTION}.resource_record_name, ".")`,
  type: "CNAME",
  value: `trimsuffix(${OPTION}.resource_record_value, ".")`,
};

function route53Record(label: string, { name, type, value, more = [] }: RecordHcl): string {
  return hclBlock(`resource "aws_route53_record" "${label}"`, [
    ["zone_id", "var.zone_id"],
    ["name", name],
    ["type", hclString(type)],
    ["ttl", "300"],
    ["records", `[${value}]`],
    ...more,
  ]);
}

function cloudflareRecord(label: string, { name, type, value, more = [] }: RecordHcl): string {
  return hclBlock(`resource "cloudflare_dns_record" "${label}"`, [
    ["zone_id", "var.zone_id"],
    ["name", name],
    ["type", hclString(type)],
    ["ttl", "300"],
    ["content", value],
    ["proxied", "false"],
    ...more,
  ]);
}

function targetOf({ host }: ProgramParts): string {
  return host === "external" ? "var.target" : "aws_cloudfront_distribution.policy.domain_name";
}

function dependencies({ host, zone }: ProgramParts): readonly string[] {
  const record = zone === "manual" ? [] : [`${RECORD_TYPES[zone]}.host`];
  if (host === "worker") return ["cloudflare_workers_script.policy", "cloudflare_workers_custom_domain.policy"];
  if (host === "external") return record;
  return ["aws_s3_object.policy", "aws_s3_bucket_policy.policy", "aws_cloudfront_distribution.policy", ...record];
}

/** What whoever keeps the zone has to add by hand, in this order. */
function manualHcl(parts: ProgramParts): string {
  const { host } = parts;
  const output = (name: string, value: string): string => hclBlock(`output "${name}"`, [["value", value]]);
  return [
    "# Add these by hand: the proof for the certificate at once, the name of the host next, and the TXT records last.\n",
    ...(host === "cloudfront"
      ? [output("certificate_record", `{ name = ${PROOF.name}, value = ${PROOF.value} }`)]
      : []),
    ...(host === "worker" ? [] : [output("host_record", `{ name = local.policy_host, value = ${targetOf(parts)} }`)]),
  ].join("\n");
}

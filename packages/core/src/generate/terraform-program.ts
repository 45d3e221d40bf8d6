import { DEFAULT_LONGEST } from "../config-lifecycle";
import { ruaOf, type GeneratedFile, type ProgramHost, type ProgramParts, type ProgramZone } from "./generated-file";

/** A place that there is a Terraform module for. */
export interface TerraformModule {
  /** The folder of the module's files in the repository, below `examples`. */
  readonly folder: string;
  readonly host: ProgramHost;
  readonly zone: ProgramZone;
}

/** Every Terraform module. */
export const terraformModules: readonly TerraformModule[] = (
  [
    ["cloudfront", "route53"],
    ["cloudfront", "cloudflare"],
    ["cloudfront", "manual"],
    ["worker", "cloudflare"],
    ["r2", "cloudflare"],
    ["external", "route53"],
    ["external", "cloudflare"],
  ] as const
).map(([host, zone]) => ({ folder: `terraform-${host}-${zone}`, host, zone }));

/** What {@link terraformProgram} calls, and with which values. */
export interface TerraformParts extends ProgramParts {
  /** The files of the module for this host and zone, with paths relative to its folder. */
  readonly moduleFiles: readonly GeneratedFile[];
}

/**
 * A Terraform or OpenTofu configuration that deploys the plan: `mta-sts.tf` calls the module with the plan's values, and the
 * module's own files lie in `mta-sts`. Ids of zones and accounts are variables. The first file is `mta-sts.tf`.
 *
 * @example
 * import { planDeployment } from "@mtasts/core";
 * import { terraformProgram, type GeneratedFile } from "@mtasts/core/generate";
 *
 * declare const moduleFiles: readonly GeneratedFile[];
 * const plan = planDeployment({ domain: "example.com", mx: ["mail.example.com"] });
 * const parts = { host: "cloudfront", zone: "route53", moduleFiles } as const;
 * const files = plan.ok ? terraformProgram({ plan: plan.value, ...parts }) : [];
 * const call: string = files[0]?.content ?? "";
 */
export function terraformProgram(parts: TerraformParts): readonly GeneratedFile[] {
  return [
    { path: "mta-sts.tf", content: rootOf(parts) },
    ...parts.moduleFiles.map(({ path, content }) => ({ path: `mta-sts/${path}`, content })),
  ];
}

function rootOf(parts: ProgramParts): string {
  const { plan, host, zone } = parts;
  return [
    `# MTA-STS (RFC 8461) and TLS-RPT (RFC 8460) for ${plan.domain}. Read mta-sts/README.md before you change anything else.\n`,
    ...(host === "worker" || host === "r2" || zone === "cloudflare" ? [CLOUDFLARE] : []),
    callOf(parts),
    OUTPUT,
    ...(host === "r2" ? [R2_OBJECTS] : []),
    ...variablesOf(parts).map(variableBlock),
  ].join("\n");
}

/** Only the source, which a provider block of the user's needs: the module knows the version. */
const CLOUDFLARE = `# Delete this block if another file of this folder already names these providers.
terraform {
  required_providers {
    cloudflare = {
      source = "cloudflare/cloudflare"
    }
  }
}
`;

const OUTPUT = `# What "mtasts check --expect" reads.
output "mta_sts" {
  value = module.mta_sts
}
`;

/** The module's object is written through the S3 API of R2. */
const R2_OBJECTS = `# Writes the policy to R2 and sends nothing to AWS.
provider "aws" {
  alias                       = "r2"
  region                      = "auto"
  access_key                  = var.access_key_id
  secret_key                  = var.secret_access_key
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true

  endpoints {
    s3 = "https://\${var.account_id}.r2.cloudflarestorage.com"
  }
}
`;

function callOf(parts: ProgramParts): string {
  const { policy, revision, domain } = parts.plan;
  const maxAge = policy.maxAge - revision;
  const rua = ruaOf(parts.plan);
  const isLong = policy.mode === "enforce" && maxAge > DEFAULT_LONGEST;
  const passed = variablesOf(parts).flatMap(({ name, isOfModule }) =>
    isOfModule ? [[name, `var.${name}`] as const] : [],
  );
  const groups: readonly (readonly (readonly [string, string])[])[] = [
    [["domain", hclString(domain)]],
    [["mode", hclString(policy.mode)]],
    [["mx", hclList(policy.mx)]],
    [["max_age", String(maxAge)], ...(isLong ? [["longest_max_age", String(maxAge)] as const] : [])],
    [["revision", String(revision)]],
    ...(rua.length === 0 ? [] : [[["rua", hclList(rua)] as const]]),
    ...(passed.length === 0 ? [] : [passed]),
  ];
  const body = groups.map((group) => `${NOTES[group[0]?.[0] ?? ""] ?? ""}${aligned(group)}`).join("\n");
  const providers = parts.host === "r2" ? "\n  providers = {\n    aws.r2 = aws.r2\n  }\n" : "";
  return `module "mta_sts" {\n  source = "./mta-sts"\n\n${body}${providers}}\n`;
}

/** What to change, and when. The module protects every resource in every mode, so nothing else has to be edited with the mode. */
const NOTES: Readonly<Partial<Record<string, string>>> = {
  mode: `  # Start with "testing". Change it to "enforce" after two weeks of clean reports, and set max_age below to 604800 for the
  # first week, then to 2419200. Every resource is protected from destruction in every mode.
`,
  revision: `  # Raise it by 1 whenever you return to an earlier policy, so that no policy id is announced twice.
`,
};

/** Arguments whose equals signs stand in one column, as `terraform fmt` writes them. */
function aligned(args: readonly (readonly [string, string])[]): string {
  const width = Math.max(...args.map(([name]) => name.length));
  return args.map(([name, value]) => `  ${name.padEnd(width)} = ${value}\n`).join("");
}

interface Variable {
  readonly name: string;
  readonly description: string;
  /** Whether the module takes it under the same name. */
  readonly isOfModule: boolean;
  readonly isSecret?: true;
}

function variablesOf({ host, zone }: ProgramParts): readonly Variable[] {
  const own = (name: string, description: string): Variable => ({ name, description, isOfModule: true });
  return [
    ...(zone === "manual" ? [] : [own("zone_id", "The id of the DNS zone that holds the domain.")]),
    ...(host === "worker" || host === "r2" ? [own("account_id", "The id of the Cloudflare account.")] : []),
    ...(host === "external" ? [own("target", "The name of the host that serves the policy.")] : []),
    ...(host === "r2" ? R2_KEY : []),
  ];
}

const R2_KEY: readonly Variable[] = [
  { name: "access_key_id", description: "The id of an API token for R2.", isOfModule: false },
  {
    name: "secret_access_key",
    description: "The SHA-256 of that token's value, in hex.",
    isOfModule: false,
    isSecret: true,
  },
];

function variableBlock({ name, description, isSecret }: Variable): string {
  const args = [["description", hclString(description)] as const, ["type", "string"] as const];
  return `variable "${name}" {\n${aligned(isSecret ? [...args, ["sensitive", "true"]] : args)}}\n`;
}

/** A list of strings, one a line. */
function hclList(texts: readonly string[]): string {
  return texts.length === 0 ? "[]" : `[\n${texts.map((text) => `    ${hclString(text)},\n`).join("")}  ]`;
}

/** A string literal: what begins a template is escaped, and so is what HCL has no short form for. */
function hclString(text: string): string {
  return JSON.stringify(text)
    .replace(/[$%](?=\{)/g, (sign) => sign + sign)
    .replace(/\\b|\\f|\\\\/g, (escape) => SHORT_FORMS[escape] ?? escape);
}

const SHORT_FORMS: Readonly<Partial<Record<string, string>>> = { "\\b": "\\u0008", "\\f": "\\u000c" };

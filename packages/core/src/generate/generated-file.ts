import { DEFAULT_LONGEST } from "../config-lifecycle";
import type { DeploymentPlan } from "../plan";

/** One file to write, byte by byte as it stands here. */
export interface GeneratedFile {
  /** Relative, with slashes. */
  readonly path: string;
  readonly content: string;
}

/** The policy hosts that a program can be generated for. */
export const programHosts = ["cloudfront", "worker", "r2", "external"] as const;
export type ProgramHost = (typeof programHosts)[number];

/** The DNS providers that a program can be generated for. */
export const programZones = ["route53", "cloudflare", "manual"] as const;
export type ProgramZone = (typeof programZones)[number];

/** What a generated program deploys, and where. */
export interface ProgramParts {
  readonly plan: DeploymentPlan;
  readonly host: ProgramHost;
  readonly zone: ProgramZone;
}

/** Whether the host publishes its own name, which only a zone at Cloudflare can hold. */
export function needsCloudflareZone(host: ProgramHost): boolean {
  return host === "worker" || host === "r2";
}

/** The destinations of the TLS-RPT record; empty if the plan has none. */
export function ruaOf({ records }: DeploymentPlan): readonly string[] {
  const value = records.tlsRpt?.value ?? "";
  return value === "" ? [] : value.slice(value.indexOf("rua=") + "rua=".length).split(",");
}

/** A value as TypeScript writes it, lists one element a line. */
export function literal(value: string | number | readonly string[], indent = ""): string {
  if (typeof value !== "object") return JSON.stringify(value);
  const lines = value.map((each) => `${indent}  ${JSON.stringify(each)},\n`);
  return `[\n${lines.join("")}${indent}]`;
}

/** What `MtaSts` takes beside host and DNS, one line each. */
export function configLines({ domain, policy, revision, ...plan }: DeploymentPlan, indent: string): readonly string[] {
  const rua = ruaOf({ domain, policy, revision, ...plan });
  const maxAge = policy.maxAge - revision;
  return [
    `domain: ${literal(domain)},`,
    `mode: ${literal(policy.mode)},`,
    `mx: ${literal(policy.mx, indent)},`,
    `maxAge: ${maxAge},`,
    ...(policy.mode === "enforce" && maxAge > DEFAULT_LONGEST ? [`longestMaxAge: ${maxAge},`] : []),
    ...(revision === 0 ? [] : [`revision: ${revision},`]),
    ...(rua.length === 0
      ? []
      : [`tlsRpt: { rua: ${rua.length === 1 ? literal(rua[0] ?? "") : literal(rua, indent)} },`]),
  ].map((line) => `${indent}${line}`);
}

import { needsProtection } from "../lifecycle/protection";
import type { GeneratedFile, ProgramParts } from "./generated-file";
import { hclBlock, hclList, hclString } from "./hcl";
import { cloudfrontHcl, workerHcl } from "./terraform-hosts";
import { providersHcl, recordsHcl } from "./terraform-records";

/**
 * Plain Terraform (or OpenTofu) that deploys the plan: `policy.tf` makes text and id from its own locals, so that a change of a
 * local changes both; `host.tf` serves it, `dns.tf` announces it once it is served. R2 needs credentials of its own for its
 * objects and is not offered.
 *
 * @example
 * import { planDeployment } from "@mtasts/core";
 * import { terraformProgram } from "@mtasts/core/generate";
 *
 * const plan = planDeployment({ domain: "example.com", mx: ["mail.example.com"] });
 * const files = plan.ok ? terraformProgram({ plan: plan.value, host: "cloudfront", zone: "route53" }) : [];
 * const policyFile: string = files[0]?.content ?? "";
 */
export function terraformProgram(
  parts: ProgramParts & { readonly host: Exclude<ProgramParts["host"], "r2"> },
): readonly GeneratedFile[] {
  const isProtected = needsProtection({ mode: parts.plan.policy.mode, revision: parts.plan.revision });
  const host = parts.host === "cloudfront" ? cloudfrontHcl(parts, isProtected) : workerHcl(isProtected);
  return [
    { path: "policy.tf", content: policyHcl(parts) },
    { path: "providers.tf", content: providersHcl(parts) },
    ...(parts.host === "external" ? [] : [{ path: "host.tf", content: host }]),
    { path: "dns.tf", content: recordsHcl(parts, isProtected) },
  ];
}

function policyHcl({ plan: { domain, policy, revision, records } }: ProgramParts): string {
  const locals = hclBlock("locals", [
    ["domain", hclString(domain)],
    ["mode", hclString(policy.mode)],
    ["max_age", String(policy.maxAge)],
    ["mx", hclList(policy.mx, "  ")],
    ...(records.tlsRpt === undefined ? [] : [["tls_rpt", hclString(records.tlsRpt.value)] as const]),
    "",
    "  # The exact bytes that are served: CRLF ends every line.",
    ["policy_lines", POLICY_LINES],
    ["policy_text", 'join("", [for line in local.policy_lines : "${line}\\r\\n"])'],
    "",
    "  # The id is a hash of those bytes, so it changes with them and with nothing else.",
    ["policy_id", "substr(sha256(local.policy_text), 0, 32)"],
    ["policy_host", '"mta-sts.${local.domain}"'],
  ]);
  const notes = [
    "# MTA-STS (RFC 8461) and TLS-RPT (RFC 8460). To return to an earlier policy, add 1 to max_age: its old id is spent.",
    ...(revision === 0 ? [] : [`# max_age holds revision ${revision}.`]),
    "",
  ];
  return [notes.join("\n"), locals, ...outputs(records.tlsRpt !== undefined)].join("\n");
}

const POLICY_LINES = `concat(
    ["version: STSv1", "mode: \${local.mode}"],
    [for host in sort(distinct([for name in local.mx : lower(name)])) : "mx: \${host}"],
    ["max_age: \${local.max_age}"],
  )`;

function outputs(hasTlsRpt: boolean): readonly string[] {
  const record = (name: string, value: string) =>
    `    { name = "${name}.\${local.domain}", type = "TXT", value = ${value}, ttl = 300 },\n`;
  const records = [
    ...(hasTlsRpt ? [record("_smtp._tls", "local.tls_rpt")] : []),
    record("_mta-sts", '"v=STSv1; id=${local.policy_id};"'),
  ];
  const values: readonly (readonly [string, string])[] = [
    ["policy_id", "local.policy_id"],
    ["policy_text", "local.policy_text"],
    ["policy_url", '"https://${local.policy_host}/.well-known/mta-sts.txt"'],
    ["records", `[\n${records.join("")}  ]`],
  ];
  return values.map(([name, value]) => hclBlock(`output "${name}"`, [["value", value]]));
}

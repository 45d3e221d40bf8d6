import { recordsJson, zoneText, type DeploymentPlan, type DnsRecord } from "@mtasts/core";
import {
  cdktfProgram,
  pulumiProgram,
  staticSite,
  terraformProgram,
  type GeneratedFile,
  type ProgramParts,
} from "@mtasts/core/generate";
import type { Format } from "../commands/generate";
import { wrongUsage } from "../exit-code";
import { moduleFiles } from "../terraform-module";

/** The files of a format; the first is the one to print. @throws Failure for parts that do not go together. */
export async function filesOf(format: Format, parts: ProgramParts): Promise<readonly GeneratedFile[]> {
  const { plan } = parts;
  switch (format) {
    case "text":
      return [{ path: "mta-sts.txt", content: textOf(plan) }];
    case "json":
      return [{ path: "mta-sts.json", content: jsonOf(plan) }];
    case "bind":
      return [{ path: "mta-sts.zone", content: zoneText(recordsOf(plan), { origin: plan.domain }) }];
    case "static":
      return staticSite(plan);
    case "pulumi":
      return pulumiProgram(checked(parts));
    case "cdktf":
      return cdktfProgram(checked(parts));
    case "terraform":
      return terraformProgram({ ...parts, moduleFiles: await moduleFiles(parts) });
  }
}

/** A Worker and a bucket publish their own name, and do so in a zone at Cloudflare only. */
function checked(parts: ProgramParts): ProgramParts {
  const { host, zone } = parts;
  if ((host === "worker" || host === "r2") && zone === "route53") {
    throw wrongUsage(`--host ${host} needs its zone at Cloudflare: add --dns cloudflare`);
  }
  return parts;
}

function recordsOf({ records: { sts, tlsRpt } }: DeploymentPlan): readonly DnsRecord[] {
  return tlsRpt === undefined ? [sts] : [tlsRpt, sts];
}

/** The same members as the outputs of the components, so that `--expect` takes it. */
function jsonOf(plan: DeploymentPlan): string {
  const { domain, policyId, site } = plan;
  const records: unknown = JSON.parse(recordsJson(recordsOf(plan)));
  return `${JSON.stringify({ domain, policyId, policyText: site.body, policyUrl: site.url, records }, null, 2)}\n`;
}

function textOf(plan: DeploymentPlan): string {
  const { site } = plan;
  const policy = site.body.replaceAll("\r\n", "\n");
  return [
    `# 1. Serve this at ${site.url}`,
    "#    as text/plain, each line ended by CRLF (--format static writes the exact bytes):",
    "",
    policy,
    "# 2. Add these records, the last one once the policy can be fetched:",
    "",
    zoneText(recordsOf(plan)),
  ].join("\n");
}

import { planDeployment, type DeploymentPlan, type DnsRecord, type MtaStsConfig } from "@mtasts/core";
import type { RecordKey } from "../ports.js";

/** Two deployments that differ in every value, so that nothing fixed passes for something passed on. */
export const plans: readonly [DeploymentPlan, DeploymentPlan] = [
  planned({ domain: "example.com", mx: ["mail.example.com"] }),
  planned({ domain: "mail.example.net", mx: ["mx1.example.net", "*.example.org"], mode: "enforce" }),
];

/** Every record that a provider may be asked for. */
export function recordsOf({ site, records: { sts, tlsRpt } }: DeploymentPlan, ttl: number) {
  const cname = (name: string, value: string): DnsRecord => ({ name, type: "CNAME", value, ttl });
  return {
    "certificate-record": cname(`_token.${site.host}`, `_proof.${site.host}.validations.example`),
    "host-record": cname(site.host, `${site.host}.hosting.example`),
    "sts-record": { ...sts, ttl },
    ...(tlsRpt === undefined ? {} : { "tls-rpt-record": { ...tlsRpt, ttl } }),
  } satisfies Partial<Record<RecordKey, DnsRecord>>;
}

function planned(config: MtaStsConfig): DeploymentPlan {
  // More report addresses than one character-string holds.
  const rua = Array.from({ length: 8 }, (_, i) => `mailto:tls-reports-${i}@reports.${config.domain}`);
  const plan = planDeployment({ ...config, tlsRpt: { rua } });
  if (!plan.ok) throw new Error("the samples of the conformance checks are wrong");
  return plan.value;
}

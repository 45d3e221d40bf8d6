import { tmpdir } from "node:os";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { external, manualDns, MtaSts, type DnsProvider, type MtaStsArgs, type PolicyHost } from "cdktf-mtasts";
import { AwsProvider, cloudfront, route53 } from "cdktf-mtasts/aws";
import {
  cloudflareDns,
  CloudflareProvider,
  r2,
  r2ObjectProvider,
  RandomProvider,
  worker,
} from "cdktf-mtasts/cloudflare";
import type { DnsRecord, MtaStsConfig } from "@mtasts/core";
import { accountId, cloudflareZoneId, zoneId } from "../e2e/accounts";
import { configurationOf, placeOf, type ModuleHost, type ModuleZone, type Variables } from "./module-deployment";

const target = "policies.provider.example";

/** What a module and the construct are given, by names. */
export type Configurations = Readonly<Record<string, MtaStsConfig>>;

function variablesOf({ domain, mx, mode, maxAge, revision, longestMaxAge, tlsRpt }: MtaStsConfig): Variables {
  const ages = { max_age: maxAge, revision, longest_max_age: longestMaxAge };
  return { domain, mx, mode, ...ages, rua: tlsRpt && [tlsRpt.rua].flat() };
}

/** Calls of the module. */
export function calls(host: ModuleHost, zone: ModuleZone, chosen: Configurations): object {
  const place = { source: "./module", ...placeOf(host, zone, target) };
  const entries = Object.entries(chosen).map(([name, one]) => [name, { ...variablesOf(one), ...place }] as const);
  return configurationOf(Object.fromEntries(entries));
}

/** What the construct writes. */
export function constructs(
  host: ModuleHost,
  zone: ModuleZone,
  chosen: Configurations,
  make: (args: MtaStsArgs, stack: TerraformStack, name: string) => MtaSts = (args, stack, name) =>
    new MtaSts(stack, name, args),
): object {
  const stack = new TerraformStack(new App({ outdir: tmpdir(), stackTraces: false }), "mta-sts");
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  new CloudflareProvider(stack, "cloudflare", { api_token: "token" });
  new RandomProvider(stack, "random");
  const objects = r2ObjectProvider(stack, "r2", { accountId, accessKeyId: "key", secretAccessKey: "secret" });
  const account = { accountId, zoneId: cloudflareZoneId };
  const hosts: Readonly<Record<ModuleHost, () => PolicyHost>> = {
    cloudfront: () => cloudfront(),
    worker: () => worker(account),
    r2: () => r2({ ...account, objects }),
    external: () => external({ target }),
  };
  const zones: Readonly<Record<ModuleZone, () => DnsProvider>> = {
    route53: () => route53({ zoneId }),
    cloudflare: () => cloudflareDns({ zoneId: cloudflareZoneId }),
    manual: () => manualDns(),
  };
  for (const [name, configuration] of Object.entries(chosen)) {
    const args = { ...configuration, host: hosts[host](), dns: zones[zone]() } as MtaStsArgs;
    const { policyId, policyText, policyUrl, records, claims: stated } = make(args, stack, name);
    const claims = { longest_max_age: stated.longestMaxAge, revision: stated.revision };
    const value = { policy_id: policyId, policy_text: policyText, policy_url: policyUrl, records, claims };
    const zone_records = host === "external" ? { zone_records: zoneRecords(zone, records) } : {};
    new TerraformOutput(stack, `out-${name}`, { value: { ...value, ...zone_records } }).overrideLogicalId(name);
  }
  const { terraform, ...rest } = stack.toTerraform() as { readonly terraform: { readonly required_providers: object } };
  return { ...rest, terraform: { required_providers: terraform.required_providers } };
}

/** What a module gives to the one that keeps its records in a former zone. */
function zoneRecords(zone: ModuleZone, records: readonly DnsRecord[]): object {
  const at = (start: string): DnsRecord | undefined => records.find(({ name }) => name.startsWith(start));
  return {
    zone_id: zone === "route53" ? zoneId : cloudflareZoneId,
    host_record: at("mta-sts."),
    ...(at("_smtp._tls.") === undefined ? {} : { tls_rpt_record: at("_smtp._tls.") }),
    sts_record: at("_mta-sts."),
  };
}

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App, LocalBackend, TerraformStack } from "cdktf";
import { external, type DnsProvider, type MtaStsArgs, type PolicyHost } from "cdktf-mtasts";
import { AwsProvider, cloudfront, route53 } from "cdktf-mtasts/aws";
import {
  cloudflareDns,
  CloudflareProvider,
  r2,
  r2ObjectProvider,
  RandomProvider,
  worker,
} from "cdktf-mtasts/cloudflare";
import { accountId, cloudflareZoneId, externalTarget, route53ZoneId } from "../../programs/src/accounts";
import type { DnsName, HostName, Settings } from "../../programs/src/settings";
import { programs } from "./programs";

/** What a program of this folder is given. */
export interface Given {
  readonly settings: Settings;
  /** The arguments that the settings ask for. */
  readonly args: MtaStsArgs;
}

/** A program: makes the resources of a stack. */
export type Program = (stack: TerraformStack, given: Given) => void;

const synthesised = new Map<string, string>();

/** The configuration of the stack, as the framework writes it; of the same settings the same one. */
export function synthesise(settings: Settings): string {
  const key = JSON.stringify(settings);
  const text = synthesised.get(key) ?? synthesiseAnew(settings);
  synthesised.set(key, text);
  return text;
}

function synthesiseAnew(settings: Settings): string {
  const outdir = mkdtempSync(path.join(tmpdir(), "mtasts-synth-"));
  try {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "mta-sts");
    // Beside the configuration.
    new LocalBackend(stack, { path: "terraform.tfstate" });
    build(stack, settings);
    app.synth();
    return readFileSync(path.join(outdir, "stacks", "mta-sts", "cdk.tf.json"), "utf8");
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function build(stack: TerraformStack, settings: Settings): void {
  // All of them, whatever the host: a move still needs the provider of what it removes.
  new AwsProvider(stack, "aws", { region: "eu-central-1" }, { version: "~> 6.0" });
  new CloudflareProvider(stack, "cloudflare", { api_token: "token" }, { version: "~> 5.9" });
  new RandomProvider(stack, "random");
  const objects = r2ObjectProvider(stack, "r2", { accountId, accessKeyId: "key", secretAccessKey: "secret" });
  const zone = { accountId, zoneId: cloudflareZoneId };
  const hosts: Readonly<Record<HostName, () => PolicyHost>> = {
    cloudfront: () => cloudfront(),
    worker: () => worker(zone),
    r2: () => r2({ ...zone, objects }),
    external: () => external({ target: externalTarget }),
  };
  const zones: Readonly<Record<DnsName, () => DnsProvider>> = {
    route53: () => route53({ zoneId: route53ZoneId }),
    cloudflare: () => cloudflareDns({ zoneId: cloudflareZoneId }),
  };
  const { program, host, previousHost, dns, previousDns, ...policy } = settings;
  const args: MtaStsArgs = {
    ...policy,
    tlsRpt: { rua: `mailto:tls-reports@${policy.domain}` },
    host: hosts[host](),
    ...(previousHost === undefined ? {} : { previousHost: hosts[previousHost]() }),
    dns: zones[dns](),
    ...(previousDns === undefined ? {} : { previousDns: { ...previousDns, dns: zones[previousDns.dns]() } }),
  };
  const run = programs[program];
  if (run === undefined) throw new Error(`there is no program ${program}`);
  run(stack, { settings, args });
}

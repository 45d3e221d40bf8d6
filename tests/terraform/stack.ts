import path from "node:path";
import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import { type DnsProvider, external, manualDns, type Mode, MtaSts, type PolicyHost } from "cdktf-mtasts";
import { AwsProvider, cloudfront, route53 } from "cdktf-mtasts/aws";
import {
  cloudflareDns,
  CloudflareProvider,
  r2,
  r2ObjectProvider,
  RandomProvider,
  worker,
} from "cdktf-mtasts/cloudflare";
import { accountId, cloudflareZoneId, zoneId } from "../e2e/accounts";
import type { HostName, ZoneName } from "../e2e/matrix";

/** What a deployment publishes, and where. */
export interface Settings {
  readonly host: HostName;
  /** Who stays beside the host. */
  readonly previous?: HostName;
  readonly zone: ZoneName;
  /** The zone that is left. */
  readonly previousZone?: ZoneName;
  readonly delegatedSince?: string;
  readonly mx: readonly string[];
  readonly mode?: Mode;
  readonly revision?: number;
  readonly announcedIds?: readonly string[];
  readonly noneSince?: string;
  readonly allowDestroy?: boolean;
  /** The name that the host answers to, where that is somebody else's. */
  readonly target?: string;
  readonly waitUntilServed?: { readonly timeoutSeconds: number };
  /** The construct's id. @default "mail" */
  readonly id?: string;
  /** What else the program does with the construct. */
  readonly adapt?: (mtaSts: MtaSts) => void;
  /** Leaves the construct out of the stack. */
  readonly removed?: boolean;
}

export const firstSettings = { mx: ["mail.example.com", "*.example.net"] } as const;

/** Writes the stack's configuration. Returns the folder that the engine runs in. */
export function synthesise(outdir: string, settings: Settings): string {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "mta-sts");
  new LocalBackend(stack, { path: path.join(outdir, "terraform.tfstate") });
  // All of them, whatever the host: a move still needs the provider of what it removes.
  new AwsProvider(stack, "aws", { region: "eu-central-1" }, { version: "~> 6.0" });
  new CloudflareProvider(stack, "cloudflare", { api_token: "token" }, { version: "~> 5.9" });
  new RandomProvider(stack, "random");
  const objects = r2ObjectProvider(stack, "r2", { accountId, accessKeyId: "key", secretAccessKey: "secret" });
  if (settings.removed !== true) addPolicy(stack, objects, settings);
  app.synth();
  return path.join(outdir, "stacks", "mta-sts");
}

function addPolicy(stack: TerraformStack, objects: AwsProvider, settings: Settings): void {
  const { host, previous, zone, previousZone, delegatedSince, removed: _, ...rest } = settings;
  const { target = "not.yet.example", id = "mail", adapt, ...policy } = rest;
  const cloudflare = { accountId, zoneId: cloudflareZoneId };
  const hosts: Readonly<Record<HostName, () => PolicyHost>> = {
    cloudfront: () => cloudfront(),
    worker: () => worker(cloudflare),
    r2: () => r2({ ...cloudflare, objects }),
    external: () => external({ target }),
  };
  const zones: Readonly<Record<ZoneName, () => DnsProvider>> = {
    route53: () => route53({ zoneId }),
    cloudflareDns: () => cloudflareDns({ zoneId: cloudflareZoneId }),
    manualDns: () => manualDns(),
  };
  const mtaSts = new MtaSts(stack, id, {
    domain: "example.com",
    tlsRpt: { rua: "mailto:tls-reports@example.org" },
    ...policy,
    host: hosts[host](),
    previousHost: previous && hosts[previous](),
    dns: zones[zone](),
    previousDns: previousZone && { dns: zones[previousZone](), delegatedSince },
  });
  adapt?.(mtaSts);
  new TerraformOutput(stack, "mta_sts", { value: mtaSts.outputs });
}

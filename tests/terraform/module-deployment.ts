import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { accountId, cloudflareZoneId, zoneId } from "../e2e/accounts";
import { publishProofs } from "../e2e/zone-keeper";
import { joinDeployment, openDeployment, type Deployment, type EngineName } from "./deployment";
import { firstSettings } from "./stack";

/** Who serves the policy, and who keeps the zone, in the words of the folders' names. */
export const modules = [
  ["cloudfront", "route53"],
  ["cloudfront", "cloudflare"],
  ["cloudfront", "manual"],
  ["worker", "cloudflare"],
  ["r2", "cloudflare"],
  ["external", "route53"],
  ["external", "cloudflare"],
] as const;

export type ModuleHost = (typeof modules)[number][0];
export type ModuleZone = (typeof modules)[number][1];

export const examples = path.join(__dirname, "..", "..", "examples");

export function folderOf(host: ModuleHost, zone: ModuleZone): string {
  return path.join(examples, `terraform-${host}-${zone}`);
}

/** The modules that keep the records in a zone that a domain leaves, by the zone's keeper. */
export const formerZones = ["route53", "cloudflare"] as const;

export type FormerZone = (typeof formerZones)[number];

export function formerZoneFolder(zone: FormerZone): string {
  return path.join(examples, `terraform-former-zone-${zone}`);
}

/** The variables of all modules, as far as they are set. */
export interface Variables {
  readonly domain?: unknown;
  readonly mx?: unknown;
  readonly mode?: unknown;
  readonly max_age?: unknown;
  readonly revision?: unknown;
  readonly longest_max_age?: unknown;
  readonly announced_ids?: unknown;
  readonly rua?: unknown;
}

export const firstVariables = {
  domain: "example.com",
  mx: firstSettings.mx,
  rua: ["mailto:tls-reports@example.org"],
} as const;

/** What the module of that place asks for besides, so that it can be called. */
export function placeOf(host: ModuleHost, zone: ModuleZone, target = "policies.provider.example"): object {
  const zoneIds = { route53: zoneId, cloudflare: cloudflareZoneId, manual: undefined };
  return {
    zone_id: zoneIds[zone],
    ...(host === "worker" || host === "r2" ? { account_id: accountId } : {}),
    ...(host === "external" ? { target } : {}),
    ...(host === "r2" ? { providers: { "aws.r2": "aws.r2" } } : {}),
  };
}

/** A configuration that calls modules, with all the providers that any of them needs. */
export function configurationOf(calls: Readonly<Record<string, object>>): object {
  const names = Object.keys(calls);
  return {
    terraform: { required_providers: { cloudflare: { source: "cloudflare/cloudflare" } } },
    provider: {
      aws: [{ region: "eu-central-1" }, r2Provider],
      cloudflare: [{ api_token: "token" }],
    },
    ...(names.length === 0 ? {} : { module: calls, output: Object.fromEntries(names.map(outputOf)) }),
  };
}

function outputOf(name: string): readonly [string, object] {
  return [name, { value: `\${module.${name}}` }];
}

/** The provider that the README of the module for R2 tells. */
const r2Provider = {
  alias: "r2",
  region: "auto",
  access_key: "key",
  secret_key: "secret",
  endpoints: [{ s3: `https://${accountId}.r2.cloudflarestorage.com` }],
  s3_use_path_style: true,
  skip_credentials_validation: true,
  skip_metadata_api_check: true,
  skip_region_validation: true,
  skip_requesting_account_id: true,
};

/** A copy of a module on a real engine, called by a configuration, and the emulated cloud that it deploys to. */
export interface ModuleDeployment {
  readonly engine: Deployment;
  /** The copy of the module. */
  readonly folder: string;
  /** Calls the module with these variables. */
  readonly configure: (variables: Variables) => Promise<void>;
  /** Takes the call of the module away. */
  readonly remove: () => Promise<void>;
  /** Runs a command that the module's README tells, known by how it begins. */
  readonly follow: (begin: string) => void;
  /** Serves the policy where somebody else hosts it, and calls the module. */
  readonly apply: (variables: Variables) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Copies a module to where an engine runs. */
export async function openModule(engine: EngineName, host: ModuleHost, zone: ModuleZone): Promise<ModuleDeployment> {
  const kept = zone === "route53" ? {} : { zones: [] };
  const deployment = await openDeployment(engine, { ...kept, delays: { certificateTimeoutMs: 20_000 } });
  const { bed, must } = deployment;
  const root = path.join(deployment.outdir, "stacks", "mta-sts");
  const folder = path.join(root, "mta-sts");
  mkdirSync(root, { recursive: true });
  cpSync(folderOf(host, zone), folder, { recursive: true });
  const hoster = host === "external" ? await joinDeployment(engine, bed) : undefined;
  const endProofs = zone === "manual" || host === "external" ? publishProofs(bed) : () => undefined;
  let target: string | undefined;

  const write = async (calls: Readonly<Record<string, object>>): Promise<void> => {
    writeFileSync(path.join(root, "main.tf.json"), JSON.stringify(configurationOf(calls)));
    await must("init");
  };
  const configure = (variables: Variables): Promise<void> =>
    write({ mta_sts: { source: "./mta-sts", ...variables, ...placeOf(host, zone, target) } });

  return {
    engine: deployment,
    folder,
    configure,
    remove: () => write({}),
    follow: (begin) => {
      const [command] = commandsOf(host, zone).filter((line) => line.startsWith(begin));
      if (command === undefined) throw new Error(`the README has no command that begins with ${begin}`);
      followIn(folder, command);
    },
    apply: async (variables) => {
      if (hoster !== undefined) {
        const { mx, mode, revision } = variables as typeof firstSettings & {
          readonly mode?: "enforce" | "none";
          readonly revision?: number;
        };
        await hoster.configure({ host: "cloudfront", zone: "manualDns", mx, ...definedOnly({ mode, revision }) });
        await hoster.apply();
        target = bed.cloud.cloudfront.distributions[0]!.domainName;
      }
      await configure(variables);
      await deployment.apply();
    },
    close: async () => {
      endProofs();
      await hoster?.close();
      await deployment.close();
    },
  };
}

/** Runs a command of a README. */
export function followIn(folder: string, command: string): void {
  execFileSync("sh", ["-c", command], { cwd: folder });
}

/** The shell commands of a module's README. */
export function commandsOf(host: ModuleHost, zone: ModuleZone): readonly string[] {
  const text = readFileSync(path.join(folderOf(host, zone), "README.md"), "utf8");
  return [...text.matchAll(/^```sh\n(.*?)^```$/gmsu)].flatMap(([, block = ""]) => block.trim().split("\n"));
}

function definedOnly<T extends object>(values: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

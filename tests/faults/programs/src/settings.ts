import { readFileSync } from "node:fs";
import type { Mode } from "pulumi-mtasts";

/** What a deployment is told. A file, since `pulumi config set` takes as long as a deployment. */
export interface Settings {
  /** The file of the program, without its ending. */
  readonly program: string;
  readonly domain: string;
  readonly host: HostName;
  /** The host that is being left, and stays for a while. */
  readonly previousHost?: HostName;
  readonly dns: DnsName;
  /** The DNS provider of the zone that is being left. */
  readonly previousDns?: FormerZone;
  readonly mx: readonly string[];
  readonly mode?: Mode;
  readonly maxAge?: number;
  readonly revision?: number;
  readonly mxMigration?: Migration;
  readonly noneSince?: string;
  readonly allowDestroy?: boolean;
}

/** The zone that the domain leaves, and since when nobody is led to it. */
export interface FormerZone {
  readonly dns: DnsName;
  readonly delegatedSince?: string;
}

/** A move to other MX hosts, and how far it is. */
export interface Migration {
  readonly to: readonly string[];
  readonly movedSince?: string;
  readonly mxTtl?: number;
  readonly narrow?: boolean;
}

export type HostName = "cloudfront" | "worker" | "r2" | "external";
export type DnsName = "route53" | "cloudflare";

/** Where the settings are. */
const file = process.env["FAULTS_SETTINGS"] ?? "settings.json";

export const settings = JSON.parse(readFileSync(file, "utf8")) as Settings;

import { external, type DnsProvider, type MtaStsArgs, type PolicyHost } from "pulumi-mtasts";
import type * as AwsParts from "pulumi-mtasts/aws";
import type * as CloudflareParts from "pulumi-mtasts/cloudflare";
import { accountId, cloudflareZoneId, externalTarget, route53ZoneId } from "./accounts.js";
import { settings, type DnsName, type HostName } from "./settings.js";

const zone = { accountId, zoneId: cloudflareZoneId };

/* eslint-disable @typescript-eslint/no-require-imports -- a program loads only the clouds that it deploys to: half a second each */
const aws = () => require("pulumi-mtasts/aws") as typeof AwsParts;
const cloudflare = () => require("pulumi-mtasts/cloudflare") as typeof CloudflareParts;
/* eslint-enable @typescript-eslint/no-require-imports */

export const hosts: Readonly<Record<HostName, () => PolicyHost>> = {
  cloudfront: () => aws().cloudfront(),
  worker: () => cloudflare().worker(zone),
  r2: () => {
    const keys = { accountId, accessKeyId: "key", secretAccessKey: "secret" };
    return cloudflare().r2({ ...zone, objects: cloudflare().r2ObjectProvider("r2-objects", keys) });
  },
  external: () => external({ target: externalTarget }),
};

export const zones: Readonly<Record<DnsName, () => DnsProvider>> = {
  route53: () => aws().route53({ zoneId: route53ZoneId }),
  cloudflare: () => cloudflare().cloudflareDns({ zoneId: cloudflareZoneId }),
};

/** The arguments that the settings ask for. */
export function argumentsOf(): MtaStsArgs {
  const { program: _, host, previousHost, dns, previousDns, ...policy } = settings;
  return {
    ...policy,
    tlsRpt: { rua: `mailto:tls-reports@${policy.domain}` },
    host: hosts[host](),
    ...(previousHost === undefined ? {} : { previousHost: hosts[previousHost]() }),
    dns: zones[dns](),
    ...(previousDns === undefined ? {} : { previousDns: { ...previousDns, dns: zones[previousDns.dns]() } }),
  };
}

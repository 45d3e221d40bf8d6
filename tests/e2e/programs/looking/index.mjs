import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setTimeout } from "node:timers";
import * as pulumi from "@pulumi/pulumi";
import { external, manualDns, MtaSts } from "pulumi-mtasts";

const {
  host,
  previousHost,
  previousDns,
  dns,
  target,
  isLate,
  isSecret,
  isOffline,
  copies = 1,
  ...args
} = JSON.parse(readFileSync(process.env.LOOKING_SETTINGS, "utf8"));

if (isOffline) process.env.MTASTS_OFFLINE = "1";

// A program loads only the clouds that it deploys to.
const require = createRequire(import.meta.url);
const aws = () => require("pulumi-mtasts/aws");
const cloudflare = () => require("pulumi-mtasts/cloudflare");
const zone = { accountId: "acc00000000000000000000000000001", zoneId: "c0ffee000000000000000000000000e1" };

const hosts = {
  cloudfront: () => aws().cloudfront(),
  worker: () => cloudflare().worker(zone),
  external: () => external({ target }),
};
const zones = {
  route53: () => aws().route53({ zoneId: "Z0EXAMPLECOM" }),
  cloudflare: () => cloudflare().cloudflareDns({ zoneId: zone.zoneId }),
  manual: () => manualDns(),
};

function given(value) {
  if (isSecret) return pulumi.secret(value);
  return isLate ? pulumi.output(new Promise((resolve) => void setTimeout(resolve, 100, value))) : value;
}

const components = Array.from({ length: copies }, (_, i) => {
  const name = copies === 1 ? "mail" : `mail-${i}`;
  const domain = copies === 1 ? "example.com" : `d${i}.example.com`;
  return new MtaSts(name, {
    tlsRpt: { rua: "mailto:tls-reports@example.org" },
    ...args,
    domain: given(domain),
    mx: args.mx,
    host: hosts[host](),
    previousHost: previousHost === undefined ? undefined : hosts[previousHost](),
    dns: zones[dns](),
    previousDns: previousDns === undefined ? undefined : { dns: zones[previousDns]() },
  });
});

export const policyId = components[0].policyId;
export const policyText = components[0].policyText;
export const records = components[0].records;

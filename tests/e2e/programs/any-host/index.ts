import { Provider } from "@pulumi/aws/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { external, manualDns, MtaSts, type DnsProvider, type Mode, type PolicyHost } from "pulumi-mtasts";
import { cloudfront, route53 } from "pulumi-mtasts/aws";
import { cloudflareDns, r2, r2ObjectProvider, worker } from "pulumi-mtasts/cloudflare";

const config = new pulumi.Config();

/** Where a role is named, the provider that assumes it: for a host in another account than the zone's. */
function inAccountOf(roleArn: string | undefined): { readonly provider?: Provider } {
  if (roleArn === undefined) return {};
  return { provider: new Provider("web", { region: "eu-central-1", assumeRoles: [{ roleArn }] }) };
}

const zone = { accountId: config.require("accountId"), zoneId: config.require("cloudflareZoneId") };

const hosts: Readonly<Record<string, () => PolicyHost>> = {
  cloudfront: () => cloudfront(inAccountOf(config.get("hostRole"))),
  worker: () => worker(zone),
  r2: () => {
    const keys = { accessKeyId: "key", secretAccessKey: "secret" };
    return r2({ ...zone, objects: r2ObjectProvider("r2-objects", { accountId: zone.accountId, ...keys }) });
  },
  external: () => external({ target: config.require("target") }),
};

const zones: Readonly<Record<string, () => DnsProvider>> = {
  route53: () => route53({ zoneId: config.require("zoneId") }),
  cloudflare: () => cloudflareDns({ zoneId: zone.zoneId }),
  manual: () => manualDns(),
};

function choice<T>(kind: string, makers: Readonly<Record<string, () => T>>): T {
  const make = makers[config.require(kind)];
  if (make === undefined) throw new pulumi.RunError(`${kind} must be one of ${Object.keys(makers).join(", ")}`);
  return make();
}

const previous = config.get("previous");
const rua = config.get("rua");
const delegatedSince = config.get("delegatedSince");

/** Where the component is, and where it was in an earlier deployment. */
function place(): pulumi.ComponentResourceOptions {
  const earlierName = config.get("earlierName");
  const [inGroup, leftRoot] = ["inGroup", "leftRoot"].map((key) => config.getBoolean(key) === true);
  const alias: pulumi.Alias = {
    ...(earlierName === undefined ? {} : { name: earlierName }),
    ...(leftRoot === true ? { parent: pulumi.rootStackResource } : {}),
  };
  return {
    ...(inGroup === true ? { parent: new pulumi.ComponentResource("test:index:Group", "group") } : {}),
    ...(Object.keys(alias).length > 0 ? { aliases: [alias] } : {}),
  };
}

const mtaSts = new MtaSts(
  config.get("name") ?? "mail",
  {
    domain: config.require("domain"),
    mx: config.requireObject<string[]>("mx"),
    mode: config.get<Mode>("mode"),
    revision: config.getNumber("revision"),
    tlsRpt: rua === undefined ? undefined : { rua },
    host: choice("host", hosts),
    previousHost: previous === undefined ? undefined : choice("previous", hosts),
    dns: choice("dns", zones),
    previousDns:
      config.get("previousDns") === undefined ? undefined : { dns: choice("previousDns", zones), delegatedSince },
    allowDestroy: config.getBoolean("allowDestroy"),
  },
  place(),
);

export const policyId = mtaSts.policyId;
export const records = mtaSts.records;
export const zoneMove = mtaSts.zoneMove;

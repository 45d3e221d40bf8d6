import { beforeEach, describe, expect, it } from "@jest/globals";
import { MtaSts, external, type MtaStsArgs } from "pulumi-mtasts";
import { cloudfront, route53 } from "pulumi-mtasts/aws";
import { cloudflareDns, worker } from "pulumi-mtasts/cloudflare";
import { endProgram, registered, startProgram, valueOf } from "./harness";

const config = {
  domain: "example.com",
  mx: ["mail.example.com"],
  tlsRpt: { rua: "mailto:tls-reports@example.org" },
  preflight: "off",
} as const;
const former = route53({ zoneId: "Z1" });
const dns = cloudflareDns({ zoneId: "c1" });

async function deployed(args: Partial<MtaStsArgs>): Promise<MtaSts> {
  const component = new MtaSts("mail", { ...config, host: cloudfront(), dns, ...args });
  await endProgram();
  return component;
}

/** The records by their names, and the zone that each is in. */
function records(): readonly string[] {
  return registered
    .filter(({ name }) => name.endsWith("-record"))
    .map(({ name, inputs }) => `${name} in ${String(inputs["zoneId"])}`)
    .sort();
}

const keys = ["certificate-record", "host-record", "sts-record", "tls-rpt-record"] as const;

beforeEach(() => startProgram());

describe("previousDns", () => {
  it("keeps every record in both zones, under the names that each has alone", async () => {
    await deployed({ previousDns: { dns: former } });
    const both = ["Z1", "c1"].flatMap((zone) => keys.map((key) => `mail-${key} in ${zone}`));
    expect(records()).toEqual(both.sort());
  });

  it("publishes the same in both", async () => {
    await deployed({ previousDns: { dns: former } });
    const [aws, other] = ["aws:route53/record:Record", "cloudflare:index/dnsRecord:DnsRecord"].map((type) =>
      registered
        .filter((resource) => resource.type === type)
        .map(({ inputs }) => [inputs["name"], inputs["type"], inputs["ttl"]].join(" "))
        .sort(),
    );
    expect(aws).toEqual(other);
  });

  it("tells two zones of one provider apart by a suffix that stays", async () => {
    const next = route53({ zoneId: "Z2", nameSuffix: "2" });
    await deployed({ dns: next, previousDns: { dns: former } });
    const moving = [...keys.map((key) => `mail-${key} in Z1`), ...keys.map((key) => `mail-2-${key} in Z2`)];
    expect(records()).toEqual(moving.sort());
    await startProgram();
    await deployed({ dns: next });
    expect(records()).toEqual(keys.map((key) => `mail-2-${key} in Z2`).sort());
  });

  it("says when the former zone may go, and lists each record once", async () => {
    const component = new MtaSts("mail", {
      ...config,
      host: external({ target: "policies.provider.example" }),
      dns,
      previousDns: { dns: former, nsTtl: 3_600, delegatedSince: "2026-01-01T00:00:00Z" },
    });
    expect(await valueOf(component.zoneMove)).toEqual({
      removeAfterSeconds: 3_900,
      delegatedSince: "2026-01-01T00:00:00Z",
      removableFrom: "2026-01-01T01:05:00Z",
      slackSeconds: 3_600,
      former: { recordType: "aws:route53/record:Record" },
    });
    expect(await valueOf(component.records)).toHaveLength(3);
    await endProgram();
  });

  it.each<readonly [string, Partial<MtaStsArgs>]>([
    ["zone-move-same-names", { dns: route53({ zoneId: "Z2" }), previousDns: { dns: former } }],
    ["zone-move-owned-name", { host: worker({ accountId: "a", zoneId: "c1" }), previousDns: { dns: former } }],
    ["zone-move-with-host-move", { previousHost: external({ target: "a.example" }), previousDns: { dns: former } }],
    ["host-move-same-kind", { previousHost: cloudfront() }],
    ["argument-type", { previousDns: { dns: former, nsTtl: -1 } }],
    ["argument-type", { previousDns: { dns: {} as typeof former } }],
    ["argument-unknown", { previousDns: { dns: former, nsttl: 5 } as unknown as { readonly dns: typeof former } }],
    ["time-in-future", { previousDns: { dns: former, delegatedSince: "2999-01-01T00:00:00Z" } }],
  ])("is refused before anything is created: %s", (code, args) => {
    expect(() => new MtaSts("mail", { ...config, host: cloudfront(), dns, ...args })).toThrow(code);
    expect(registered.filter(({ name }) => name.startsWith("mail-"))).toEqual([]);
  });
});

describe("a transform of the former zone's records", () => {
  it("counts for the dates, and not only that of the new zone's", async () => {
    const slow = route53({ zoneId: "Z1", transform: { stsRecord: (args) => ({ ...args, ttl: 3_600 }) } });
    const { zoneMove } = await deployed({ previousDns: { dns: slow } });
    expect((await valueOf(zoneMove))?.removeAfterSeconds).toBe(172_800 + 3_600);
  });

  it("is refused where it breaks what mail depends on", () => {
    const broken = cloudflareDns({ zoneId: "c0", transform: { hostRecord: (args) => ({ ...args, proxied: true }) } });
    const args = { ...config, host: cloudfront(), dns: former, previousDns: { dns: broken } };
    expect(() => new MtaSts("mail", args)).toThrow(
      /previousDns\.dns\.transform\.hostRecord\.proxied: must not change/u,
    );
    expect(registered.filter(({ name }) => name.startsWith("mail-"))).toEqual([]);
  });
});

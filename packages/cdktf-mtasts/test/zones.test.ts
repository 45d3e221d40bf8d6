import { describe, expect, it } from "@jest/globals";
import { external, type DnsProvider, type MtaStsArgs } from "cdktf-mtasts";
import { cloudfront, route53 } from "cdktf-mtasts/aws";
import { cloudflareDns, worker } from "cdktf-mtasts/cloudflare";
import { children, deploy, newStack, synth, type Attributes } from "./harness";

const former = route53({ zoneId: "Z1" });
const dns = cloudflareDns({ zoneId: "c1" });

/** Every resource by its address. */
function deployed(args: Partial<MtaStsArgs>): Readonly<Record<string, Attributes>> {
  const stack = newStack();
  deploy(stack, { mode: "enforce", ...args });
  return Object.fromEntries(children(synth(stack)).map(({ address, attributes }) => [address, attributes]));
}

function zonesOf(resources: Readonly<Record<string, Attributes>>): readonly string[] {
  return Object.values(resources).flatMap(({ zone_id: zone }) => (typeof zone === "string" ? [zone] : []));
}

describe("previousDns", () => {
  it("begins with nothing but new resources, and ends with nothing but their removal", () => {
    const [before, moving, after] = [{ dns: former }, { dns, previousDns: { dns: former } }, { dns }].map(deployed);
    expect(Object.keys(moving!)).toEqual(expect.arrayContaining(Object.keys(before!)));
    expect(Object.keys(moving!)).toEqual(expect.arrayContaining(Object.keys(after!)));
    expect([...zonesOf(moving!)].sort()).toEqual(["Z1", "Z1", "Z1", "Z1", "c1", "c1", "c1", "c1"]);
    for (const [address, { depends_on: _, ...attributes }] of Object.entries(before!)) {
      expect(moving![address]).toMatchObject(attributes);
    }
  });

  it("announces in each zone only what both have a name for", () => {
    const moving = deployed({ dns, previousDns: { dns: former } });
    const announcements = Object.entries(moving).filter(([address]) => address.includes("sts-record"));
    expect(announcements).toHaveLength(2);
    for (const [, attributes] of announcements) {
      const needs = JSON.stringify(attributes["depends_on"]);
      expect(needs).toMatch(/aws_route53_record\.mail_host-record/u);
      expect(needs).toMatch(/cloudflare_dns_record\.mail_host-record/u);
    }
  });

  it("tells two zones of one provider apart by a suffix that stays", () => {
    const next = route53({ zoneId: "Z2", nameSuffix: "2" });
    const [moving, after] = [{ dns: next, previousDns: { dns: former } }, { dns: next }].map(deployed);
    expect([...zonesOf(moving!)].sort()).toEqual(["Z1", "Z1", "Z1", "Z1", "Z2", "Z2", "Z2", "Z2"]);
    expect(Object.keys(moving!)).toEqual(expect.arrayContaining(Object.keys(after!)));
  });

  it("says when the former zone may go", () => {
    const previousDns = { dns: former, delegatedSince: "2026-01-01T00:00:00Z" };
    expect(deploy(newStack(), { dns, previousDns }).outputs).toMatchObject({
      zoneMove: { removeAfterSeconds: 173_100, removableFrom: "2026-01-03T00:05:00Z" },
    });
  });

  it.each<readonly [string, Partial<MtaStsArgs>]>([
    ["zone-move-same-names", { dns: route53({ zoneId: "Z2" }), previousDns: { dns: former } }],
    ["zone-move-owned-name", { host: worker({ accountId: "a", zoneId: "c1" }), previousDns: { dns: former } }],
    ["zone-move-with-host-move", { previousHost: external({ target: "a.example" }), previousDns: { dns: former } }],
    ["host-move-same-kind", { previousHost: cloudfront() }],
    ["argument-type", { previousDns: { dns: former, nsTtl: -1 } }],
    ["argument-unknown", { previousDns: { dns: former, nsttl: 5 } as unknown as { readonly dns: typeof former } }],
    ["time-in-future", { previousDns: { dns: former, delegatedSince: "2999-01-01T00:00:00Z" } }],
  ])("is refused: %s", (code, args) => {
    expect(() => deployed({ dns, ...args })).toThrow(code);
  });

  it("is refused where two providers of unknown types turn out to make the same resource", () => {
    const untold = (provider: DnsProvider): DnsProvider => ({
      record: (scope, record, opts) => provider.record(scope, record, opts),
    });
    const args = { dns: untold(route53({ zoneId: "Z2" })), previousDns: { dns: untold(former) } };
    expect(() => deployed(args)).toThrow("zone-move-same-names");
  });
});

describe("protection", () => {
  it("leaves out the record that asks for reports", () => {
    const resources = Object.entries(deployed({ dns }));
    const free = resources.filter(([, { lifecycle }]) => lifecycle === undefined).map(([address]) => address);
    expect(free).toEqual([expect.stringMatching(/^cloudflare_dns_record\.mail_tls-rpt-record/u)]);
  });
});

describe("a transform of the former zone's records", () => {
  it("counts for the dates, and not only that of the new zone's", () => {
    const slow = route53({ zoneId: "Z1", transform: { stsRecord: (args) => ({ ...args, ttl: 3_600 }) } });
    const { zoneMove } = deploy(newStack(), { host: cloudfront(), dns, previousDns: { dns: slow } });
    expect(zoneMove?.removeAfterSeconds).toBe(172_800 + 3_600);
  });

  it("is refused where it breaks what mail depends on", () => {
    const broken = cloudflareDns({ zoneId: "c0", transform: { hostRecord: (args) => ({ ...args, proxied: true }) } });
    expect(() => deployed({ dns: former, previousDns: { dns: broken } })).toThrow(
      /previousDns\.dns\.transform\.hostRecord\.proxied: must not change/u,
    );
  });
});

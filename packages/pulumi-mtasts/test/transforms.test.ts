import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { external, MtaSts, type DnsProvider } from "pulumi-mtasts";
import { cloudfront, route53 } from "pulumi-mtasts/aws";
import { cloudflareDns, worker } from "pulumi-mtasts/cloudflare";
import { endProgram, find, registered, startProgram, valueOf } from "./harness";

jest.spyOn(pulumi.log, "warn").mockResolvedValue();
jest.spyOn(pulumi.log, "info").mockResolvedValue();
beforeEach(() => startProgram());
afterEach(endProgram);

const WEEK = 604_800;
const mail = {
  domain: "example.com",
  mx: ["mail.example.com"],
  tlsRpt: { rua: "mailto:tls-reports@example.org" },
  preflight: "off",
  host: external({ target: "policies.provider.example" }),
} as const;

function slow(ttl: unknown = WEEK): DnsProvider {
  const set = (args: object) => ({ ...args, ttl }) as never;
  return route53({ zoneId: "Z1", transform: { stsRecord: set } });
}

function refusal(args: object): readonly string[] {
  let message = "";
  try {
    new MtaSts("mail", { ...mail, dns: route53({ zoneId: "Z1" }), ...args });
  } catch (error) {
    message = (error as Error).message;
  }
  expect(registered.filter(({ type }) => type !== "mtasts:index:MtaSts")).toEqual([]);
  return message.split("\n").slice(1);
}

describe("a TTL that a transform sets", () => {
  it("is what outputs and waits follow, and no other record's", async () => {
    const none = { mode: "none", noneSince: "2026-01-01T00:00:00Z" } as const;
    const { records, retirement } = new MtaSts("mail", { ...mail, ...none, dns: slow() });
    expect((await valueOf(records)).map(({ name, ttl }) => [name, ttl])).toEqual([
      ["mta-sts.example.com", 300],
      ["_smtp._tls.example.com", 300],
      ["_mta-sts.example.com", WEEK],
    ]);
    expect(await valueOf(retirement)).toMatchObject({
      waitSeconds: 2_419_200 + WEEK,
      removableFrom: "2026-02-05T00:00:00Z",
    });
    await endProgram();
    expect(find("sts-record").inputs).toMatchObject({ ttl: WEEK });
    expect(find("host-record").inputs).toMatchObject({ ttl: 300 });
  });

  it("counts where arguments are known only later", async () => {
    const late = { domain: pulumi.output("example.com"), mode: pulumi.output("none" as const) };
    const { records, retirement } = new MtaSts("mail", {
      ...mail,
      ...late,
      mx: pulumi.output(["a.example.com"]),
      dns: slow(),
    });
    expect((await valueOf(retirement))?.waitSeconds).toBe(2_419_200 + WEEK);
    expect((await valueOf(records)).map(({ ttl }) => ttl)).toEqual([300, 300, WEEK]);
  });

  it("counts in a migration of MX records", async () => {
    const { mxMigration } = new MtaSts("mail", {
      ...mail,
      mode: "enforce",
      mxMigration: { to: ["mail.example.net"] },
      dns: slow(),
    });
    expect((await valueOf(mxMigration))?.moveAfterSeconds).toEqual({ relaxed: WEEK, strict: 2_419_200 + WEEK });
  });

  it("decides whether a removal is too early", () => {
    const noneSince = new Date(Date.now() - (2_419_500 + 3_600) * 1_000).toISOString().replace(/\.\d+Z/u, "Z");
    expect(refusal({ mode: "none", noneSince, allowDestroy: true, dns: slow() })).toEqual([
      expect.stringMatching(/^ {2}allowDestroy: .*\[removal-too-early\]$/u),
    ]);
  });

  it("is refused where only the deployment knows it", () => {
    expect(refusal({ dns: slow(pulumi.output(60)) })).toEqual([
      expect.stringMatching(/^ {2}dns\.transform\.stsRecord\.ttl: must be whole seconds .* known from the start/u),
    ]);
  });

  it("is read from a DNS provider of one's own, too", async () => {
    const own: DnsProvider<undefined> = {
      record: () => undefined,
      published: ({ key }) => ({ ttl: key === "sts-record" ? 3_600 : 60, issues: [] }),
    };
    const { records, retirement } = new MtaSts("mail", { ...mail, mode: "none", dns: own });
    expect((await valueOf(records)).map(({ ttl }) => ttl)).toEqual([60, 60, 3_600]);
    expect((await valueOf(retirement))?.waitSeconds).toBe(2_419_200 + 3_600);
  });
});

describe("a transform that breaks what mail depends on", () => {
  const caching = cloudfront({
    transform: {
      policyFile: (args) => ({ ...args, content: "version: STSv1" }),
      distribution: ({ defaultCacheBehavior, ...args }) => ({
        ...args,
        defaultCacheBehavior: pulumi.output(defaultCacheBehavior).apply((own) => ({ ...own, cachePolicyId: "1" })),
      }),
    },
  });

  it("is refused with all other problems, before anything is created", () => {
    const dns = cloudflareDns({ zoneId: "z1", transform: { hostRecord: (args) => ({ ...args, proxied: true }) } });
    expect(refusal({ domain: "example.com.", host: caching, dns })).toEqual([
      expect.stringMatching(/^ {2}domain: /u),
      expect.stringMatching(
        /^ {2}host\.transform\.policyFile\.content: must not change, .* got "version: STSv1"; return/u,
      ),
      expect.stringMatching(
        /^ {2}host\.transform\.distribution\.defaultCacheBehavior: must not change, .*only during/u,
      ),
      expect.stringMatching(/^ {2}dns\.transform\.hostRecord\.proxied: must not change, .* got true; /u),
    ]);
  });

  it("is refused where the policy is known only later", () => {
    const lines = refusal({ domain: pulumi.output("example.com"), host: caching });
    expect(lines.map((line) => line.trim().split(":")[0])).toEqual([
      "host.transform.policyFile.content",
      "host.transform.distribution.defaultCacheBehavior",
    ]);
  });

  it("is refused for a host that serves no longer", () => {
    const previousHost = cloudfront({ transform: { bucketPolicy: (args) => ({ ...args, policy: "{}" }) } });
    expect(refusal({ previousHost })).toEqual([
      expect.stringMatching(/^ {2}previousHost\.transform\.bucketPolicy\.policy: /u),
    ]);
  });

  it("cannot pass by being no pure function", () => {
    let isAsked = false;
    const changing = worker({
      accountId: "a1",
      zoneId: "z1",
      transform: { worker: (args) => (isAsked ? { ...args, mainModule: "other.mjs" } : ((isAsked = true), args)) },
    });
    const args = { ...mail, host: changing, dns: cloudflareDns({ zoneId: "z1" }) };
    expect(() => new MtaSts("mail", args)).toThrow(/^transform\.worker\.mainModule: must not change/u);
  });

  it("may write out what is there already", async () => {
    const same = { name: "_mta-sts.example.com", type: "TXT" } as const;
    const dns = route53({ zoneId: "Z1", transform: { stsRecord: (args) => ({ ...args, ...same }) } });
    const mtaSts = new MtaSts("mail", { ...mail, dns });
    await valueOf(mtaSts.nodes.stsRecord.urn);
    expect(find("sts-record").inputs).toMatchObject(same);
  });
});

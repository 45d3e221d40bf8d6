import { describe, expect, it } from "@jest/globals";
import { external, type DnsProvider } from "cdktf-mtasts";
import { cloudfront, route53 } from "cdktf-mtasts/aws";
import { cloudflareDns, worker } from "cdktf-mtasts/cloudflare";
import { TerraformVariable } from "cdktf";
import { children, deploy, find, newStack, synth } from "./harness";

const WEEK = 604_800;
const host = external({ target: "policies.provider.example" });

function slow(ttl: unknown = WEEK): DnsProvider {
  return route53({ zoneId: "Z1", transform: { stsRecord: (args) => ({ ...args, ttl }) as never } });
}

function refusal(args: object, stack = newStack()): readonly string[] {
  let message = "";
  try {
    deploy(stack, { host, ...args });
  } catch (error) {
    ({ message } = error as Error);
  }
  expect(children(synth(stack))).toEqual([]);
  return message.split("\n").slice(1);
}

describe("a TTL that a transform sets", () => {
  it("is what outputs and waits follow, and no other record's", () => {
    const stack = newStack();
    const none = { mode: "none", noneSince: "2026-01-01T00:00:00Z" } as const;
    const { records, retirement } = deploy(stack, { host, ...none, dns: slow() });
    expect(records.map(({ name, ttl }) => [name, ttl])).toEqual([
      ["mta-sts.example.com", 300],
      ["_smtp._tls.example.com", 300],
      ["_mta-sts.example.com", WEEK],
    ]);
    expect(retirement).toMatchObject({ waitSeconds: 2_419_200 + WEEK, removableFrom: "2026-02-05T00:00:00Z" });
    const synthesised = synth(stack);
    expect(find(synthesised, "sts-record").attributes).toMatchObject({ ttl: WEEK });
    expect(find(synthesised, "host-record").attributes).toMatchObject({ ttl: 300 });
  });

  it("counts in a migration of MX records", () => {
    const mxMigration = { to: ["mail.example.org"] };
    const mtaSts = deploy(newStack(), { host, mode: "enforce", mxMigration, dns: slow() });
    expect(mtaSts.mxMigration?.moveAfterSeconds).toEqual({ relaxed: WEEK, strict: 2_419_200 + WEEK });
  });

  it("decides whether a removal is too early", () => {
    const noneSince = new Date(Date.now() - (2_419_500 + 3_600) * 1_000).toISOString().replace(/\.\d+Z/u, "Z");
    expect(refusal({ mode: "none", noneSince, allowDestroy: true, dns: slow() })).toContainEqual(
      expect.stringMatching(/^ {2}allowDestroy: .*\[removal-too-early\]$/u),
    );
  });

  it("is refused where only the deployment knows it", () => {
    const stack = newStack();
    const ttl = new TerraformVariable(stack, "ttl", {}).numberValue;
    expect(refusal({ dns: slow(ttl) }, stack)).toEqual([
      expect.stringMatching(/^ {2}dns\.transform\.stsRecord\.ttl: must be whole seconds .* known from the start/u),
    ]);
  });

  it("is read from a DNS provider of one's own, too", () => {
    const dns: DnsProvider<undefined> = {
      record: () => undefined,
      published: ({ key }) => ({ ttl: key === "sts-record" ? 3_600 : 60, issues: [] }),
    };
    const { records, retirement } = deploy(newStack(), { host, mode: "none", dns });
    expect(records.map(({ ttl }) => ttl)).toEqual([60, 60, 3_600]);
    expect(retirement?.waitSeconds).toBe(2_419_200 + 3_600);
  });
});

describe("a transform that breaks what mail depends on", () => {
  const caching = cloudfront({
    transform: {
      policyFile: (args) => ({ ...args, content: "version: STSv1" }),
      distribution: (args) => ({
        ...args,
        default_cache_behavior: { ...args.default_cache_behavior, cache_policy_id: "1" },
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
        /^ {2}host\.transform\.distribution\.default_cache_behavior\.cache_policy_id: must not change/u,
      ),
      expect.stringMatching(/^ {2}dns\.transform\.hostRecord\.proxied: must not change, .* got true; /u),
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
      transform: { worker: (args) => (isAsked ? { ...args, content: "" } : ((isAsked = true), args)) },
    });
    const dns = cloudflareDns({ zoneId: "z1" });
    expect(() => deploy(newStack(), { host: changing, dns })).toThrow(/^transform\.worker\.content: must not change/u);
  });

  it("may write out what is there already", () => {
    const stack = newStack();
    const same = { name: "_mta-sts.example.com", type: "TXT" };
    const dns = route53({ zoneId: "Z1", transform: { stsRecord: (args) => ({ ...args, ...same }) } });
    deploy(stack, { host, dns });
    expect(find(synth(stack), "sts-record").attributes).toMatchObject(same);
  });
});

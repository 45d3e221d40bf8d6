import { describe, expect, it } from "@jest/globals";
import { formatIssue } from "@mtasts/core";
import type { MtaStsArgs } from "../src/args";
import { nativeArguments } from "../src/native-arguments";

const zone = { accountId: "a1", zoneId: "z1" };
const right = { domain: "example.com", host: { cloudfront: {} }, dns: { manual: {} } };
const problems = (args: object): readonly string[] => nativeArguments({ ...right, ...args }).issues.map(formatIssue);

describe("a host and a DNS provider that are named", () => {
  it.each([
    { host: { cloudfront: {} } },
    { host: { worker: zone } },
    { host: { r2: { ...zone, accessKeyId: "k", secretAccessKey: "s" } } },
    { host: { external: { target: "policies.example" } } },
    { previousHost: { cloudfront: {} } },
    { previousHost: { external: { target: "policies.example" } } },
    { dns: { route53: { zoneId: "Z1" } } },
    { dns: { cloudflare: { zoneId: "z1" } } },
    { dns: { manual: {} } },
    { host: { worker: undefined, cloudfront: {} } },
  ])("are factories: %j", (args) => {
    expect(problems(args)).toEqual([]);
  });

  it("hand everything else on, also what they do not know", () => {
    const { args } = nativeArguments({ ...right, mode: "enforce", future: 1 } as MtaStsArgs);
    expect(args).toMatchObject({ domain: "example.com", mode: "enforce", future: 1, previousHost: undefined });
  });
});

describe("what is wrong with them is told at its place", () => {
  const hosts = "cloudfront, worker, r2, external";
  it.each([
    [
      { host: undefined },
      /^host: must be an object that is there from the start: .*, got undefined; .*cloudfront: \{\}/u,
    ],
    [{ host: "cloudfront" }, /^host: must be an object .* got "cloudfront"/u],
    [
      { host: {} },
      new RegExp(`^host: must have exactly one of ${hosts}; write something like \\{ cloudfront: \\{\\} \\}`, "u"),
    ],
    [{ host: { cloudfront: {}, worker: zone } }, /^host: must have exactly one of .*, got "cloudfront, worker"/u],
    [{ host: { cloudfrnt: {} } }, /^host: must have exactly one of .*, got "cloudfrnt"/u],
    [{ host: { toString: {} } }, /^host: must have exactly one of .*, got "toString"/u],
    [{ host: { cloudfront: { priceClass: 1 } } }, /^host\.cloudfront\.priceClass: there is no such argument; /u],
    [{ host: { cloudfront: true } }, /^host\.cloudfront: must be an object, got true; write something like \{\}/u],
    [
      { host: { worker: { accountId: "a1" } } },
      /^host\.worker\.zoneId: must be a text that is not empty, got undefined/u,
    ],
    [{ host: { worker: { ...zone, provider: 1 } } }, /^host\.worker\.provider: .* only accountId, zoneId/u],
    [{ previousHost: { worker: zone } }, /^previousHost: must have exactly one of cloudfront, external, got "worker"/u],
    [{ dns: { route53: { zoneID: "Z1", zoneId: "Z1" } } }, /^dns\.route53\.zoneID: .*write "zoneId"/u],
    [{ dns: { route53: {}, manual: {} } }, /^dns: must have exactly one of route53, cloudflare, manual, got/u],
  ])("%j", (args, expected) => {
    expect(problems(args)).toEqual([expect.stringMatching(expected)]);
  });

  it("all of it at once", () => {
    const wrong = { host: {}, previousHost: {}, dns: { route53: {}, manual: {} } };
    expect(problems(wrong).map((problem) => problem.split(":")[0])).toEqual(["host", "previousHost", "dns"]);
  });
});

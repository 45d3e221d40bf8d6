import { describe, expect, it } from "@jest/globals";
import { external, manualDns, MtaSts, type MtaStsArgs } from "cdktf-mtasts";
import { cloudfront, route53 } from "cdktf-mtasts/aws";
import { cloudflareDns, r2, worker } from "cdktf-mtasts/cloudflare";
import { children, newStack, synth } from "./harness";

const right = {
  domain: "example.com",
  mx: ["mail.example.com"],
  tlsRpt: { rua: "mailto:tls-reports@example.org" },
  host: external({ target: "policies.provider.example" }),
  dns: manualDns(),
};

/** The problems that a user of JavaScript is told, with these arguments among right ones. */
function problemsOf(args: unknown): readonly string[] {
  const stack = newStack();
  try {
    new MtaSts(stack, "mail", args as MtaStsArgs);
  } catch (error) {
    expect(children(synth(stack))).toEqual([]);
    const [first = "", ...lines] = (error as Error).message.split("\n");
    expect(first).toMatch(/^MtaSts "stack\/mail": \d+ problems? in the arguments$/u);
    return lines.map((line) => line.trim());
  }
  return [];
}

/** What JavaScript lets pass. */
const anything = (value: unknown): never => value as never;

describe("arguments of the wrong type", () => {
  it("are none where all is right", () => {
    expect(problemsOf(right)).toEqual([]);
  });

  it.each<[string, object, readonly string[]]>([
    ["domain", { domain: 7 }, ['domain: must be a string, got 7; write something like "example.com" [argument-type]']],
    ["mode", { mode: true }, ['mode: must be a string, got true; write something like "testing" [argument-type]']],
    [
      "mx",
      { mx: "mail.example.com" },
      ['mx: must be a list of strings, got "mail.example.com"; write ["mail.example.com"] [argument-type]'],
    ],
    ["maxAge", { maxAge: "86400" }, ['maxAge: must be a number of seconds, got "86400"; write 86400 [argument-type]']],
    ["revision", { revision: "1" }, ['revision: must be a number, got "1"; write 1 [argument-type]']],
    [
      "tlsRpt",
      { tlsRpt: true },
      [
        'tlsRpt: must be an object, got true; write something like { rua: "mailto:tls-reports@example.com" } [argument-type]',
      ],
    ],
    [
      "a text from the environment as allowDestroy",
      { allowDestroy: "false" },
      [
        'allowDestroy: must be true or false, and known from the start, got "false"; write something like true [argument-type]',
      ],
    ],
    [
      "a timeout in words",
      { waitUntilServed: { timeoutSeconds: "10m" } },
      [
        'waitUntilServed.timeoutSeconds: must be whole seconds from 1 to 86400, and known from the start, got "10m"; write something like 600 [argument-type]',
      ],
    ],
    [
      "a timeout without a name",
      { waitUntilServed: 600 },
      ["waitUntilServed: must be an object, got 600; write something like { timeoutSeconds: 600 } [argument-type]"],
    ],
    [
      "a former host that has the name",
      { previousHost: worker({ accountId: "a1", zoneId: "z1" }) },
      [
        "previousHost: must be a policy host that returns a target: one that publishes the name itself cannot stay beside another, got an object; write something like cloudfront() [argument-type]",
      ],
    ],
    [
      "a function instead of what it returns",
      { host: cloudfront, dns: route53 },
      [
        "host: must be a policy host, got a function; write something like cloudfront() [argument-type]",
        "dns: must be a DNS provider, got a function; write something like route53({ zoneId }) [argument-type]",
      ],
    ],
  ])("%s", (_, wrong, problems) => {
    expect(problemsOf({ ...right, ...wrong })).toEqual(problems);
  });

  it.each([0, -1, 1.5, 86_401, Infinity, NaN, null])("a timeout of %s", (timeoutSeconds) => {
    const [problem] = problemsOf({ ...right, waitUntilServed: { timeoutSeconds } });
    expect(problem).toMatch(/^waitUntilServed\.timeoutSeconds: /u);
  });

  it.each([undefined, null, "example.com", []])("%j instead of an object", (args) => {
    expect(problemsOf(args)).toEqual([expect.stringMatching(/^must be an object, got .*\[argument-type\]$/u)]);
  });
});

describe("names that do not exist", () => {
  it("are told with the name that was meant", () => {
    expect(problemsOf({ ...right, maxage: 86_400, tlsRpt: { ...right.tlsRpt, ruf: "mailto:a@example.org" } })).toEqual([
      'maxage: there is no such argument, only domain, mode, mx, maxAge, revision, announcedIds, mxMigration, longestMaxAge, noneSince, tlsRpt, host, previousHost, dns, previousDns, allowDestroy, strict, waitUntilServed, checks; write "maxAge" [argument-unknown]',
      'tlsRpt.ruf: there is no such argument, only rua; write "rua" [argument-unknown]',
    ]);
  });
});

describe("options of hosts and DNS providers", () => {
  it.each<[string, object, readonly RegExp[]]>([
    ["route53({})", { dns: route53(anything({})) }, [/^dns\.zoneId: .* got undefined; .*"Z0123456789ABCDEFGHIJ"/u]],
    ["route53()", { dns: route53(anything(undefined)) }, [/^dns: must be an object, got undefined; .*zoneId: "Z0/u]],
    ["an empty zone id", { dns: route53({ zoneId: "" }) }, [/^dns\.zoneId: .* got "";/u]],
    ["cloudflareDns({})", { dns: cloudflareDns(anything({})) }, [/^dns\.zoneId: .* got undefined;/u]],
    [
      "a transform that is no function",
      { host: cloudfront({ transform: { distribution: anything(5) } }) },
      [/^host\.transform\.distribution: must be a function, got 5; write something like \(args\) => /u],
    ],
    [
      "a transform of no child",
      { host: cloudfront({ transform: anything({ distributions: () => ({}) }) }) },
      [/^host\.transform\.distributions: there is no such argument, .*; write "distribution" \[argument-unknown\]$/u],
    ],
    [
      "a transform of no record",
      { dns: route53({ zoneId: "Z1", transform: anything({ stsrecord: 1 }) }) },
      [/^dns\.transform\.stsrecord: .*; write "stsRecord" \[argument-unknown\]$/u],
    ],
    [
      "no object of transforms",
      { host: cloudfront({ transform: anything(true) }) },
      [/^host\.transform: must be an obj/u],
    ],
    [
      "a provider's name",
      { host: cloudfront({ usEast1Provider: anything("us-east-1") }) },
      [/^host\.usEast1Provider: must be a provider resource, got "us-east-1"; .* \[argument-type\]$/u],
    ],
    [
      "a Worker in another zone than the records, to the strict",
      { host: worker({ accountId: "a", zoneId: "zone-a" }), dns: cloudflareDns({ zoneId: "zone-b" }), strict: true },
      [/^host\.zoneId: .*, got "zone-a"; write "zone-b" \[host-zone-differs\]$/u],
    ],
    ["worker({})", { host: worker(anything({})) }, [/^host\.accountId: /u, /^host\.zoneId: /u]],
    [
      "r2({})",
      { host: r2(anything({})) },
      [/^host\.accountId: /u, /^host\.zoneId: /u, /^host\.objects: .*r2ObjectProvider\(this, "r2"/u],
    ],
    ["a former external({})", { previousHost: external(anything({})) }, [/^previousHost\.target: .* got undefined;/u]],
    ["external({})", { host: external(anything({})) }, [/^host\.target: .* got undefined;/u]],
  ])("%s", (_, wrong, problems) => {
    expect(problemsOf({ ...right, ...wrong })).toEqual(problems.map((problem) => expect.stringMatching(problem)));
  });

  it("are told with all other problems", () => {
    const wrong = { domain: "example.com.", host: worker(anything({ zoneId: "z1" })), dns: route53(anything({})) };
    expect(problemsOf({ ...right, ...wrong })).toEqual(
      [/^domain: /u, /^host\.accountId: /u, /^dns\.zoneId: /u].map((line) => expect.stringMatching(line)),
    );
  });
});

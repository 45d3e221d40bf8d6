import { describe, expect, it } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import type { PolicyHost } from "pulumi-mtasts";
import { checkPolicyHost, type ConformanceRule } from "pulumi-mtasts/testing";
import { Acme, acmePages, siteProps, type Opts } from "./acme";

const without = (key: keyof Opts) => (opts: Opts) => ({ ...opts, [key]: undefined });
const file = (change: (site: Parameters<typeof siteProps>[0]) => pulumi.Inputs) =>
  acmePages({ props: (site) => ({ domain: site.host, file: { ...siteProps(site).file, ...change(site) } }) });

/** Asks for a certificate's record, right but for what a test changes. */
const asking = (change: object, key = "certificate-record", optsOf = (opts: Opts) => opts) =>
  acmePages({
    ask: (name, dns, opts) => {
      const record = { key, type: "CNAME", name: "_a.example.com", value: "b.example", ttl: 300, ...change };
      return dns.record(`${name}-${key}`, record as Parameters<typeof dns.record>[1], optsOf(opts));
    },
  });

/** Hosts that are right, each in a way of its own. */
const right: readonly (readonly [string, () => PolicyHost])[] = [
  ["a file", () => acmePages()],
  [
    "a file in Base64",
    () => file(({ body }) => ({ body: body.apply((text) => Buffer.from(text).toString("base64")) })),
  ],
  ["a function", () => file(({ body }) => ({ body: body.apply((text) => `serve(${JSON.stringify(text)});`) }))],
  ["an asset", () => file(({ body }) => ({ body: body.apply((text) => new pulumi.asset.StringAsset(text)) }))],
  [
    "a name of its own",
    () => acmePages({ name: (name) => `${name}-host-record`, served: () => ({ target: undefined }) }),
  ],
  ["a certificate that is validated", () => asking({})],
  ["a host that finds nothing wrong", () => ({ ...acmePages(), issuesFor: () => [] })],
];

const notHere = { code: "transform-failed", severity: "error", path: ["transform"], spec: "" } as const;

/** Hosts that break one rule each. */
const wrong: readonly (readonly [ConformanceRule, () => PolicyHost, string])[] = [
  [
    "issues-for",
    () => ({ ...acmePages(), issuesFor: () => "none" as unknown as [] }),
    'issuesFor: does not return issues where the policy is not known yet, got "none"; return an array of { code, severity, path, message }, empty if nothing is wrong',
  ],
  [
    "issues-for",
    () => ({ ...acmePages(), issuesFor: (site) => [{ ...notHere, message: site?.host ?? "" }].slice(site ? 0 : 1) }),
    'issuesFor: refuses every deployment for a policy, got "mta-sts.example.com"; refuse only what cannot be served',
  ],
  [
    "parent",
    () => acmePages({ opts: without("parent") }),
    "pages: is created outside of the component; pass on the opts that were given, with their parent",
  ],
  [
    "child-name",
    () => acmePages({ name: () => "pages" }),
    "pages: the child's name does not begin with the component's, so that two components collide; call it <name>-<key>",
  ],
  [
    "child-in-apply",
    () => ({
      serve(name, site, dns, opts) {
        site.apply(({ host }) => new Acme("Alias", `${name}-alias`, { host }, opts));
        return acmePages().serve(name, site, dns, opts);
      },
    }),
    "alias: is missing from a preview in which values are unknown; create it outside of apply, and give it the outputs as they are",
  ],
  [
    "child-name-derived",
    () => {
      const label = (made += 1);
      return acmePages({ name: (name) => `${name}-${label}` });
    },
    "2: has another name in another run; derive the names of children from the given name alone",
  ],
  [
    "protect",
    () => acmePages({ opts: without("protect") }),
    "pages: opts.protect is lost, so that senders can lose the policy by accident; pass on opts.protect, given or not, to what a sender meets and to what that stands on",
  ],
  [
    "protect-unasked",
    () => acmePages({ opts: (opts) => ({ ...opts, protect: true }) }),
    "pages: opts.protect is set although it was not given, got true; pass on opts.protect, given or not, to what a sender meets and to what that stands on",
  ],
  [
    "policy-missing",
    () => file(() => ({ body: "hello" })),
    "no child is told the policy; serve site.body as it is, with its CRLF: the policy id is the hash of these bytes",
  ],
  [
    "policy-bytes",
    () => file(({ body }) => ({ body: body.apply((text) => text.replace(/\r/gu, "")) })),
    "pages: serves other bytes than the policy's; serve site.body as it is, with its CRLF: the policy id is the hash of these bytes",
  ],
  [
    "content-type",
    () => file(() => ({ contentType: "application/octet-stream" })),
    'no child is told the content type, got "application/octet-stream"; serve as text/plain',
  ],
  [
    "path",
    () => file(() => ({ path: "/mta-sts.txt" })),
    "no child is told the path /.well-known/mta-sts.txt; pass on site.path",
  ],
  [
    "host-name",
    () => acmePages({ props: (site) => ({ ...siteProps(site), domain: "example.com" }) }),
    "no child is told the name mta-sts.example.com, under which senders ask; pass on site.host",
  ],
  [
    "ready",
    () => acmePages({ served: () => ({ ready: [] }) }),
    "ready: is empty although resources exist; return all that must be up to date before a sender may be told of the policy",
  ],
  [
    "ready",
    () =>
      acmePages({
        served: (_, { parent }) => ({ ready: [new Acme("Hook", "conformance-hook", {}, { parent: parent! })] }),
      }),
    'ready: lacks a child that serves, got "pages"; return all that must be up to date before a sender may be told of the policy',
  ],
  [
    "target",
    () => acmePages({ served: () => ({ target: "https://sites.acme.example/" }) }),
    'target: is no host name, got "https://sites.acme.example/"; give a host name; where the cloud makes it, say so in the option outputs of the check',
  ],
  [
    "final-dot",
    () => acmePages({ served: () => ({ target: pulumi.output("sites.acme.example.") }) }),
    'target: has a final dot, got "sites.acme.example."; give the host name without it',
  ],
  [
    "final-dot",
    () => asking({ value: "b.example." }),
    'certificate-record: has a final dot, got "b.example."; give the host name without it',
  ],
  [
    "host-record",
    () => acmePages({ served: () => ({ target: undefined }) }),
    "target: is missing, and no child publishes the name; return where the CNAME must point, or call the child that publishes the name <name>-host-record",
  ],
  [
    "nodes-key",
    () => acmePages({ served: (pages) => ({ nodes: { stsRecord: pages } }) }),
    "nodes.stsRecord: is the component's own; choose another key",
  ],
  [
    "dns-key",
    () => asking({}, "sts-record"),
    'sts-record: is the component\'s own record, got "sts-record"; ask for certificate-record alone, and return target for the rest',
  ],
  [
    "parent",
    () => asking({}, "certificate-record", without("parent")),
    "certificate-record: is created outside of the component; pass on the opts that were given, with their parent",
  ],
  [
    "dns-name",
    () => asking({ key: "certificate-record" }, "proof"),
    'proof: the record has another name, got "conformance-proof"; call it <name>-certificate-record',
  ],
  [
    "throws",
    () => ({
      serve() {
        throw new Error("the policy is not known");
      },
    }),
    'throws in an update, got "the policy is not known"; never look into an output while creating resources',
  ],
];

let made = 0;

describe("a policy host", () => {
  it.each(right)("may serve %s", async (_, make) => {
    expect(await checkPolicyHost(make)).toEqual([]);
  });

  it.each(wrong)("that breaks the rule %s is told so", async (rule, make, message) => {
    const problems = await checkPolicyHost(make);
    expect(problems.map((problem) => [problem.rule, problem.message])).toEqual([[rule, message]]);
  });

  it("of which nothing is expected is told what it creates", async () => {
    const problems = await checkPolicyHost(() => acmePages(), { createsNothing: true });
    const message = "pages: was created where nothing is to be; create nothing, or check without createsNothing";
    expect(problems.map((problem) => problem.message)).toEqual([message]);
  });

  it("whose target the cloud makes needs to be told it", async () => {
    const make = () => acmePages({ served: (pages) => ({ target: pages.hostName }) });
    expect((await checkPolicyHost(make)).map(({ rule }) => rule)).toEqual(["target"]);
    expect(await checkPolicyHost(make, { outputs: () => ({ hostName: "1.acme.example" }) })).toEqual([]);
  });
});

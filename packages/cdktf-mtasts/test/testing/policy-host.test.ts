import { describe, expect, it } from "@jest/globals";
import { TerraformStack } from "cdktf";
import { type Construct } from "constructs";
import type { ChildOptions, PolicyHost, PolicySite } from "cdktf-mtasts";
import { checkPolicyHost, type ConformanceRule } from "cdktf-mtasts/testing";
import { Acme, acmePages, siteProps, type Props } from "./acme";

const outside = (scope: Construct): Construct => TerraformStack.of(scope);
const file = (change: (site: PolicySite) => Props) =>
  acmePages({ props: (site) => ({ domain: site.host, file: { ...siteProps(site).file, ...change(site) } }) });

/** Asks for a certificate's record, right but for what a test changes. */
const asking = (change: object, scopeOf = (scope: Construct) => scope) =>
  acmePages({
    ask: (scope, dns, opts) => {
      const record = { key: "certificate-record", type: "CNAME", name: "_a.example.com", value: "b.example", ttl: 300 };
      return dns.record(scopeOf(scope), { ...record, ...change } as Parameters<typeof dns.record>[1], opts);
    },
  });

/** Hosts that are right, each in a way of its own. */
const right: readonly (readonly [string, () => PolicyHost])[] = [
  ["a file", () => acmePages()],
  ["a file in Base64", () => file(({ body }) => ({ body: Buffer.from(body).toString("base64") }))],
  ["a function", () => file(({ body }) => ({ body: `serve(${JSON.stringify(body)});` }))],
  ["a name of its own", () => acmePages({ id: () => "host-record", served: () => ({ target: undefined }) })],
  ["a target of the cloud's", () => acmePages({ served: (pages) => ({ target: pages.getStringAttribute("host") }) })],
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
    () => acmePages({ scope: outside }),
    "pages: is created outside of the construct; create it in the scope that was given",
  ],
  [
    "child-name-derived",
    () => acmePages({ id: ({ host }) => `pages-${host.length}` }),
    "pages-19: has another id for another plan; never derive the ids of children from values",
  ],
  [
    "protect",
    () => acmePages({ opts: ({ lifecycle: _, ...opts }: ChildOptions) => opts }),
    "pages: opts.lifecycle is lost, so that senders can lose the policy by accident; pass on opts.lifecycle, given or not, to what a sender meets and to what that stands on",
  ],
  [
    "protect-unasked",
    () => acmePages({ opts: (opts) => ({ ...opts, lifecycle: { preventDestroy: true } }) }),
    "pages: prevent_destroy is set although it was not given; pass on opts.lifecycle, given or not, to what a sender meets and to what that stands on",
  ],
  [
    "policy-missing",
    () => file(() => ({ body: "hello" })),
    "no child is told the policy; serve site.body as it is, with its CRLF: the policy id is the hash of these bytes",
  ],
  [
    "policy-bytes",
    () => file(({ body }) => ({ body: body.replace(/\r/gu, "") })),
    "pages: serves other bytes than the policy's; serve site.body as it is, with its CRLF: the policy id is the hash of these bytes",
  ],
  [
    "content-type",
    () => file(() => ({ content_type: "application/octet-stream" })),
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
    () => acmePages({ served: (pages) => ({ ready: [new Acme(pages, "hook", { type: "Hook" })] }) }),
    'ready: lacks a child that serves, got "pages"; return all that must be up to date before a sender may be told of the policy',
  ],
  [
    "target",
    () => acmePages({ served: () => ({ target: "https://sites.acme.example/" }) }),
    'target: is no host name, got "https://sites.acme.example/"; give a host name, or a token',
  ],
  [
    "final-dot",
    () => acmePages({ served: () => ({ target: "sites.acme.example." }) }),
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
    'target: is missing, and no child publishes the name; return where the CNAME must point, or give the child that publishes the name the id "host-record"',
  ],
  [
    "nodes-key",
    () => acmePages({ served: (pages) => ({ nodes: { stsRecord: pages } }) }),
    "nodes.stsRecord: is the construct's own; choose another key",
  ],
  [
    "dns-key",
    () => asking({ key: "sts-record" }),
    'sts-record: is the construct\'s own record, got "sts-record"; ask for certificate-record alone, and return target for the rest',
  ],
  [
    "parent",
    () => asking({}, outside),
    "certificate-record: is created outside of the construct; create it in the scope that was given",
  ],
  [
    "throws",
    () => ({
      serve() {
        throw new Error("the policy is not known");
      },
    }),
    'throws while it serves, got "the policy is not known"; never look into a token while creating resources',
  ],
];

describe("a policy host", () => {
  it.each(right)("may serve %s", (_, make) => {
    expect(checkPolicyHost(make)).toEqual([]);
  });

  it.each(wrong)("that breaks the rule %s is told so", (rule, make, message) => {
    const problems = checkPolicyHost(make);
    expect(problems.map((problem) => [problem.rule, problem.message])).toEqual([[rule, message]]);
  });

  it("of which nothing is expected is told what it creates", () => {
    const problems = checkPolicyHost(() => acmePages(), { createsNothing: true });
    const message = "pages: was created where nothing is to be; create nothing, or check without createsNothing";
    expect(problems.map((problem) => problem.message)).toEqual([message]);
  });
});

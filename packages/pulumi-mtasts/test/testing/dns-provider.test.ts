import { toIssue } from "@mtasts/core";
import { describe, expect, it } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import type { DnsProvider, RecordInputs } from "pulumi-mtasts";
import { checkDnsProvider, type ConformanceRule } from "pulumi-mtasts/testing";
import { route53 } from "pulumi-mtasts/aws";
import { Acme, acmeDns, recordProps, type Opts } from "./acme";

const all = "certificate-record, host-record, sts-record, tls-rpt-record";
const asGiven = "pass on the opts that were given, as they are";
const without = (key: keyof Opts) => (opts: Opts) => ({ ...opts, [key]: undefined });

/** Applies to texts alone. */
const quoted = (change: (text: string) => unknown): DnsProvider =>
  acmeDns({
    props: (record) => ({
      ...recordProps(record),
      content: record.type === "TXT" ? pulumi.output(record.value).apply(change) : record.value,
    }),
  });

/** Providers that are right, each in a way of its own. */
const right: readonly (readonly [string, () => DnsProvider])[] = [
  ["the plain values", () => acmeDns()],
  [
    "a text in one pair of quotes",
    () =>
      quoted((text) =>
        chunks(text)
          .map((chunk) => `"${chunk}"`)
          .join(" "),
      ),
  ],
  ["a text as a list of character-strings", () => quoted(chunks)],
  [
    "a name before the zone, and a final dot",
    () =>
      acmeDns({
        props: (record) => ({
          ...recordProps(record),
          name: pulumi.output(record.name).apply((name) => name.replace(/\.example\.(com|net)$/u, "")),
          content: pulumi.output(record.value).apply((value) => (record.type === "TXT" ? value : `${value}.`)),
        }),
      }),
  ],
  [
    "a type for each kind of record",
    () => ({
      record: (name, record, opts) => {
        const { type, ...props } = recordProps(record);
        return new Acme(record.type === "TXT" ? "TxtRecord" : "CnameRecord", name, props, opts);
      },
    }),
  ],
  [
    "a component around the record",
    () => ({
      record(name, record, opts) {
        const around = new pulumi.ComponentResource("acme:index:Around", name, {}, opts);
        new Acme("Record", `${name}-record`, recordProps(record), { parent: around });
        return around;
      },
    }),
  ],
  [
    "a resource of its own that was there before",
    () => {
      const zone = new Acme("Zone", "zone", {});
      return acmeDns({ props: (record) => ({ ...recordProps(record), zone: zone.id }) });
    },
  ],
];

/** Providers that break one rule each. */
const wrong: readonly (readonly [ConformanceRule, () => DnsProvider, string])[] = [
  [
    "record-missing",
    () => ({ record: () => undefined }),
    `${all}: no record was created; create the record and return its resource, or check with createsNothing where others add the records`,
  ],
  [
    "parent",
    () => acmeDns({ opts: without("parent") }),
    `${all}: is created outside of the component; pass on the opts that were given, with their parent`,
  ],
  [
    "protect",
    () => acmeDns({ opts: without("protect") }),
    `${all}: opts.protect is lost, so that senders can lose the record by accident; ${asGiven}`,
  ],
  [
    "depends-on",
    () => acmeDns({ opts: without("dependsOn") }),
    `${all}: opts.dependsOn is lost, so that a policy is announced before it is served; ${asGiven}`,
  ],
  [
    "aliases",
    () => acmeDns({ opts: without("aliases") }),
    `${all}: opts.aliases is lost, so that a move of the host fails; ${asGiven}`,
  ],
  [
    "delete-before-replace",
    () => acmeDns({ opts: without("deleteBeforeReplace") }),
    `${all}: opts.deleteBeforeReplace is lost, so that a move of the host fails; ${asGiven}`,
  ],
  [
    "child-name",
    () => acmeDns({ name: (name) => `${name}-acme` }),
    `${all}: the child has another name, got "conformance-certificate-record-acme"; give the child the name that was given`,
  ],
  [
    "child-name-derived",
    () => ({
      record(name, record, opts) {
        const value = typeof record.value === "string" ? record.value : "late";
        new Acme("Note", `${name}-${value.length}`, {}, opts);
        return new Acme("Record", name, recordProps(record), opts);
      },
    }),
    "certificate-record-4, host-record-4, sts-record-4, tls-rpt-record-4: has another name in another run; derive the names of children from the given name alone",
  ],
  [
    "child-in-apply",
    () => ({
      record(name, record, opts) {
        pulumi.output(record.value).apply((value) => new Acme("Record", name, recordProps({ ...record, value }), opts));
        return undefined;
      },
    }),
    `${all}: is missing from a preview in which values are unknown; create it outside of apply, and give it the outputs as they are`,
  ],
  [
    "record-name",
    () => acmeDns({ props: (record) => ({ ...recordProps(record), name: "@" }) }),
    `${all}: the name _token.mta-sts.example.com is not among the inputs; pass on record.name, or what of it stands before the zone`,
  ],
  [
    "record-type",
    () => acmeDns({ props: (record) => ({ ...recordProps(record), type: "TXT" }) }),
    "certificate-record, host-record: the type CNAME is neither among the inputs nor in the resource's own; pass on record.type",
  ],
  [
    "record-ttl",
    () => acmeDns({ props: (record) => ({ ...recordProps(record), ttl: 3600 }) }),
    `${all}: the TTL is changed, got 3600; pass on record.ttl`,
  ],
  [
    "record-value",
    () => quoted((text) => text.slice(0, 40)),
    "sts-record, tls-rpt-record: the value is not among the inputs; pass on record.value, all of it",
  ],
  [
    "record-quoting",
    () => quoted((text) => text.replace(/;/gu, "\\;")),
    'sts-record, tls-rpt-record: the value is quoted wrongly, got "v=STSv1\\\\; id=ID\\\\;"; write the text as it is, or in character-strings of at most 255 octets: "…" "…"',
  ],
  [
    "throws",
    () => ({
      record(name, record, opts) {
        if (typeof record.name !== "string") throw new Error("the name must be a string");
        return new Acme("Record", name, recordProps(record), opts);
      },
    }),
    'throws where values are late, got "the name must be a string"; never look into an output while creating resources',
  ],
];

describe("a DNS provider with transforms", () => {
  const hour = (record: RecordInputs) => ({ ...recordProps(record), ttl: 3_600 });

  it("may publish another TTL where it says so", async () => {
    const told = (): DnsProvider => ({ ...acmeDns({ props: hour }), published: () => ({ ttl: 3_600, issues: [] }) });
    expect(await checkDnsProvider(told)).toEqual([]);
    const changed = (args: { ttl?: unknown }) => ({ ...args, ttl: 3_600 }) as never;
    expect(await checkDnsProvider(() => route53({ zoneId: "Z1", transform: { stsRecord: changed } }))).toEqual([]);
  });

  it("must publish the TTL that it says", async () => {
    const wrongly = (): DnsProvider => ({ ...acmeDns({ props: hour }), published: () => ({ ttl: 60, issues: [] }) });
    expect((await checkDnsProvider(wrongly)).map(({ rule, message }) => [rule, message])).toEqual([
      [
        "record-ttl",
        `${all}: the TTL is not the 60 that published says, so that waits are calculated wrongly, got 3600; return the TTL of the record that is created`,
      ],
    ]);
  });

  it("refuses a change of the value, or publishes the value that is given", async () => {
    const props = (record: RecordInputs) => ({ ...recordProps(record), ...(record.key === "sts-record" ? other : {}) });
    expect((await checkDnsProvider(() => acmeDns({ props }))).map(({ rule, at }) => [rule, ...at])).toEqual([
      ["record-value", "sts-record"],
    ]);
    const refusing = (): DnsProvider => ({
      ...acmeDns({ props }),
      published: ({ key }) => ({ ttl: 300, issues: key === "sts-record" ? [refusal] : [] }),
    });
    const rules = (await checkDnsProvider(refusing)).map(({ rule }) => rule);
    expect(rules).not.toContain("record-value");
  });
});

const other = { content: "v=STSv1; id=other;" };
const refusal = toIssue({ code: "transform-breaks-invariant" }, ["transform", "stsRecord"]);

describe("a DNS provider", () => {
  it.each(right)("may publish %s", async (_, make) => {
    expect(await checkDnsProvider(make)).toEqual([]);
  });

  it.each(wrong)("that breaks the rule %s is told so", async (rule, make, message) => {
    const problems = await checkDnsProvider(make);
    const found = problems.map((problem) => [problem.rule, problem.message.replace(/[0-9a-f]{32}/u, "ID")]);
    expect(found).toEqual([[rule, message]]);
  });

  it("of which nothing is expected is told what it creates", async () => {
    const problems = await checkDnsProvider(() => acmeDns(), { createsNothing: true });
    const message = `${all}: was created where nothing is to be; return undefined, or check without createsNothing`;
    expect(problems.map((problem) => problem.message)).toEqual([message]);
  });
});

function chunks(text: string): readonly string[] {
  return text.match(/.{1,255}/gsu) ?? [];
}

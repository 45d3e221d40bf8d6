import { toIssue } from "@mtasts/core";
import { TerraformStack } from "cdktf";
import { type Construct } from "constructs";
import { describe, expect, it } from "@jest/globals";
import type { ChildOptions, DnsProvider, RecordInputs } from "cdktf-mtasts";
import { checkDnsProvider, type ConformanceRule } from "cdktf-mtasts/testing";
import { route53 } from "cdktf-mtasts/aws";
import { Acme, acmeDns, recordProps } from "./acme";

const all = "certificate-record, host-record, sts-record, tls-rpt-record";
const asGiven = "pass on the opts that were given, as they are";
const without =
  (key: keyof ChildOptions) =>
  ({ [key]: _, ...opts }: ChildOptions): ChildOptions =>
    opts;

/** Applies to texts alone. */
const quoted = (change: (text: string) => unknown): DnsProvider =>
  acmeDns({
    props: (record) => ({
      ...recordProps(record),
      content: record.type === "TXT" ? change(record.value) : record.value,
    }),
  });

/** Providers that are right, each in a way of its own. */
const right: readonly (readonly [string, (scope: Construct) => DnsProvider])[] = [
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
  ["a final dot", () => acmeDns({ props: (record) => ({ ...recordProps(record), name: `${record.name}.` }) })],
  [
    "a type for each kind of record",
    () => ({
      record: (scope, record, opts) => {
        const { kind: _, ...props } = recordProps(record);
        return new Acme(scope, record.key, { type: record.type, ...props }, opts);
      },
    }),
  ],
  [
    "a resource of its own that was there before",
    (scope) => {
      const { fqn } = new Acme(scope, "zone", { type: "Zone" });
      return acmeDns({ props: (record) => ({ ...recordProps(record), zone: fqn }) });
    },
  ],
];

/** Providers that break one rule each. */
const wrong: readonly (readonly [ConformanceRule, (scope: Construct) => DnsProvider, string])[] = [
  [
    "record-missing",
    () => ({ record: () => undefined }),
    `${all}: no record was created; create the record and return its resource, or check with createsNothing where others add the records`,
  ],
  [
    "parent",
    () => acmeDns({ scope: (scope) => TerraformStack.of(scope) }),
    `${all}: is created outside of the construct; create it in the scope that was given`,
  ],
  [
    "protect",
    () => acmeDns({ opts: without("lifecycle") }),
    `${all}: opts.lifecycle is lost, so that senders can lose the record by accident; ${asGiven}`,
  ],
  [
    "depends-on",
    () => acmeDns({ opts: without("dependsOn") }),
    `${all}: opts.dependsOn is lost, so that a policy is announced before it is served; ${asGiven}`,
  ],
  [
    "child-name",
    () => acmeDns({ id: (id) => `acme-${id}` }),
    `${all}: the child has another id, got "acme-certificate-record"; give the child the id record.key`,
  ],
  [
    "child-name-derived",
    () => ({
      record(scope, record, opts) {
        new Acme(scope, `note-${record.key}-${record.ttl}`, { type: "Note" }, opts);
        return new Acme(scope, record.key, { type: "Record", ...recordProps(record) }, opts);
      },
    }),
    "note-certificate-record-300, note-host-record-300, note-sts-record-300, note-tls-rpt-record-300: has another id for another plan; never derive the ids of children from values",
  ],
  [
    "record-name",
    () => acmeDns({ props: (record) => ({ ...recordProps(record), name: "@" }) }),
    `${all}: the name _token.mta-sts.example.com is not among the attributes; pass on record.name, or what of it stands before the zone`,
  ],
  [
    "record-type",
    () => acmeDns({ props: (record) => ({ ...recordProps(record), kind: "TXT" }) }),
    "certificate-record, host-record: the type CNAME is neither among the attributes nor in the resource's own; pass on record.type",
  ],
  [
    "record-ttl",
    () => acmeDns({ props: (record) => ({ ...recordProps(record), ttl: 3600 }) }),
    `${all}: the TTL is changed, got 3600; pass on record.ttl`,
  ],
  [
    "record-value",
    () => quoted((text) => text.slice(0, 40)),
    "sts-record, tls-rpt-record: the value is not among the attributes; pass on record.value, all of it",
  ],
  [
    "record-quoting",
    () => quoted((text) => text.replace(/;/gu, "\\;")),
    'sts-record, tls-rpt-record: the value is quoted wrongly, got "v=STSv1\\\\; id=ID\\\\;"; write the text as it is, or in character-strings of at most 255 octets: "…" "…"',
  ],
  [
    "throws",
    () => ({
      record(scope, record, opts) {
        if (record.value.includes("TfToken")) throw new Error("the value must be known");
        return new Acme(scope, record.key, { type: "Record", ...recordProps(record) }, opts);
      },
    }),
    'throws where values are tokens, got "the value must be known"; never look into a token while creating resources',
  ],
];

describe("a DNS provider with transforms", () => {
  const hour = (record: RecordInputs) => ({ ...recordProps(record), ttl: 3_600 });

  it("may publish another TTL where it says so", () => {
    const told = (): DnsProvider => ({ ...acmeDns({ props: hour }), published: () => ({ ttl: 3_600, issues: [] }) });
    expect(checkDnsProvider(told)).toEqual([]);
    const changed = (args: { ttl?: unknown }) => ({ ...args, ttl: 3_600 }) as never;
    expect(checkDnsProvider(() => route53({ zoneId: "Z1", transform: { stsRecord: changed } }))).toEqual([]);
  });

  it("must publish the TTL that it says", () => {
    const wrongly = (): DnsProvider => ({ ...acmeDns({ props: hour }), published: () => ({ ttl: 60, issues: [] }) });
    expect(checkDnsProvider(wrongly).map(({ rule, message }) => [rule, message])).toEqual([
      [
        "record-ttl",
        `${all}: the TTL is not the 60 that published says, so that waits are calculated wrongly, got 3600; return the TTL of the record that is created`,
      ],
    ]);
  });

  it("refuses a change of the value, or publishes the value that is given", () => {
    const props = (record: RecordInputs) => ({ ...recordProps(record), ...(record.key === "sts-record" ? other : {}) });
    expect(checkDnsProvider(() => acmeDns({ props })).map(({ rule, at }) => [rule, ...at])).toEqual([
      ["record-value", "sts-record"],
    ]);
    const refusing = (): DnsProvider => ({
      ...acmeDns({ props }),
      published: ({ key }) => ({ ttl: 300, issues: key === "sts-record" ? [refusal] : [] }),
    });
    const rules = checkDnsProvider(refusing).map(({ rule }) => rule);
    expect(rules).not.toContain("record-value");
  });
});

const other = { content: "v=STSv1; id=other;" };
const refusal = toIssue({ code: "transform-breaks-invariant" }, ["transform", "stsRecord"]);

describe("a DNS provider", () => {
  it.each(right)("may publish %s", (_, make) => {
    expect(checkDnsProvider(make)).toEqual([]);
  });

  it.each(wrong)("that breaks the rule %s is told so", (rule, make, message) => {
    const problems = checkDnsProvider(make);
    const found = problems.map((problem) => [problem.rule, problem.message.replace(/[0-9a-f]{32}/u, "ID")]);
    expect(found).toEqual([[rule, message]]);
  });

  it("of which nothing is expected is told what it creates", () => {
    const problems = checkDnsProvider(() => acmeDns(), { createsNothing: true });
    const message = `${all}: was created where nothing is to be; return undefined, or check without createsNothing`;
    expect(problems.map((problem) => problem.message)).toEqual([message]);
  });
});

function chunks(text: string): readonly string[] {
  return text.match(/.{1,255}/gsu) ?? [];
}

import { describe, expect, it } from "@jest/globals";
import { formatIssue, planDeployment, toIssue } from "../../../src";
import { changesOf, hasChanges } from "../../../src/adapter";

const parsed = planDeployment({
  domain: "example.com",
  mx: ["mail.example.com"],
  tlsRpt: { rua: "mailto:tls-reports@example.org" },
});
const plan = parsed.ok ? parsed.value : undefined;
const unknown = "${unknown}";

interface Question {
  readonly key: string;
  readonly name: unknown;
  readonly value: unknown;
  readonly ttl: unknown;
}

describe("changesOf", () => {
  it("asks the DNS provider for every record, with what is known", () => {
    const asked: Question[] = [];
    const published = (record: Question) => (asked.push(record), { ttl: 60, issues: [] });
    const { ttls, issues } = changesOf({ dns: { published } }, { plan, unknown });
    expect(ttls).toEqual({ sts: 60, tlsRpt: 60 });
    expect(issues).toEqual([]);
    expect(asked).toMatchObject([
      { key: "certificate-record", type: "CNAME", name: unknown, value: unknown, ttl: 300 },
      { key: "host-record", type: "CNAME", name: "mta-sts.example.com", value: unknown },
      { key: "tls-rpt-record", type: "TXT", name: "_smtp._tls.example.com", value: plan?.records.tlsRpt?.value },
      { key: "sts-record", type: "TXT", name: "_mta-sts.example.com", value: plan?.records.sts.value },
    ]);
  });

  it("asks without a plan, too, and for no name that the host publishes itself", () => {
    const asked: Question[] = [];
    const published = (record: Question) => (asked.push(record), { ttl: 60, issues: [] });
    changesOf({ host: { ownsName: true }, dns: { published } }, { plan: undefined, unknown });
    expect(asked.map(({ key, name }) => [key, name])).toEqual([
      ["certificate-record", unknown],
      ["tls-rpt-record", unknown],
      ["sts-record", unknown],
    ]);
  });

  it("takes the longer TTL of two zones, also of one that says nothing", () => {
    const of = (ttl: number) => ({ published: () => ({ ttl, issues: [] }) });
    const ttls = (dns: unknown, former: unknown) =>
      changesOf({ dns, previousDns: { dns: former } }, { plan, unknown }).ttls.sts;
    expect([ttls(of(60), of(3_600)), ttls(of(60), {}), ttls({}, of(900)), ttls(of(60), of(30))]).toEqual([
      3_600, 300, 900, 60,
    ]);
    expect(hasChanges({ dns: {}, previousDns: { dns: of(60) } })).toBe(true);
    const { issues } = changesOf({ previousDns: { dns: { published: fail } } }, { plan, unknown });
    expect(issues[0]?.path).toEqual(["previousDns", "dns", "published"]);
  });

  it("says of which argument an issue is", () => {
    const issue = toIssue({ code: "transform-breaks-invariant" }, ["transform", "x"]);
    const host = { issuesFor: (site: unknown) => (site === plan?.site ? [issue] : []) };
    const dns = {
      published: ({ key }: Question) => ({ ttl: 300, issues: key === "sts-record" ? [issue] : [] }),
    };
    const { issues } = changesOf({ host, previousHost: host, dns, previousDns: { dns } }, { plan, unknown });
    expect(issues.map(({ path }) => path.join("."))).toEqual([
      "host.transform.x",
      "previousHost.transform.x",
      "dns.transform.x",
      "previousDns.dns.transform.x",
    ]);
  });

  it.each([
    ["throws an error: broken", () => fail()],
    ["must be whole seconds", () => undefined],
    ["must be whole seconds", () => ({ ttl: "60", issues: [] })],
    ["must be whole seconds", () => ({ ttl: -1 })],
  ])("a DNS provider that is wrong is reported: %s", (problem, published) => {
    const { issues, ttls } = changesOf({ dns: { published } }, { plan, unknown });
    expect(issues.map(formatIssue)).toContainEqual(expect.stringMatching(`^dns\\.published.*: ${problem}`));
    expect(ttls).toEqual({ sts: 300, tlsRpt: 300 });
  });

  it("a host that throws is reported", () => {
    const { issues } = changesOf({ host: { issuesFor: fail } }, { plan, unknown });
    expect(issues.map(formatIssue)).toEqual([expect.stringMatching(/^host\.issuesFor: throws an error: broken/u)]);
  });

  it("asks each port as its own method", () => {
    const dns = {
      ttl: 120,
      published() {
        return { ttl: this.ttl, issues: [] };
      },
    };
    expect(changesOf({ dns }, { plan, unknown }).ttls).toEqual({ sts: 120, tlsRpt: 120 });
  });

  it.each([
    [60, 3_600],
    [3_600, 60],
  ])("reports the longer TTL of two zones: of %d and %d", (present, former) => {
    const zone = (ttl: number) => ({ published: () => ({ ttl, issues: [] }) });
    const ports = { dns: zone(present), previousDns: { dns: zone(former) } };
    expect(changesOf(ports, { plan, unknown }).ttls).toEqual({ sts: 3_600, tlsRpt: 3_600 });
    expect(hasChanges({ previousDns: { dns: zone(former) } })).toBe(true);
  });

  it.each([undefined, null, 5, "dns", {}, { published: 5 }])("has nothing to ask of %j", (port) => {
    expect(hasChanges({ host: port, previousHost: port, dns: port, previousDns: port })).toBe(false);
    expect(changesOf({ host: port, previousHost: port, dns: port, previousDns: port }, { plan, unknown })).toEqual({
      issues: [],
      ttls: {},
    });
  });

  it("has something to ask of one port that answers", () => {
    expect(hasChanges({ previousHost: { issuesFor: () => [] } })).toBe(true);
    expect(hasChanges({ dns: { published: () => ({ ttl: 1, issues: [] }) } })).toBe(true);
  });
});

function fail(): never {
  throw new Error("broken");
}

import { describe, expect, it } from "@jest/globals";
import { formatIssue } from "../../src";
import { dnsRule, hasMethod, portIssues, type Ports, type PresentValues } from "../../src/adapter";
import { isRecord } from "../../src/json";

const present: PresentValues = { isRecord, isKnown: (text) => !text.startsWith("$"), now: 0 };
const none: Ports = { host: {}, previousHost: undefined, dns: { record: () => undefined }, previousDns: undefined };
const own = (message: string) => ({
  issues: [{ code: "argument-type", path: ["zoneId"], message, severity: "error" }],
});

function paths(ports: Partial<Ports>): readonly string[] {
  return portIssues({ ...none, ...ports }, present).map(({ code, path }) => `${path.join(".")} ${code}`);
}

describe("portIssues", () => {
  it("passes on what each port says of its own options, at the port", () => {
    const port = own("wrong");
    expect(paths({ host: port, previousHost: port, dns: port })).toEqual([
      "host.zoneId argument-type",
      "previousHost.zoneId argument-type",
      "dns.zoneId argument-type",
    ]);
    const before = { ...own("wrong"), record: () => undefined };
    expect(paths({ previousDns: { dns: before } })).toEqual(["previousDns.dns.zoneId argument-type"]);
  });

  it.each<[string, Partial<Ports>, readonly string[]]>([
    ["a former zone without a provider", { previousDns: {} }, ["previousDns.dns argument-type"]],
    [
      "a date to come",
      { previousDns: { dns: none.dns, delegatedSince: "1970-01-01T00:00:01Z" } },
      ["previousDns.delegatedSince time-in-future"],
    ],
    ["two hosts of a kind", { host: { kind: "a" }, previousHost: { kind: "a" } }, ["previousHost host-move-same-kind"]],
    [
      "a custom domain in a zone that moves",
      { host: { ownsName: true }, previousDns: { dns: none.dns } },
      ["previousDns zone-move-owned-name"],
    ],
  ])("refuses %s", (_, ports, expected) => {
    expect(paths(ports)).toEqual(expected);
  });

  it("compares the zones of host and records where both are known", () => {
    const zones = (host: unknown, dns: unknown): readonly string[] =>
      portIssues({ ...none, host: { cloudflareZoneId: host }, dns: { cloudflareZoneId: dns } }, present).map(
        formatIssue,
      );
    expect(zones("a", "b")).toEqual([expect.stringMatching(/^host\.zoneId: .*"a".*"b".*\[host-zone-differs\]$/u)]);
    for (const [host, dns] of [
      ["a", "a"],
      ["a", ""],
      ["$a", "b"],
      ["a", undefined],
      [1, "b"],
    ] as const) {
      expect(zones(host, dns)).toEqual([]);
    }
  });

  it.each([undefined, null, 7, "text", [], new Date(0)])("never throws: %j", (value) => {
    expect(paths({ host: value, previousHost: value, dns: value, previousDns: value })).toEqual(expect.anything());
  });
});

describe("hasMethod", () => {
  it("finds methods of objects, also inherited ones", () => {
    class Host {
      serve(): void {
        return;
      }
    }
    expect([new Host(), { serve: () => 1 }, { serve: 1 }, null, "serve"].map(hasMethod("serve"))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(dnsRule.accepts({ record: () => undefined })).toBe(true);
  });
});

import { describe, expect, it } from "@jest/globals";
import { judgeDomain, type PlanFacts } from "../../src/plan-check/judge-domain";
import type { Action } from "../../src/plan-check/resource-change";
import type { PolicyChange, ResourceRole } from "../../src/plan-check/roles";

const DAY = 86_400;

function policy(mode: string, maxAge = 604_800): string {
  return `version: STSv1\r\nmode: ${mode}\r\nmx: mail.example.com\r\nmax_age: ${maxAge}\r\n`;
}

function change(role: ResourceRole, action: Action, before?: object, after?: object): PolicyChange {
  const values = { ...(before && { before: before as never }), ...(after && { after: after as never }) };
  return { address: `${role}-${action}`, type: "aws_x", role, action, domain: "example.com", ...values };
}

const id = (text: string) => ({ records: [`v=STSv1; id=${text};`], ttl: 300 });

function judged(changes: readonly PolicyChange[], facts: PlanFacts = { now: 0 }, deployed?: string) {
  return judgeDomain({ domain: "example.com", changes, deployed }, facts).issues.map(
    ({ code, severity, path }) => `${severity} ${path.join()} ${code}`,
  );
}

describe("a removal", () => {
  const remove = (mode: string) => [
    change("announcement", "delete", id("a1")),
    change("file", "delete", { content: policy(mode) }),
    change("host", "delete"),
  ];

  it("of an enforced policy is refused", () => {
    expect(judged(remove("enforce"))).toEqual(["error announcement-delete removal-without-none"]);
  });

  it("of a policy that nothing shows is refused too", () => {
    expect(judged([change("announcement", "delete", id("a1"))])).toEqual([
      "error announcement-delete removal-without-none",
    ]);
    expect(judged([change("announcement", "delete", id("a1"))], { now: 0 }, policy("testing"))).toEqual([
      "warning announcement-delete removal-without-none",
      "warning announcement-delete history-unknown",
    ]);
  });

  it("in testing is the owner's to judge", () => {
    expect(judged(remove("testing"))[0]).toBe("warning announcement-delete removal-without-none");
  });

  it("in mode none has to wait for what was enforced before, however long that was", () => {
    const longestMaxAge = 28 * DAY;
    expect(judged(remove("none"))[0]).toBe("error announcement-delete removal-too-early");
    expect(judged(remove("none"), { now: 27 * DAY, noneSince: 0, longestMaxAge })).toEqual([
      "error announcement-delete removal-too-early",
    ]);
    expect(judged(remove("none"), { now: 28 * DAY + 300, noneSince: 0, longestMaxAge })).toEqual([]);
    expect(judged(remove("none"), { now: 31_557_900, noneSince: 0 })).toEqual([
      "warning announcement-delete history-unknown",
    ]);
  });

  it("of the record alone is a removal", () => {
    const changes = [
      change("announcement", "delete", id("a1")),
      change("file", "keep", { content: policy("enforce") }),
    ];
    expect(judged(changes)).toEqual(["error announcement-delete removal-without-none"]);
  });

  it("where somebody else keeps the record shows in the file", () => {
    expect(judged([change("file", "delete", { content: policy("enforce") })])).toEqual([
      "error file-delete removal-without-none",
    ]);
  });
});

describe("a change", () => {
  const file = (before: string, after: string) => change("file", "update", { content: before }, { content: after });

  it("of policy and record together is what every change is", () => {
    expect(
      judged([file(policy("testing"), policy("enforce")), change("announcement", "update", id("a1"), id("b2"))]),
    ).toEqual([]);
  });

  it("of the policy without its id is refused, in testing too", () => {
    expect(
      judged([file(policy("testing"), policy("enforce")), change("announcement", "keep", id("a1"), id("a1"))]),
    ).toEqual(["error announcement-keep id-not-changed"]);
  });

  it("of the id alone is needless", () => {
    const same = policy("enforce");
    expect(judged([file(same, same), change("announcement", "update", id("a1"), id("b2"))])).toEqual([
      "info announcement-update id-changed-needlessly",
    ]);
  });

  it("of the name alone is a move", () => {
    const name = change("name", "update", { records: ["a.example"] }, { records: ["b.example"] });
    const same = policy("enforce");
    const kept = change("announcement", "keep", id("a1"), id("a1"));
    expect(judged([name, kept, file(same, same)])).toEqual(["warning name-update,records host-not-in-plan"]);
    expect(judged([name, change("announcement", "update", id("a1"), id("b2")), file(same, policy("none"))])).toEqual([
      "error name-update host-and-policy-together",
    ]);
  });

  it("of another part of the name is none", () => {
    const name = change("name", "update", { records: ["a.example"], ttl: 300 }, { records: ["a.example"], ttl: 60 });
    const record = change("announcement", "update", id("a1"), id("b2"));
    expect(judged([name, record, file(policy("testing"), policy("enforce"))])).toEqual([]);
  });

  it("that gives a certificate a successor is never missed", () => {
    const certificate = { ...change("host", "replace-create-first"), type: "aws_acm_certificate" };
    expect(judged([certificate, change("announcement", "keep", id("a1"))])).toEqual([]);
    expect(judged([{ ...certificate, action: "replace" }, change("announcement", "keep", id("a1"))])).toEqual([
      "error host-replace-create-first policy-host-gone",
    ]);
  });

  it("that breaks something is a warning in testing", () => {
    const kept = change("file", "keep", { content: policy("testing") });
    expect(judged([kept, change("announcement", "replace", id("a1"), id("a1"))])).toEqual([
      "warning announcement-replace txt-recreated",
    ]);
  });

  it("that takes the record out of Terraform's hands leaves it where it is", () => {
    expect(
      judged([change("announcement", "forget", id("a1")), change("file", "forget", { content: policy("enforce") })]),
    ).toEqual([]);
  });
});

describe("the end of a zone's move", () => {
  const name = (zone: string, type = "CNAME") => ({ zone_id: zone, name: "mta-sts.example.com", type });
  const rest = [
    change("announcement", "keep", id("a1"), id("a1")),
    change("file", "keep", { content: policy("enforce") }),
  ];
  const formerGoes = (other: PolicyChange) => judged([...rest, change("name", "delete", name("Z1")), other]);

  it.each(["enforce", "testing", "none"])("keeps the announcement until its time, in mode %s", (mode) => {
    const sts = (zone: string) => ({ zone_id: zone, name: "_mta-sts.example.com", type: "TXT", ...id("a1") });
    const [former, kept] = [sts("Z1"), sts("Z2")];
    const changes = [
      change("announcement", "delete", former),
      change("announcement", "keep", kept, kept),
      change("file", "keep", { content: policy(mode) }),
    ];
    const zoneMoves = [{ removableFrom: 2 * DAY, former: { zoneId: "Z1" } }];
    const judgedAt = (now: number, facts: Partial<PlanFacts> = {}): readonly string[] =>
      judgeDomain({ domain: "example.com", changes, deployed: undefined, zoneMoves }, { now, ...facts }).issues.map(
        ({ code, severity }) => `${severity} ${code}`,
      );
    const severity = mode === "testing" ? "warning" : "error";
    expect(judgedAt(DAY)).toEqual([`${severity} zone-dropped-too-early`]);
    expect(judgedAt(2 * DAY)).toEqual([]);
    const retired = { noneSince: -60 * DAY, longestMaxAge: 28 * DAY };
    expect(judgedAt(DAY, retired)).toEqual([`${mode === "enforce" ? "error" : "warning"} zone-dropped-too-early`]);
  });

  it("removes the name from a zone while another one keeps it", () => {
    expect(formerGoes(change("name", "keep", name("Z2"), name("Z2")))).toEqual([]);
  });

  it.each([
    ["in the same zone", change("name", "keep", name("Z1"), name("Z1"))],
    ["of another type", change("name", "keep", name("Z2", "AAAA"), name("Z2", "AAAA"))],
    ["that goes, too", change("name", "replace", name("Z2"), name("Z2"))],
    [
      "with another owner",
      change(
        "name",
        "keep",
        { ...name("Z2"), name: "mta-sts.example.net" },
        { ...name("Z2"), name: "mta-sts.example.net" },
      ),
    ],
  ])("is no reason to pass over a record %s", (_, other) => {
    expect(formerGoes(other)).toContainEqual(expect.stringMatching(/policy-host-gone$/u));
  });
});

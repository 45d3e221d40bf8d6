import { describe, expect, it } from "@jest/globals";
import { formatIssue, planDeployment, type DeploymentPlan, type MtaStsConfig } from "../../src";
import {
  judgeLastDomain,
  judgeLastName,
  judgeLastZones,
  type ComponentNames,
  type LastDeployment,
  type ProgramZone,
} from "../../src/adapter";
import { lastDomainIssues, lastNameIssues, lastZoneIssues } from "../fixtures/move-issues";

function planned(config: Partial<MtaStsConfig>): DeploymentPlan {
  const parsed = planDeployment({ domain: "example.com", mx: ["mail.example.com"], ...config });
  if (!parsed.ok) throw new Error("the configuration is wrong");
  return parsed.value;
}

const enforced = planned({ mode: "enforce" });
const [moved] = lastZoneIssues.filter(([, lines]) => lines.length > 0).map(([input]) => input);
const [last, zones] = moved as readonly [LastDeployment, readonly ProgramZone[]];

describe("judgeLastZones", () => {
  it.each(lastZoneIssues)("%j", (...[input, lines]) => {
    const [before, present] = input as readonly [LastDeployment, readonly ProgramZone[]];
    const found = judgeLastZones({ last: before, plan: enforced, zones: present, now: 0 });
    expect(found.map(formatIssue)).toEqual(lines);
  });

  it("asks what was deployed, not only what is planned", () => {
    expect(judgeLastZones({ last, plan: planned({}), zones, now: 0 })).toHaveLength(1);
  });

  it("lets everything change where nothing was ever enforced", () => {
    const components = last.components.map((one) => ({ ...one, policyText: "version: STSv1\r\nmode: testing\r\n" }));
    expect(judgeLastZones({ last: { ...last, components }, plan: planned({}), zones, now: 0 })).toEqual([]);
  });

  it("lets everything go at the end of a retirement, and not a second before", () => {
    const plan = planned({ mode: "none", noneSince: "1970-01-01T00:00:00Z" });
    const end = 2_419_500;
    expect(judgeLastZones({ last, plan, zones, now: end - 1 })).toHaveLength(1);
    expect(judgeLastZones({ last, plan, zones, now: end })).toEqual([]);
  });
});

describe("judgeLastName", () => {
  it.each(lastNameIssues)("%j", (...[input, lines]) => {
    const [before, names] = input as readonly [LastDeployment, ComponentNames];
    expect(judgeLastName({ last: before, plan: enforced, now: 0 }, names).map(formatIssue)).toEqual(lines);
  });
});

describe("judgeLastDomain", () => {
  const [[before, lines]] = lastDomainIssues as unknown as readonly [readonly [LastDeployment, readonly string[]]];
  const [component] = before.components;
  const own = { urn: component!.urn, domain: "other.example.com", now: 0 };
  const told = (last: LastDeployment, now = 0): readonly string[] =>
    judgeLastDomain([last], { ...own, now }).map(formatIssue);
  const withComponent = (changes: object): LastDeployment => ({
    ...before,
    components: [{ ...component!, ...changes }],
  });

  it("refuses another domain while senders may hold a policy of the first", () => {
    expect(told(before)).toEqual(lines);
    const rolledBack = { policyText: "version: STSv1\r\nmode: testing\r\n", announcedIds: ["a", "b"] };
    expect(told(withComponent(rolledBack))).toEqual(lines);
  });

  it("lets the domain stay, another component have it, and a policy in testing go", () => {
    expect(judgeLastDomain([before], { ...own, domain: "example.com" })).toEqual([]);
    expect(judgeLastDomain([before], { ...own, urn: `${component!.urn}-2` })).toEqual([]);
    expect(told(withComponent({ policyText: "version: STSv1\r\nmode: testing\r\n" }))).toEqual([]);
  });

  it("lets everything go at the end of a retirement, and not a second before", () => {
    const retired = withComponent({ outputs: { retirement: { removableFrom: "1970-01-01T00:01:00Z" } } });
    expect(told(retired, 59)).toEqual(lines);
    expect(told(retired, 60)).toEqual([]);
  });
});

import { describe, expect, it } from "@jest/globals";
import { formatIssue, planDeployment, type DeploymentPlan, type MtaStsConfig } from "../../src";
import {
  judgeLastName,
  judgeLastZones,
  type ComponentNames,
  type LastDeployment,
  type ProgramZone,
} from "../../src/adapter";
import { lastNameIssues, lastZoneIssues } from "../fixtures/move-issues";

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

import { describe, expect, it } from "@jest/globals";
import { formatIssues, planDeployment, policyId, type MtaStsConfig } from "../src";
import { checkAnnouncedIds, judgeAnnounced, revisionToWrite } from "../src/config-ids";
import type { Fault } from "../src/issue";

const config: MtaStsConfig = {
  domain: "example.com",
  mx: ["mail.example.com"],
  tlsRpt: { rua: "mailto:tls-reports@example.org" },
};
const first = planDeployment(config);
if (!first.ok) throw new Error("the plan is right");
const plan = first.value;

function faultsOf(check: (report: (fault: Fault) => null) => unknown): readonly Fault[] {
  const faults: Fault[] = [];
  check((fault) => {
    faults.push(fault);
    return null;
  });
  return faults;
}

describe("checkAnnouncedIds", () => {
  it("takes ids of any origin, and none", () => {
    expect(checkAnnouncedIds(undefined, () => null)).toEqual([]);
    expect(checkAnnouncedIds(["20240101", "a"], () => null)).toEqual(["20240101", "a"]);
  });

  it.each<[string, unknown, string]>([
    ["a text", "20240101", "argument-type"],
    ["a number in the list", [20240101], "argument-type"],
    ["another grammar", ["a-b"], "txt-id-invalid"],
    ["an id that is too long", ["a".repeat(33)], "txt-id-invalid"],
    ["too many", Array.from({ length: 1_001 }, String), "announced-ids-too-many"],
    ["a reference", ["${local.id}"], "txt-id-invalid"],
  ])("refuses %s", (_, value, code) => {
    expect(faultsOf((report) => checkAnnouncedIds(value, report)).map((fault) => fault.code)).toEqual([code]);
  });
});

describe("judgeAnnounced", () => {
  it("refuses the id of the plan alone", () => {
    expect(
      faultsOf((report) => {
        judgeAnnounced(["20240101"], plan, report);
      }),
    ).toEqual([]);
    expect(
      faultsOf((report) => {
        judgeAnnounced(["20240101", plan.policyId], plan, report);
      }),
    ).toMatchObject([{ code: "id-reused", got: 0, write: 1 }]);
  });

  it("is part of a plan", () => {
    const refused = planDeployment({ ...config, announcedIds: [plan.policyId] });
    expect(refused.ok ? "" : formatIssues(refused.issues)).toContain("[id-reused]");
    expect(planDeployment({ ...config, announcedIds: [plan.policyId], revision: 1 }).ok).toBe(true);
  });
});

it("offers no revision where none is left", () => {
  const full = planDeployment({ ...config, maxAge: 31_557_600 });
  expect(full.ok && revisionToWrite(full.value, [policyId("")])).toEqual({});
});

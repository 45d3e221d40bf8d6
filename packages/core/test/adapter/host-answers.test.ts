import { describe, expect, it } from "@jest/globals";
import { planDeployment } from "../../src";
import { issuesForFaults } from "../../src/adapter";

const plan = planDeployment({
  domain: "example.com",
  mx: ["mail.example.com"],
  tlsRpt: { rua: "mailto:a@example.com" },
});
if (!plan.ok) throw new Error("the sample is refused");
const sites = [plan.value.site];
const issue = { code: "acme", severity: "warning", path: ["transform"], message: "slow" };

describe("the faults in what a host finds wrong", () => {
  it("are none without the method, without issues, and with warnings", () => {
    expect(issuesForFaults({}, sites)).toEqual([]);
    expect(issuesForFaults({ issuesFor: () => [] }, sites)).toEqual([]);
    expect(issuesForFaults({ issuesFor: () => [issue] }, sites)).toEqual([]);
  });

  it("are found for an unknown policy, and for a known one", () => {
    const needsSite = { issuesFor: (site: { readonly host: string } | undefined) => [site!.host.slice(0, 0)].slice(1) };
    expect(issuesForFaults(needsSite, sites).map(({ problem }) => problem)).toEqual([
      "throws where the policy is not known yet",
    ]);
    const refusing = { issuesFor: () => [{ ...issue, severity: "error" }] };
    expect(issuesForFaults(refusing, sites).map(({ problem }) => problem)).toEqual([
      "refuses every deployment where the policy is not known yet",
      "refuses every deployment for a policy",
    ]);
  });

  it.each([
    ["a text", "none"],
    ["nothing", undefined],
    ["an issue without a path", [{ ...issue, path: "transform" }]],
  ])("are found in %s", (_what, answer) => {
    expect(issuesForFaults({ issuesFor: () => answer }, [])).toMatchObject([{ got: answer }]);
  });

  it("are found where it is no method", () => {
    expect(issuesForFaults({ issuesFor: [] }, [])).toMatchObject([{ problem: "is not a function", got: "object" }]);
  });
});

import { describe, expect, it } from "@jest/globals";
import { policyChanges } from "../../src/plan-check/roles";
import { hostViewAt } from "../../src/plan-check/sender-view";
import { readTerraformPlan } from "../../src/plan-check/terraform-plan";
import { editedPlan } from "./edited-plan";

describe("hostViewAt", () => {
  it.each(["cloudfront", "worker", "r2"] as const)("follows the name to the bytes for %s", (host) => {
    const plan = readTerraformPlan(editedPlan("terraform", host, []) as never);
    const view = hostViewAt(policyChanges(plan?.changes ?? []), "example.com", "after");
    expect(view.hasName).toBe(true);
    expect(view.bodies.map(({ text }) => text)).toEqual([expect.stringContaining("mode: enforce")]);
    expect(view.findings).toEqual([]);
  });
});

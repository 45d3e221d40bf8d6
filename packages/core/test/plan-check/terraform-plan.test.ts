import { describe, expect, it } from "@jest/globals";
import { readTerraformPlan } from "../../src/plan-check/terraform-plan";

function actionOf(...actions: readonly string[]): string | undefined {
  const change = { address: "a.b", mode: "managed", type: "a", change: { actions, before: null, after: {} } };
  return readTerraformPlan({ format_version: "1.2", resource_changes: [change] })?.changes[0]?.action;
}

describe("readTerraformPlan", () => {
  it("names every action that Terraform has", () => {
    expect(actionOf("no-op")).toBe("keep");
    expect(actionOf("read")).toBe("keep");
    expect(actionOf("create")).toBe("create");
    expect(actionOf("update")).toBe("update");
    expect(actionOf("delete")).toBe("delete");
    expect(actionOf("delete", "create")).toBe("replace");
    expect(actionOf("create", "delete")).toBe("replace-create-first");
    expect(actionOf("forget")).toBe("forget");
  });

  it("leaves out data sources, and takes the outputs of the state before", () => {
    const data = { address: "data.a.b", mode: "data", type: "a", change: { actions: ["read"] } };
    const prior_state = { values: { outputs: { policyId: 1 } } };
    expect(readTerraformPlan({ format_version: "1.2", resource_changes: [data], prior_state })).toEqual({
      tool: "terraform",
      changes: [],
      outputs: { policyId: 1 },
    });
  });

  it("does not take a state for a plan", () => {
    expect(readTerraformPlan({ format_version: "1.0", values: {} })).toBeUndefined();
  });
});

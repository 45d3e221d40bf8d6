import { describe, expect, it } from "@jest/globals";
import { UNKNOWN } from "../../src/plan-check/resource-change";
import { foreignFormat, readTerraformPlan } from "../../src/plan-check/terraform-plan";

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

  it("takes the outputs that change as they were", () => {
    // The state in a plan has the new ones already.
    const prior_state = { values: { outputs: { kept: { value: 1 }, changed: { value: 2 }, created: { value: 3 } } } };
    const output_changes = { changed: { before: 1, after: 2 }, gone: { before: { a: 1 } }, created: { before: null } };
    const outputs = readTerraformPlan({
      format_version: "1.2",
      resource_changes: [],
      prior_state,
      output_changes,
    })?.outputs;
    expect(outputs).toMatchObject({ kept: { value: 1 }, changed: { value: 1 }, gone: { value: { a: 1 } } });
  });

  it("leaves out data sources, and takes the outputs of the state before", () => {
    const data = { address: "data.a.b", mode: "data", type: "a", change: { actions: ["read"] } };
    const prior_state = { values: { outputs: { policyId: 1 } } };
    expect(readTerraformPlan({ format_version: "1.2", resource_changes: [data], prior_state })).toEqual({
      tool: "terraform",
      changes: [],
      isComplete: true,
      outputs: { policyId: 1 },
    });
  });

  it("marks what is known only later, at any depth", () => {
    const after = { a: null, list: [{ b: "x" }, { b: null }], block: { c: 1 } };
    const after_unknown = { a: true, list: [{}, { b: true }], block: {}, d: true, e: [] };
    const resource_changes = [
      { address: "a.b", type: "a", change: { actions: ["update"], before: {}, after, after_unknown } },
    ];
    const [change] = readTerraformPlan({ format_version: "1.2", resource_changes })?.changes ?? [];
    expect(change?.after).toEqual({
      a: UNKNOWN,
      list: [{ b: "x" }, { b: UNKNOWN }],
      block: { c: 1 },
      d: UNKNOWN,
      e: [],
    });
  });

  it("adds what a targeted plan leaves out, from the state before it, through modules", () => {
    const resource = (address: string, values: object) => ({ address, mode: "managed", type: "a", values });
    const child = { resources: [resource("module.m.a.y", { k: 2 }), { ...resource("data.a.z", {}), mode: "data" }] };
    const root = { resources: [resource("a.x", { k: 1 }), resource("a.listed", {})], child_modules: [child] };
    const prior_state = { values: { root_module: root } };
    const resource_changes = [
      { address: "a.listed", type: "a", change: { actions: ["no-op"], before: {}, after: {} } },
    ];
    const { changes } = readTerraformPlan({ format_version: "1.2", resource_changes, prior_state }) ?? {};
    expect(changes?.slice(1)).toEqual([
      { address: "a.x", type: "a", action: "keep", before: { k: 1 }, after: { k: 1 } },
      { address: "module.m.a.y", type: "a", action: "keep", before: { k: 2 }, after: { k: 2 } },
    ]);
  });

  it("knows the format versions of Terraform 1 and OpenTofu 1", () => {
    expect(["0.1", "1.2", "1.12"].map((version) => foreignFormat({ format_version: version }))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(["2.0", "1", "x"].map((version) => foreignFormat({ format_version: version }))).toEqual(["2.0", "1", "x"]);
  });

  it("does not take a state for a plan", () => {
    expect(readTerraformPlan({ format_version: "1.0", values: {} })).toBeUndefined();
  });
});

import { describe, expect, it } from "@jest/globals";
import { readPulumiPlan } from "../../src/plan-check/pulumi-plan";
import { UNKNOWN } from "../../src/plan-check/resource-change";

const urn = "urn:pulumi:dev::p::mtasts:index:MtaSts$aws:route53/record:Record::mail-sts-record";

function changeOf(...ops: readonly string[]) {
  return readPulumiPlan({ steps: ops.map((op) => ({ op, urn })) })?.changes[0];
}

describe("readPulumiPlan", () => {
  it("names every operation that Pulumi has", () => {
    expect(changeOf("same")?.action).toBe("keep");
    expect(changeOf("create")?.action).toBe("create");
    expect(changeOf("import")?.action).toBe("create");
    expect(changeOf("update")?.action).toBe("update");
    expect(changeOf("delete")?.action).toBe("delete");
    expect(changeOf("create-replacement", "replace", "delete-replaced")?.action).toBe("replace-create-first");
    expect(changeOf("delete-replaced", "replace", "create-replacement")?.action).toBe("replace");
    expect(changeOf("replace")?.action).toBe("replace");
  });

  it("takes the type from the end of the chain, and marks what is not known yet, or secret", () => {
    const inputs = { a: "04da6b54-80e4-46f7-96ec-b56ff0331ba9", b: ["x", "[secret]"] };
    const [change] = readPulumiPlan({ steps: [{ op: "create", urn, newState: { inputs } }] })?.changes ?? [];
    const after = { a: UNKNOWN, b: ["x", UNKNOWN] };
    expect(change).toEqual({ address: urn, type: "aws:route53/record:Record", action: "create", after });
  });

  it("keeps what the provider added to arguments that are updated, and not what is taken away from them", () => {
    const oldState = { id: "E1", inputs: { a: "1", b: "2" }, outputs: { a: "1", b: "2", arn: "arn:1" } };
    const steps = [{ op: "update", urn, oldState, newState: { inputs: { a: "3" } } }];
    expect(readPulumiPlan({ steps })?.changes[0]?.after).toEqual({ id: "E1", a: "3", arn: "arn:1" });
  });

  it("compares with what a refresh found", () => {
    const steps = [
      { op: "refresh", urn, oldState: { inputs: { a: "1" } }, newState: { inputs: { a: "2" } } },
      { op: "update", urn, oldState: { inputs: { a: "1" } }, newState: { inputs: { a: "3" } } },
    ];
    expect(readPulumiPlan({ steps })?.changes[0]).toMatchObject({
      action: "update",
      before: { a: "2" },
      after: { a: "3" },
    });
  });

  it("is complete where every resource that stays has a step", () => {
    const steps = [{ op: "same", urn }];
    expect(readPulumiPlan({ steps, changeSummary: { same: 1 } })).toMatchObject({ isComplete: true });
    expect(readPulumiPlan({ steps, changeSummary: { same: 2 } })).toMatchObject({ isComplete: false });
    expect(readPulumiPlan({ steps })).toMatchObject({ isComplete: false });
  });

  it("knows an empty preview by its summary", () => {
    expect(readPulumiPlan({ changeSummary: {} })).toMatchObject({ tool: "pulumi", changes: [] });
    expect(readPulumiPlan({ config: {} })).toBeUndefined();
  });
});

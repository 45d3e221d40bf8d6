import { describe, expect, it } from "@jest/globals";
import { readPulumiPlan } from "../../src/plan-check/pulumi-plan";

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

  it("takes the type from the end of the chain, and no value that is not known yet", () => {
    const inputs = { a: "04da6b54-80e4-46f7-96ec-b56ff0331ba9", b: "x" };
    const [change] = readPulumiPlan({ steps: [{ op: "create", urn, newState: { inputs } }] })?.changes ?? [];
    expect(change).toEqual({ address: urn, type: "aws:route53/record:Record", action: "create", after: { b: "x" } });
  });

  it("knows an empty preview by its summary", () => {
    expect(readPulumiPlan({ changeSummary: {} })).toMatchObject({ tool: "pulumi", changes: [] });
    expect(readPulumiPlan({ config: {} })).toBeUndefined();
  });
});

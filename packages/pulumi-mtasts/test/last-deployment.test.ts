import { afterEach, describe, expect, it, jest } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { lastDeployment } from "../src/last-deployment";
import { endProgram, startProgram } from "./harness";

const urn = "urn:pulumi:stack::project::mtasts:index:MtaSts::mail";
const policyUrl = "https://mta-sts.example.com/.well-known/mta-sts.txt";
const state = { [urn]: { type: "mtasts:index:MtaSts", outputs: { policyUrl, policyId: "1" } } };

const invoke = jest.spyOn(pulumi.runtime, "invoke");

afterEach(async () => {
  await endProgram();
  invoke.mockReset();
});

describe("lastDeployment", () => {
  it("reads the state once per run, and by policy domain", async () => {
    await startProgram();
    invoke.mockResolvedValue({ outputs: state });
    const memories = await Promise.all([lastDeployment(), lastDeployment()]);
    expect(memories[0]).toBe(memories[1]);
    expect(memories[0]).toMatchObject({ isKnown: true });
    expect(memories[0].isKnown && memories[0].domains.get("example.com")?.components).toMatchObject([
      { policyId: "1" },
    ]);
    expect(invoke.mock.calls).toEqual([
      ["pulumi:pulumi:readStackResourceOutputs", { stackName: "organization/project/stack" }],
    ]);
    await startProgram();
    await lastDeployment();
    expect(invoke).toHaveBeenCalledTimes(2);
  });

  it("asks a file backend of old for the stack by its bare name", async () => {
    await startProgram();
    invoke.mockRejectedValueOnce(new Error("a stack name may only contain…")).mockResolvedValue({ outputs: {} });
    expect(await lastDeployment()).toEqual({ isKnown: true, domains: new Map(), urns: new Set() });
    expect(invoke).toHaveBeenLastCalledWith(expect.any(String), { stackName: "stack" });
  });

  it.each([
    ["fails", () => invoke.mockRejectedValue(new Error("unrecognized function name"))],
    ["says something else", () => invoke.mockResolvedValue({ name: "stack" })],
  ])("is unknown where the engine %s, and says nothing under mocks", async (_, prepare) => {
    await startProgram();
    prepare();
    expect(await lastDeployment()).toEqual({ isKnown: false, note: "" });
  });

  it("says in one line why it is unknown on a real engine", async () => {
    await startProgram();
    jest.spyOn(pulumi.runtime, "getMonitor").mockReturnValue({} as ReturnType<typeof pulumi.runtime.getMonitor>);
    invoke.mockRejectedValue(new Error("unrecognized function name\nand more"));
    expect(await lastDeployment()).toEqual({
      isKnown: false,
      note: "the state of the last deployment could not be read, so ids are not compared with earlier ones (unrecognized function name)",
    });
    jest.mocked(pulumi.runtime.getMonitor).mockRestore();
  });
});

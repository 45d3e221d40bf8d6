import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { planDeployment, type DeploymentPlan, type MtaStsConfig } from "@mtasts/core";
import * as pulumi from "@pulumi/pulumi";
import { external, manualDns, MtaSts, type MtaStsArgs } from "pulumi-mtasts";
import { rememberIds } from "../src/id-memory";
import { endProgram, registered, startProgram, valueOf } from "./harness";

const config: MtaStsConfig = { domain: "example.com", mx: ["mail.example.com"] };
const args: MtaStsArgs = { ...config, host: external({ target: "policies.provider.example" }), dns: manualDns() };
const plan = planOf(config);
const id = plan.policyId;

function planOf(given: MtaStsConfig): DeploymentPlan {
  const planned = planDeployment(given);
  if (!planned.ok) throw new Error("the plan is right");
  return planned.value;
}

const invoke = jest.spyOn(pulumi.runtime, "invoke");
const notes = jest.spyOn(pulumi.log, "info").mockResolvedValue();
jest.spyOn(pulumi.log, "warn").mockResolvedValue();

/** The engine's state after a component has announced these ids. */
function remember(...announcedIds: readonly string[]): void {
  const policyUrl = plan.site.url;
  const state = { type: "mtasts:index:MtaSts", outputs: { policyUrl, policyId: announcedIds.at(-1), announcedIds } };
  invoke.mockResolvedValue({ outputs: { "urn:pulumi:stack::project::mtasts:index:MtaSts::renamed": state } });
}

const planned = (given: MtaStsConfig = config) => pulumi.output({ plan: planOf(given), warnings: [] });

beforeEach(async () => {
  jest.clearAllMocks();
  invoke.mockResolvedValue({ outputs: {} });
  await startProgram();
});
afterEach(endProgram);

describe("rememberIds", () => {
  it("passes what was never announced, and remembers it under the domain", async () => {
    remember("1", "2");
    const memory = rememberIds("mail", args, planned());
    expect(await valueOf(memory.judged)).toEqual({
      issues: [],
      announcedIds: ["1", "2", id],
      isRemembered: true,
      note: "",
    });
    expect(await valueOf(memory.announcedIds())).toEqual(["1", "2", id]);
  });

  it("refuses what was announced before another id", async () => {
    remember(id, "2");
    const { judged } = rememberIds("mail", args, planned());
    expect((await valueOf(judged)).issues).toMatchObject([{ code: "id-reused", path: ["revision"] }]);
  });

  it("shows no id where an argument is secret", async () => {
    remember(id, "2");
    const { judged } = rememberIds("mail", args, pulumi.secret(planned()));
    const [issue] = (await valueOf(judged)).issues;
    expect(issue?.message).toContain("got [secret]");
    expect(issue?.message).not.toContain(id);
  });

  it("adds the ids that the program declares", async () => {
    remember("2");
    const declared = { ...args, announcedIds: pulumi.output(["1"]) };
    expect(await valueOf(rememberIds("mail", declared, planned()).announcedIds())).toEqual(["1", "2", id]);
  });

  it("remembers nothing of a first deployment, nor where the state cannot be read", async () => {
    expect(await valueOf(rememberIds("mail", args, planned()).judged)).toMatchObject({ isRemembered: false });
    await startProgram();
    invoke.mockRejectedValue(new Error("unrecognized function name"));
    expect(await valueOf(rememberIds("mail", args, planned()).judged)).toMatchObject({
      issues: [],
      announcedIds: [id],
      isRemembered: false,
    });
  });
});

describe("a component", () => {
  it("keeps the announced ids in its outputs, and looks at the state also with preflight off", async () => {
    remember("1");
    const component = new MtaSts("mail", { ...args, preflight: "off" });
    expect(await valueOf(component.announcedIds)).toEqual(["1", id]);
    await valueOf(component.urn);
    expect(registered.map(({ name }) => name)).toEqual(["mail"]);
    expect(notes).not.toHaveBeenCalled();
  });

  it("refuses a declared id at once", () => {
    expect(() => new MtaSts("mail", { ...args, announcedIds: [id] })).toThrow(/is in announcedIds.*\[id-reused\]/u);
    expect(() => new MtaSts("mail", { ...args, announcedIds: "1" as unknown as string[] })).toThrow("[argument-type]");
  });
});

import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import * as core from "@mtasts/core";
import * as pulumi from "@pulumi/pulumi";
import type * as mtasts from "pulumi-mtasts";
import { endProgram, startProgram, valueOf } from "./harness";

const plan = jest.fn(core.planDeployment);
jest.mock("@mtasts/core", () => ({ ...core, planDeployment: plan }));

// Loaded after the module that it is to count the calls of has been replaced.
const { external, manualDns, MtaSts } = jest.requireActual<typeof mtasts>("pulumi-mtasts");

beforeEach(async () => {
  plan.mockClear();
  await startProgram();
});
afterEach(endProgram);

const args = {
  domain: "example.com",
  mode: "none",
  mx: ["mail.example.com"],
  noneSince: "2026-01-01T00:00:00Z",
  tlsRpt: { rua: "mailto:tls-reports@example.org" },
  host: external({ target: "policies.provider.example" }),
  dns: manualDns(),
} as const satisfies mtasts.MtaStsArgs;

/** Every output, once it is known. */
async function outputsOf(one: mtasts.MtaSts): Promise<unknown> {
  const { policyId, policyText, policyUrl, records, mxMigration, retirement } = one;
  return await valueOf(pulumi.output({ policyId, policyText, policyUrl, records, mxMigration, retirement }));
}

describe("a plan", () => {
  it("is made once from plain arguments", async () => {
    await outputsOf(new MtaSts("mail", args));
    await endProgram();
    expect(plan).toHaveBeenCalledTimes(1);
  });

  it("is the same for arguments that are known later", async () => {
    const now = await outputsOf(new MtaSts("now", args));
    const late = { domain: pulumi.output("example.com"), mode: Promise.resolve("none" as const) };
    expect(await outputsOf(new MtaSts("late", { ...args, ...late }))).toEqual(now);
    const migrating = {
      ...args,
      mode: "enforce",
      noneSince: undefined,
      mxMigration: { to: ["mx.example.net"] },
    } as const;
    const before = await outputsOf(new MtaSts("migrating", migrating));
    const after = await outputsOf(new MtaSts("late-migration", { ...migrating, maxAge: pulumi.output(2_419_200) }));
    expect(after).toEqual(before);
  });
});

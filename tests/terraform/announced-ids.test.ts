import { planDeployment } from "@mtasts/core";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { openDeployment, type Deployment } from "./deployment";
import type { Settings } from "./stack";

jest.setTimeout(60_000);

const host = { host: "external", zone: "route53", target: "policies.provider.example" } as const;
const first: Settings = { ...host, mx: ["mail.example.com"], announcedIds: [] };
const second: Settings = { ...host, mx: ["mail.example.net"], announcedIds: [idOf(first)] };

function idOf({ mx }: Settings): string {
  const plan = planDeployment({ domain: "example.com", mx });
  return plan.ok ? plan.value.policyId : "";
}

let deployment: Deployment;

beforeAll(async () => {
  deployment = await openDeployment("tofu");
  await deployment.configure(first);
  await deployment.apply();
  await deployment.configure(second);
  await deployment.apply();
}, 900_000);
afterAll(() => deployment.close());

async function refusalOf(settings: Settings): Promise<string> {
  await deployment.configure(settings);
  const { exitCode, output } = await deployment.run("plan");
  expect(exitCode).toBe(1);
  return output.replaceAll(/\s+/gu, " ");
}

describe("ids that the state keeps", () => {
  it("cannot be forgotten, as where a change is reverted", async () => {
    const refusal = await refusalOf(first);
    expect(refusal).toContain("cannot be destroyed");
    expect(refusal).toContain(`"1-${idOf(second)}"`);
  });

  it("cannot be listed in another order, as where the id that is left is added alone", async () => {
    expect(await refusalOf({ ...first, announcedIds: [idOf(second)] })).toContain(`"0-${idOf(first)}"`);
  });

  it("refuse the earlier policy where all are listed, until its revision is raised", async () => {
    const all = { ...first, announcedIds: [idOf(first), idOf(second)] };
    await expect(deployment.configure(all)).rejects.toThrow("[id-reused]");
    await deployment.configure({ ...all, revision: 1 });
    expect((await deployment.plan()).exitCode).toBe(2);
  });
});

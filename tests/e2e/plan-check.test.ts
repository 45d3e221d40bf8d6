import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { checkPlan } from "@mtasts/core/plan-check";
import { example, firstSettings, openDeployment, type Deployment } from "./deployment";

jest.setTimeout(120_000);

let deployment: Deployment;
beforeAll(async () => {
  deployment = await openDeployment(example);
  await deployment.configure({ ...firstSettings, mode: "enforce", allowDestroy: "true" });
  await deployment.mustPulumi("up");
});
afterAll(async () => {
  await deployment.close();
});

/** What the check says of a preview of the real engine. */
async function judged(...args: readonly string[]): Promise<readonly string[]> {
  const { output } = await deployment.mustPulumi(...args, "--json");
  const plan = checkPlan(JSON.parse(output), { now: 0 });
  if (!plan.ok) throw new Error("the engine prints another form");
  return plan.value.issues.map(
    ({ severity, path, code }) => `${severity} ${String(path[0]).split("::").at(-1)} ${code}`,
  );
}

async function urnOf(name: string): Promise<string> {
  const { output } = await deployment.mustPulumi("stack", "--show-urns");
  return new RegExp(`urn:\\S+::${name}$`, "mu").exec(output)?.[0] ?? "";
}

describe("previews of the real engine", () => {
  it("are let pass where nothing, or only the policy, changes", async () => {
    expect(await judged("preview")).toEqual([]);
    await deployment.configure({ mx: '["mail.example.com"]' });
    expect(await judged("preview")).toEqual([]);
    await deployment.configure({ mx: firstSettings.mx });
  });

  it.each([
    ["mail-sts-record", "txt-recreated"],
    ["mail-distribution", "policy-host-gone"],
    ["mail-policy-file", "policy-host-gone"],
    ["mail-host-record", "policy-host-gone"],
    ["mail-bucket-policy", "policy-host-gone"],
  ])("are refused where %s is replaced", async (name, code) => {
    expect(await judged("preview", "--replace", await urnOf(name))).toContain(`error ${name} ${code}`);
  });
});

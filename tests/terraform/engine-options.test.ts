import { TerraformResource } from "cdktf";
import { checkPlan } from "@mtasts/core/plan-check";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { openDeployment, type Deployment } from "./deployment";
import { firstSettings, type Settings } from "./stack";
import { startTunnel, type Tunnel } from "./tunnel";
import { watch } from "../e2e/watch";

jest.setTimeout(60_000);

const settings: Settings = { ...firstSettings, host: "cloudfront", zone: "route53" };

let deployment: Deployment;
beforeEach(async () => {
  deployment = await openDeployment("tofu");
}, 900_000);
afterEach(() => deployment.close());

/** Plans, and lets the plan be judged as `mtasts check --plan` does. */
async function judgedPlan() {
  await deployment.must("plan", "-out=planned");
  const { output } = await deployment.must("show", "-json", "planned");
  const plan = checkPlan(JSON.parse(output), { now: 0 });
  if (!plan.ok) throw new Error(JSON.stringify(plan.issues));
  return plan.value;
}

describe("a construct that is removed from the program", () => {
  it.each([
    ["cloudfront", "route53"],
    ["worker", "cloudflareDns"],
    ["r2", "cloudflareDns"],
  ] as const)("would be destroyed by the engine, and is caught by the check of the plan: %s", async (host, zone) => {
    await deployment.configure({ ...settings, host, zone, mode: "enforce" });
    await deployment.apply();
    await deployment.configure({ ...settings, host, zone, removed: true });
    const { domains, issues } = await judgedPlan();
    expect(domains.map(({ domain, mode }) => ({ domain, mode }))).toEqual([{ domain: "example.com", mode: "enforce" }]);
    expect(issues.some(({ severity }) => severity === "error")).toBe(true);
  });

  it("is nothing to the check where only the policy changes", async () => {
    await deployment.configure({ ...settings, mode: "enforce" });
    await deployment.apply();
    await deployment.configure({ ...settings, mode: "enforce", mx: ["mail.example.com"] });
    const { issues } = await judgedPlan();
    expect(issues.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

describe("a construct that is renamed", () => {
  it("moves in the state, even in enforce, and nothing is touched", async () => {
    await deployment.configure({ ...settings, mode: "enforce" });
    await deployment.apply();
    const before = await deployment.resources();
    await deployment.configure({
      ...settings,
      mode: "enforce",
      id: "post",
      adapt: (mtaSts) => {
        for (const child of mtaSts.node.findAll().filter((one) => TerraformResource.isTerraformResource(one))) {
          const former = before.find((address) =>
            address.startsWith(`${child.terraformResourceType}.mail_${child.node.id}_`),
          );
          child.moveFromId(former!);
        }
      },
    });
    const { calls } = deployment.bed.cloud.control;
    const start = calls.length;
    await deployment.apply();
    expect(calls.slice(start).filter(({ operation }) => operation !== "read")).toEqual([]);
    expect((await deployment.resources()).every((address) => address.includes(".post_"))).toBe(true);
  });
});

describe("records that are there already", () => {
  it("are imported, and announced without a gap", async () => {
    const { route53 } = deployment.bed.cloud;
    const theirs = { name: "_mta-sts.example.com", type: "TXT", ttl: 600, values: ['"v=STSv1; id=theirs;"'] };
    route53.upsert("Z0EXAMPLECOM", theirs);
    await deployment.configure({
      ...settings,
      adapt: ({ nodes }) => nodes.stsRecord?.importFrom("Z0EXAMPLECOM__mta-sts.example.com_TXT"),
    });
    const watching = watch(deployment.bed, "example.com");
    const seen = await deployment
      .apply()
      .finally(() => watching.stop())
      .then(() => watching.stop());
    expect(seen.every(({ txt }) => txt !== undefined)).toBe(true);
    expect(await deployment.look()).toMatchObject({ verdict: "accepted" });
    expect((await deployment.plan()).exitCode).toBe(0);
  });
});

describe("drift", () => {
  it("shows with -refresh-only", async () => {
    await deployment.configure(settings);
    await deployment.apply();
    // The certificate was issued after it had come into the state.
    await deployment.must("apply", "-refresh-only", "-auto-approve");
    expect((await deployment.run("plan", "-refresh-only", "-detailed-exitcode")).exitCode).toBe(0);
    const edited = { name: "_mta-sts.example.com", type: "TXT", ttl: 300, values: ['"v=STSv1; id=1;"'] };
    deployment.bed.cloud.route53.upsert("Z0EXAMPLECOM", edited);
    const { exitCode, output } = await deployment.run("plan", "-refresh-only", "-detailed-exitcode");
    expect(exitCode).toBe(2);
    expect(output).toContain("mail_sts-record_");
  });
});

describe("waiting until the policy is served", () => {
  let tunnel: Tunnel;
  beforeEach(async () => {
    await deployment.close();
    tunnel = await startTunnel(() => deployment.bed.https.port);
    deployment = await openDeployment("tofu", {}, tunnel.env);
    tunnel.trust(deployment.bed.caPem);
  });
  afterEach(() => tunnel.stop());

  it("announces it once it can be read, and waits no second time", async () => {
    await deployment.configure({ ...settings, waitUntilServed: { timeoutSeconds: 20 } });
    const { output } = await deployment.apply();
    expect(output).toContain("https://mta-sts.example.com/.well-known/mta-sts.txt serves the policy");
    expect(await deployment.look()).toMatchObject({ verdict: "accepted" });
    expect((await deployment.plan()).exitCode).toBe(0);
  });

  it("does not announce what cannot be read, and goes on with the next apply", async () => {
    await deployment.configure({ ...settings, waitUntilServed: { timeoutSeconds: 1 } });
    tunnel.close();
    const { exitCode, output } = await deployment.run("apply", "-auto-approve");
    expect(exitCode).toBe(1);
    expect(output).toContain("does not serve the policy after 1 s");
    expect((await deployment.look()).txt).toBeUndefined();
    tunnel.open();
    await deployment.apply();
    expect(await deployment.look()).toMatchObject({ verdict: "accepted" });
  });
});

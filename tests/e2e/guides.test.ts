import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { planDeployment, type MtaStsConfig } from "@mtasts/core";
import { modelInternet, Population } from "@mtasts/testbed";
import { zoneId } from "./accounts";
import { openDeployment, type Deployment } from "./deployment";
import { justNow, openDesk, programsOf } from "./guides";

jest.setTimeout(120_000);

const DAY = 86_400;
const domain = "example.com";
const strictWait = 2_419_500;

const [before, widened, announced, moved, narrowed, afterwards] = programsOf("mx-migration.md");
const [none, waiting, lifted] = programsOf("retirement.md");

const desk = openDesk();
let deployment: Deployment;
/** Senders that live through all of it, in the time of the emulated internet. */
let population: Population;

beforeAll(async () => {
  deployment = await openDeployment(desk.folder, { delays: { certificateIssueMs: 0, distributionDeployMs: 2 } });
  await deployment.configure({ "aws:region": "eu-central-1", zoneId });
  setMx("mail.example.com");
  population = new Population(modelInternet(deployment.bed.cloud), { domain });
}, 900_000);
afterAll(async () => {
  await deployment.close();
  desk.clear();
});

function setMx(host: string): void {
  deployment.bed.cloud.route53.upsert(zoneId, { name: domain, type: "MX", ttl: 300, values: [`10 ${host}`] });
}

/** Deploys a step, which publishes this policy. */
async function up(program: string | undefined, config: Partial<MtaStsConfig>): Promise<void> {
  const plan = planDeployment({ domain, mode: "enforce", ...config });
  if (!plan.ok) throw new Error("the policy of the test is wrong");
  await population.expect({ kind: "publish", policyText: plan.value.site.body });
  desk.write(program ?? "");
  await deployment.mustPulumi("up");
  await population.settle();
  expect(await deployment.look()).toMatchObject({ verdict: "accepted", body: plan.value.site.body });
}

/** A step that tells something, and changes nothing in the cloud. */
async function upWithoutChange(program: string | undefined, config: Partial<MtaStsConfig>): Promise<void> {
  const count = deployment.bed.cloud.control.calls.length;
  await up(program, config);
  expect(deployment.bed.cloud.control.calls.slice(count).filter(({ operation }) => operation !== "read")).toEqual([]);
}

/** A step that is refused before anything is called. */
async function refused(program: string | undefined, code: string): Promise<void> {
  const count = deployment.bed.cloud.control.calls.length;
  desk.write(justNow(program ?? ""));
  const { exitCode, output } = await deployment.pulumi("up");
  expect(exitCode).not.toBe(0);
  expect(output).toContain(`[${code}]`);
  expect(output).toMatch(/for another \d+ (day|minute)s/u);
  expect(deployment.bed.cloud.control.calls).toHaveLength(count);
}

async function outputs(): Promise<Readonly<Record<string, unknown>>> {
  const { output } = await deployment.mustPulumi("stack", "output", "--json");
  return JSON.parse(output) as Readonly<Record<string, unknown>>;
}

const old = ["mail.example.com"];
const all = ["mail.example.com", "mail.example.net"];
const hosts = ["mail.example.net"];

describe("the guide to a migration of MX records", () => {
  it("has six programs, and the one to a retirement three", () => {
    expect([before, widened, announced, moved, narrowed, afterwards].map((each) => typeof each)).not.toContain(
      "undefined",
    );
    expect([none, waiting, lifted].map((each) => typeof each)).not.toContain("undefined");
  });

  it("widens the policy, and tells how long the MX records wait", async () => {
    await up(before, { mx: old });
    await population.pass(2 * DAY);
    await up(widened, { mx: all });
    expect((await outputs())["mxMigration"]).toEqual({
      moveAfterSeconds: { relaxed: 300, strict: strictWait },
      oldHostsOffAfterSeconds: DAY,
      slackSeconds: 3_600,
    });
  });

  it("tells from when they may move, once it is told when the policy was seen", async () => {
    await upWithoutChange(announced, { mx: all });
    const { mxMigration } = await outputs();
    expect(mxMigration).toMatchObject({ moveFrom: { relaxed: expect.any(String), strict: expect.any(String) } });
    await population.pass(strictWait);
  });

  it("refuses to drop the old hosts while resolvers may hold them", async () => {
    setMx("mail.example.net");
    await upWithoutChange(moved, { mx: all });
    await refused(narrowed, "mx-narrowed-too-early");
    await population.pass(3_600);
  });

  it("narrows the policy, and is over without another change", async () => {
    await up(narrowed, { mx: hosts });
    await upWithoutChange(afterwards, { mx: hosts });
    await population.pass(2 * DAY);
    expect(await outputs()).not.toHaveProperty("mxMigration");
  });
});

describe("the guide to a retirement", () => {
  it("announces mode none, and tells from when everything may go", async () => {
    await up(none, { mode: "none", mx: [] });
    await upWithoutChange(waiting, { mode: "none", mx: [] });
    expect((await outputs())["retirement"]).toMatchObject({
      longestMaxAge: 2_419_200,
      waitSeconds: strictWait,
      removableFrom: expect.any(String),
    });
  });

  it("refuses to lift the protection before", async () => {
    await refused(lifted, "removal-too-early");
    const { exitCode } = await deployment.pulumi("destroy");
    expect(exitCode).not.toBe(0);
    await population.pass(strictWait);
  });

  it("removes everything after the wait", async () => {
    await upWithoutChange(lifted, { mode: "none", mx: [] });
    await population.expect({ kind: "remove" });
    await deployment.mustPulumi("destroy");
    await population.settle();
    expect(deployment.bed.cloud.s3.buckets).toEqual([]);
  });
});

describe("senders that were there all the time", () => {
  it("were never refused, and saw nothing that should not have been", async () => {
    await population.pass(2 * DAY);
    expect(population.violations).toEqual([]);
    expect(population.lastRefusals.size).toBe(0);
    expect(population.looks).toBeGreaterThan(150);
    await population.leave();
  });
});

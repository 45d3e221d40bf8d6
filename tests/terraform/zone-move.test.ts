import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { moment } from "@mtasts/core/lifecycle";
import { openDeployment, type Deployment } from "./deployment";
import { applyJudged, judgedPlan, type JudgedPlan } from "./judged-plan";
import { firstSettings, type Settings } from "./stack";

jest.setTimeout(90_000);

const settings = { ...firstSettings, host: "cloudfront", zone: "route53", mode: "enforce" } as const;
const moving = { ...settings, zone: "cloudflareDns", previousZone: "route53" } as const;
const moved = { ...settings, zone: "cloudflareDns" } as const;

const wider = ["mail.example.com", "mx.example.org", "*.example.net"];

/** Three days, longer than the default TTL of NS records. */
const LONG_AGO = 3 * 86_400;

let deployment: Deployment;

beforeAll(async () => {
  deployment = await openDeployment("tofu", { delays: { certificateIssueMs: 0, distributionDeployMs: 2 } });
  await deployment.configure(settings);
  await deployment.apply();
}, 900_000);
afterAll(() => deployment.close());

/** Plans these settings, and judges the plan. */
async function planned(given: Settings): Promise<JudgedPlan> {
  await deployment.configure(given);
  return await judgedPlan(deployment);
}

async function apply(): Promise<readonly string[]> {
  return [...new Set(await applyJudged(deployment))].sort();
}

/** What senders get from whichever zone their resolver asks. */
async function views(): Promise<readonly { readonly verdict: string; readonly id?: string }[]> {
  const { dns } = deployment.bed.cloud;
  const delegated = dns.authority("example.com")?.host ?? "route53";
  const seen = [];
  for (const zone of ["route53", "cloudflare"] as const) {
    dns.delegate(zone);
    seen.push(await deployment.look());
  }
  dns.delegate(delegated);
  return seen;
}

describe("a move of the zone in enforce", () => {
  it("is refused in place: by the engine, and with the protection lifted by the gate", async () => {
    const { calls } = deployment.bed.cloud.control;
    const start = calls.length;
    await deployment.configure(moved);
    const refused = await deployment.run("apply", "-auto-approve");
    expect(refused.exitCode).toBe(1);
    expect(refused.output).toContain("prevent_destroy");
    expect((await planned({ ...moved, allowDestroy: true })).issues).toContain("txt-recreated");
    expect(calls.slice(start).filter(({ operation }) => operation !== "read")).toEqual([]);
  });

  it("begins with the records in the new zone, and changes nothing else", async () => {
    const { id } = await deployment.look();
    const plan = await planned(moving);
    expect(plan).toEqual({ actions: ["create cloudflare_dns_record"], issues: [] });
    expect(await apply()).toEqual(["create cloudflare_dns_record"]);
    const accepted = { verdict: "accepted", id };
    expect(await views()).toMatchObject([accepted, accepted]);
    expect((await deployment.plan()).exitCode).toBe(0);
  });

  it("announces a changed policy in both zones", async () => {
    expect((await planned({ ...moving, mx: wider })).issues).toEqual([]);
    await apply();
    const [one, other] = await views();
    expect([one?.verdict, other?.verdict]).toEqual(["accepted", "accepted"]);
    expect(one?.id).toBe(other?.id);
  });

  it("is held by the gate until resolvers have left the former zone", async () => {
    expect((await planned({ ...moved, mx: wider, allowDestroy: true })).issues).toEqual(["zone-dropped-too-early"]);
    const delegatedSince = moment(Math.floor(Date.now() / 1_000) - 60);
    const early = { ...moving, mx: wider, delegatedSince, allowDestroy: true };
    await planned(early);
    expect(await apply()).toEqual([]);
    expect((await planned({ ...moved, mx: wider, allowDestroy: true })).issues).toEqual(["zone-dropped-too-early"]);
    // Once the NS records have changed, the new zone is asked, too.
    expect((await planned({ ...settings, mx: wider, allowDestroy: true })).issues).toContain("zone-not-kept");
  });

  it("ends with the removal of the former zone's records alone, which the gate lets pass", async () => {
    deployment.bed.cloud.dns.delegate("cloudflare");
    const delegatedSince = moment(Math.floor(Date.now() / 1_000) - LONG_AGO);
    await planned({ ...moving, mx: wider, delegatedSince, allowDestroy: true });
    expect(await apply()).toEqual([]);
    const { id, body } = await deployment.look();
    const plan = await planned({ ...moved, mx: wider, allowDestroy: true });
    expect(plan.actions.filter((action) => !action.endsWith("terraform_data"))).toEqual(["delete aws_route53_record"]);
    expect(plan.issues).toEqual([]);
    expect(await apply()).toEqual(["delete aws_route53_record"]);
    expect(await deployment.look()).toMatchObject({ verdict: "accepted", id, body });
    await planned({ ...moved, mx: wider });
    expect(await apply()).toEqual([]);
    expect((await deployment.plan()).exitCode).toBe(0);
  });
});

describe("another id of the construct, without the former addresses", () => {
  it("is refused by the gate", async () => {
    const forgotten = await planned({ ...moved, mx: wider, id: "post" });
    expect(forgotten.issues).toContain("txt-recreated");
  });
});

import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { planDeployment } from "@mtasts/core";
import { moment } from "@mtasts/core/lifecycle";
import { modelInternet, Population } from "@mtasts/testbed";
import { cloudflareZoneId, zoneId } from "../e2e/accounts";
import { installed, openDeployment, type Deployment } from "./deployment";
import { applyJudged, judgedPlan, type JudgedPlan } from "./judged-plan";
import { configurationOf, examples, firstVariables } from "./module-deployment";

jest.setTimeout(120_000);

/** Terraform where everything is asked for, if it is installed. */
const engine = process.env["TERRAFORM_FULL"] === undefined ? "tofu" : installed[installed.length - 1]!;

const domain = "example.com";
const zones = ["route53", "cloudflare"] as const;
type Zone = (typeof zones)[number];

/** Three days, longer than the default TTL of NS records. */
const LONG_AGO = 3 * 86_400;

const wider = [...firstVariables.mx, "mx.example.org"];

const zoneIds: Readonly<Record<Zone, string>> = { route53: zoneId, cloudflare: cloudflareZoneId };

/** Where a record is in the module of the policy, and in that of the former zone. */
const recordNames = [
  ["sts_record", "sts_record"],
  ["host_record", "host_record"],
  ["certificate_record", "certificate_record[0]"],
  ["tls_rpt_record[0]", "tls_rpt_record[0]"],
] as const;

/** What the configuration of a test says. */
interface Settings {
  readonly zone: Zone;
  readonly mx?: readonly string[];
  readonly former?: { readonly zone: Zone; readonly delegated_since?: string };
  /** Which zone's records change the module that they are in. */
  readonly moved?: "to the former zone" | "back";
}

let deployment: Deployment;
let root: string;

beforeAll(async () => {
  deployment = await openDeployment(engine, { delays: { certificateIssueMs: 0, distributionDeployMs: 2 } });
  root = path.join(deployment.outdir, "stacks", "mta-sts");
  mkdirSync(root, { recursive: true });
  for (const zone of zones) {
    for (const name of [`terraform-cloudfront-${zone}`, `terraform-former-zone-${zone}`]) {
      cpSync(path.join(examples, name), path.join(root, name), { recursive: true });
    }
  }
  const { cloud } = deployment.bed;
  cloud.route53.upsert(zoneId, { name: domain, type: "MX", ttl: 300, values: ["10 mail.example.com"] });
  cloud.cloudflare.dns.create(cloudflareZoneId, {
    name: domain,
    type: "MX",
    content: "mail.example.com",
    priority: 10,
    ttl: 300,
  });
}, 900_000);
afterAll(async () => {
  for (const population of populations.values()) await population.leave();
  await deployment.close();
});

function callsFor({ zone, mx = firstVariables.mx, former }: Settings): Readonly<Record<string, object>> {
  const policy = { ...firstVariables, mx, mode: "enforce", zone_id: zoneIds[zone] };
  const calls = { mta_sts: { source: `./terraform-cloudfront-${zone}`, ...policy } };
  if (former === undefined) return calls;
  const { zone: left, ...times } = former;
  const records = "${module.mta_sts.zone_records}";
  const source = `./terraform-former-zone-${left}`;
  return { ...calls, former_zone: { source, records, zone_id: zoneIds[left], ...times } };
}

function movesFor({ moved }: Settings): readonly object[] {
  if (moved === undefined) return [];
  return recordNames.map(([ofPolicy, ofZone]) => {
    const [one, other] = [
      `module.mta_sts.aws_route53_record.${ofPolicy}`,
      `module.former_zone.aws_route53_record.${ofZone}`,
    ];
    return moved === "back" ? { from: other, to: one } : { from: one, to: other };
  });
}

async function configure(settings: Settings): Promise<void> {
  const moved = movesFor(settings);
  const configuration = { ...configurationOf(callsFor(settings)), ...(moved.length === 0 ? {} : { moved }) };
  rmSync(path.join(root, ".terraform", "modules"), { recursive: true, force: true });
  writeFileSync(path.join(root, "main.tf.json"), JSON.stringify(configuration));
  await deployment.must("init");
}

async function planned(settings: Settings): Promise<JudgedPlan> {
  await configure(settings);
  return await judgedPlan(deployment);
}

async function apply(): Promise<readonly string[]> {
  const calls = await applyJudged(deployment);
  for (const population of populations.values()) await population.settle();
  return calls;
}

/** Senders behind resolvers that never see the other zone, from the first policy there on. */
const populations = new Map<Zone, Population>();

/** What resolvers with the NS records of this zone's host reach: the same clouds, asked there. */
function joinAt(zone: Zone): Population {
  const { cloud } = deployment.bed;
  const seen = Object.create(cloud, { dns: { value: cloud.dns.seenFrom(zone) } }) as typeof cloud;
  const population = new Population(modelInternet(seen), { domain, seed: zones.indexOf(zone) + 1 });
  populations.set(zone, population);
  return population;
}

async function publish(hosts: readonly string[]): Promise<{ readonly id: string; readonly body: string }> {
  const plan = planDeployment({ domain, mode: "enforce", mx: hosts });
  if (!plan.ok) throw new Error("the policy of the test is wrong");
  const { policyId, site } = plan.value;
  for (const each of populations.values()) await each.expect({ kind: "publish", policyText: site.body });
  return { id: policyId, body: site.body };
}

async function expectIn(zone: Zone, expected: { readonly id: string; readonly body: string }): Promise<void> {
  const { dns } = deployment.bed.cloud;
  const delegated = dns.authority(domain)?.host ?? "route53";
  dns.delegate(zone);
  const rua = [firstVariables.rua];
  expect(await deployment.look()).toMatchObject({ verdict: "accepted", ...expected, rua: rua.flat() });
  dns.delegate(delegated);
}

async function leave(zone: Zone, seconds: number): Promise<void> {
  const population = populations.get(zone);
  await population?.pass(seconds);
  const { violations = ["none were watching"], lastRefusals } = population ?? {};
  expect(violations).toEqual([]);
  expect(lastRefusals?.size).toBe(0);
  await population?.leave();
  populations.delete(zone);
}

const only = { zone: "route53" } as const;
const both = { zone: "cloudflare", former: { zone: "route53" }, moved: "to the former zone" } as const;

describe("a move of the zone with the modules, in enforce", () => {
  let first: { readonly id: string; readonly body: string };

  beforeAll(async () => {
    joinAt("route53");
    first = await publish(firstVariables.mx);
    await planned(only);
    await apply();
  });

  it("is refused by the gate in place, and where the records are not handed over", async () => {
    expect((await planned({ zone: "cloudflare" })).issues).toContain("txt-recreated");
    expect((await planned({ zone: "cloudflare", former: { zone: "route53" } })).issues).toContain("txt-recreated");
  });

  it("begins with the records in the new zone, and changes nothing else", async () => {
    expect(await planned(both)).toEqual({ actions: ["create cloudflare_dns_record"], issues: [] });
    expect(await apply()).toEqual(Array(4).fill("create cloudflare_dns_record"));
    const seen = joinAt("cloudflare");
    await seen.expect({ kind: "publish", policyText: first.body });
    await seen.settle();
    for (const zone of zones) await expectIn(zone, first);
    expect((await deployment.plan()).exitCode).toBe(0);
  });

  it("goes back with the removal of the new records alone", async () => {
    await leave("cloudflare", 600);
    const plan = await planned({ ...only, moved: "back" });
    expect(plan).toEqual({ actions: ["delete cloudflare_dns_record"], issues: [] });
    expect(await apply()).toEqual(Array(4).fill("delete cloudflare_dns_record"));
    await expectIn("route53", first);
    expect((await planned(only)).actions).toEqual([]);
  });

  it("announces a changed policy in both zones, once it is served", async () => {
    await planned(both);
    await apply();
    const seen = joinAt("cloudflare");
    await seen.expect({ kind: "publish", policyText: first.body });
    await seen.settle();
    first = await publish(wider);
    expect((await planned({ zone: both.zone, former: both.former, mx: wider })).issues).toEqual([]);
    const calls = await apply();
    expect(calls).toEqual(["update aws_s3_object", "update cloudflare_dns_record", "update aws_route53_record"]);
    for (const zone of zones) await expectIn(zone, first);
  });

  it("keeps the former zone from a destroy and from a removal before its time", async () => {
    const { exitCode, output } = await deployment.run("destroy", "-auto-approve", "-target=module.former_zone");
    expect(exitCode).toBe(1);
    expect(output).toContain("prevent_destroy");
    const after = { zone: "cloudflare", mx: wider } as const;
    expect((await planned(after)).issues).toEqual(["zone-dropped-too-early"]);
    for (const zone of zones) await expectIn(zone, first);
  });

  it("ends with the removal of the former zone's records alone, which the gate lets pass", async () => {
    deployment.bed.cloud.dns.delegate("cloudflare");
    const now = Math.floor(Date.now() / 1_000);
    const former = { zone: "route53", delegated_since: moment(now - LONG_AGO) } as const;
    await planned({ zone: "cloudflare", mx: wider, former });
    expect(await apply()).toEqual([]);
    const { output } = await deployment.must("output", "-json", "former_zone");
    expect((JSON.parse(output) as { readonly zone_move: unknown }).zone_move).toEqual({
      domain,
      remove_after_seconds: 173_100,
      delegated_since: former.delegated_since,
      removable_from: moment(now - LONG_AGO + 173_100),
      slack_seconds: 3_600,
      former: { record_type: "aws_route53_record", zone_id: zoneId },
    });
    // By now no resolver holds the former NS records.
    await leave("route53", LONG_AGO);
    const plan = await planned({ zone: "cloudflare", mx: wider });
    expect(plan).toEqual({ actions: ["delete aws_route53_record"], issues: [] });
    expect(await apply()).toEqual(Array(4).fill("delete aws_route53_record"));
    expect(await deployment.look()).toMatchObject({ verdict: "accepted", ...first });
    expect((await deployment.plan()).exitCode).toBe(0);
  });

  it("showed nothing but policies to senders in the new zone", async () => {
    await leave("cloudflare", LONG_AGO);
  });
});

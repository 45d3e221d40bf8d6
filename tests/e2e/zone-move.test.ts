import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { planDeployment } from "@mtasts/core";
import { moment } from "@mtasts/core/lifecycle";
import { modelInternet, Population } from "@mtasts/testbed";
import { accountId, cloudflareZoneId, zoneId } from "./accounts";
import { firstSettings, openDeployment, programs, type Deployment } from "./deployment";
import { protectedChildren, resourcesOf, type Child } from "./stack-state";

jest.setTimeout(120_000);

const domain = "example.com";
const zones = ["route53", "cloudflare"] as const;
type Zone = (typeof zones)[number];

/** Three days, longer than the default TTL of NS records. */
const LONG_AGO = 3 * 86_400;

const mx = {
  first: ["mail.example.com", "*.example.net"],
  wider: ["mail.example.com", "*.example.net", "mx.example.org"],
};

let deployment: Deployment;
/** Senders behind resolvers that never see the other zone, from the first policy there on. */
const populations: Partial<Record<Zone, Population>> = {};

beforeAll(async () => {
  deployment = await openDeployment(path.join(programs, "any-host"), {
    delays: { certificateIssueMs: 0, distributionDeployMs: 2 },
  });
  const { cloud } = deployment.bed;
  cloud.route53.upsert(zoneId, { name: domain, type: "MX", ttl: 300, values: ["10 mail.example.com"] });
  cloud.cloudflare.dns.create(cloudflareZoneId, {
    name: domain,
    type: "MX",
    content: "mail.example.com",
    priority: 10,
    ttl: 300,
  });
  await deployment.configure({
    ...firstSettings,
    accountId,
    cloudflareZoneId,
    "cloudflare:apiToken": "token",
    host: "cloudfront",
    dns: "route53",
    mode: "enforce",
  });
}, 900_000);
afterAll(() => deployment.close());

/** What resolvers with the NS records of this zone's host reach: the same clouds, asked there. */
function joinAt(zone: Zone): Population {
  const { cloud } = deployment.bed;
  const seen = Object.create(cloud, { dns: { value: cloud.dns.seenFrom(zone) } }) as typeof cloud;
  const population = new Population(modelInternet(seen), { domain, seed: zones.indexOf(zone) + 1 });
  populations[zone] = population;
  return population;
}

/** Deploys, and returns what was called in the clouds. */
async function up(): Promise<readonly string[]> {
  const start = deployment.bed.cloud.control.calls.length;
  await deployment.mustPulumi("up");
  for (const population of Object.values(populations)) await population.settle();
  return callsSince(start);
}

function callsSince(start: number): readonly string[] {
  const { calls } = deployment.bed.cloud.control;
  const changes = calls.slice(start).filter(({ operation }) => operation !== "read");
  return changes.map(({ operation, type }) => `${operation} ${type}`);
}

async function publish(hosts: readonly string[]): Promise<{ readonly id: string; readonly body: string }> {
  const plan = planDeployment({ domain, mode: "enforce", mx: hosts });
  if (!plan.ok) throw new Error("the policy of the test is wrong");
  const { policyId, site } = plan.value;
  for (const each of Object.values(populations)) await each.expect({ kind: "publish", policyText: site.body });
  return { id: policyId, body: site.body };
}

/** Every resolver gets this policy, and the reports' address, from whichever zone it asks. */
async function expectInBoth(expected: { readonly id: string; readonly body: string }): Promise<void> {
  const { dns } = deployment.bed.cloud;
  const delegated = dns.authority(domain)?.host ?? "route53";
  for (const zone of zones) {
    dns.delegate(zone);
    expect(await deployment.look()).toMatchObject({ verdict: "accepted", ...expected, rua: [firstSettings.rua] });
  }
  dns.delegate(delegated);
}

/** Refused in a preview and without one; neither the clouds nor the state change. */
async function refused(code: string): Promise<void> {
  const start = deployment.bed.cloud.control.calls.length;
  const before = await known();
  for (const command of ["preview", "up"]) {
    const { exitCode, output } = await deployment.pulumi(command);
    expect(exitCode).not.toBe(0);
    expect(output).toContain(`[${code}]`);
  }
  expect(callsSince(start)).toEqual([]);
  expect(await known()).toEqual(before);
}

/** What the engine's state holds, except for a parent that is none of ours. */
async function known(): Promise<readonly Child[]> {
  return (await resourcesOf(deployment)).filter(({ type }) => type !== "test:index:Group");
}

describe("a move of the zone in enforce", () => {
  let first: { readonly id: string; readonly body: string };

  beforeAll(async () => {
    joinAt("route53");
    first = await publish(mx.first);
    await up();
  });

  it("is refused in place, also with the protection lifted, and leaves nothing behind", async () => {
    await deployment.configure({ dns: "cloudflare" });
    await refused("zone-not-kept");
    await deployment.configure({ allowDestroy: "true" });
    await refused("zone-not-kept");
    await deployment.configure({ allowDestroy: undefined });
    expect(await deployment.look()).toMatchObject({ verdict: "accepted", ...first });
  });

  it("begins with the records in the new zone, and changes nothing else", async () => {
    await deployment.configure({ dns: "cloudflare", previousDns: "route53" });
    expect(new Set(await up())).toEqual(new Set(["create cloudflare_dns_record"]));
    const seen = joinAt("cloudflare");
    await seen.expect({ kind: "publish", policyText: first.body });
    await seen.settle();
    await expectInBoth(first);
    expect(await protectedChildren(deployment)).not.toContain("tls-rpt-record");
    await deployment.mustPulumi("preview", "--refresh", "--expect-no-changes");
  });

  it("announces a changed policy in both zones", async () => {
    await deployment.configure({ mx: JSON.stringify(mx.wider) });
    const second = await publish(mx.wider);
    expect((await up()).toSorted()).toEqual([
      "update aws_route53_record",
      "update aws_s3_object",
      "update cloudflare_dns_record",
    ]);
    await expectInBoth(second);
    first = second;
  });

  it("keeps the former zone until resolvers have left it", async () => {
    await deployment.configure({ previousDns: undefined, allowDestroy: "true" });
    await refused("zone-dropped-too-early");
  });

  it("ends with the removal of the former zone's records alone", async () => {
    deployment.bed.cloud.dns.delegate("cloudflare");
    const delegatedSince = moment(Math.floor(Date.now() / 1_000) - LONG_AGO);
    await deployment.configure({ previousDns: "route53", delegatedSince });
    expect(await up()).toEqual([]);
    // By now no resolver holds the former NS records.
    await populations.route53?.pass(LONG_AGO);
    const { violations = ["none were watching"], lastRefusals } = populations.route53 ?? {};
    expect(violations).toEqual([]);
    expect(lastRefusals?.size).toBe(0);
    await populations.route53?.leave();
    delete populations.route53;

    await deployment.configure({ previousDns: undefined, delegatedSince: undefined });
    expect(new Set(await up())).toEqual(new Set(["delete aws_route53_record"]));
    await deployment.configure({ allowDestroy: undefined });
    expect(await up()).toEqual([]);
    expect(await deployment.look()).toMatchObject({ verdict: "accepted", ...first, rua: [firstSettings.rua] });
    await deployment.mustPulumi("preview", "--refresh", "--expect-no-changes");
  });

  it("showed nothing but policies to senders in the new zone", async () => {
    await populations.cloudflare?.pass(LONG_AGO);
    const { violations = ["none were watching"], outages, lastRefusals } = populations.cloudflare ?? {};
    expect(violations).toEqual([]);
    expect(outages).toEqual([]);
    expect(lastRefusals?.size).toBe(0);
    await populations.cloudflare?.leave();
  });
});

describe("another place of the component in the program", () => {
  it.each([
    ["name", { name: "post" }, { earlierName: "mail" }],
    ["parent", { inGroup: "true" }, { earlierName: undefined, leftRoot: "true" }],
  ])("a new %s is refused without an alias, and changes nothing with it", async (_what, changed, alias) => {
    await deployment.configure({ ...changed, earlierName: undefined });
    await refused("component-renamed");
    await deployment.configure(alias);
    expect(await up()).toEqual([]);
    expect((await deployment.look()).verdict).toBe("accepted");
  });

  it("is completed by the next deployment, where the one that renames fails before the announcement", async () => {
    const hosts = [...mx.wider, "mx3.example.org"];
    await deployment.configure({ name: "third", earlierName: "post", leftRoot: undefined, mx: JSON.stringify(hosts) });
    const { control } = deployment.bed.cloud;
    control.fail({ type: "cloudflare_dns_record", subject: `_mta-sts.${domain}`, operation: "update" });
    const { exitCode } = await deployment.pulumi("up");
    expect(exitCode).not.toBe(0);
    expect(await up()).toEqual(["update cloudflare_dns_record"]);
    expect((await deployment.look()).policy?.mx).toContain("mx3.example.org");
  });
});

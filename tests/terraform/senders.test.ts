import { planDeployment } from "@mtasts/core";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { modelInternet, Population } from "@mtasts/testbed";
import { cloudflareZoneId, zoneId } from "../e2e/accounts";
import type { HostName, ZoneName } from "../e2e/matrix";
import { openDeployment, type Deployment } from "./deployment";
import { firstSettings, type Settings } from "./stack";

jest.setTimeout(120_000);

const day = 86_400;
const domain = "example.com";

let deployment: Deployment;
let senders: Population;

async function begin(zone: ZoneName): Promise<void> {
  // No provider waits for Cloudflare's certificates, so they are there at once: nobody opens a connection here.
  const atOnce = { delays: { edgeCertificateMs: 0 }, issuer: () => Promise.resolve({ cert: "", key: "" }) };
  deployment = await openDeployment("tofu", { ...atOnce, ...(zone === "route53" ? {} : { zones: [] }) });
  const { cloud } = deployment.bed;
  const mx = { name: domain, type: "MX", ttl: 300 };
  if (zone === "route53") cloud.route53.upsert(zoneId, { ...mx, values: ["10 mail.example.com"] });
  else cloud.cloudflare.dns.create(cloudflareZoneId, { ...mx, content: "mail.example.com", priority: 10 });
  senders = new Population(modelInternet(cloud), { domain, seed: 7 });
}

/** Deploys what the settings say, while senders look after every single call. */
async function publish(settings: Settings): Promise<void> {
  const { mx, mode = "testing" } = settings;
  const plan = planDeployment({ domain, mx, mode });
  if (!plan.ok) throw new Error("the settings are wrong");
  await senders.expect({ kind: "publish", policyText: plan.value.site.body });
  await deployment.configure(settings);
  await deployment.apply();
  await senders.settle();
}

describe("a whole life among many senders", () => {
  afterEach(async () => {
    await senders.leave();
    await deployment.close();
  });

  it.each<[HostName, ZoneName]>([
    ["cloudfront", "route53"],
    ["worker", "cloudflareDns"],
    ["r2", "cloudflareDns"],
  ])("%s with %s harms none of them", async (host, zone) => {
    await begin(zone);
    const settings: Settings = { ...firstSettings, host, zone };
    await publish(settings);
    await senders.pass(2 * day);
    await publish({ ...settings, mode: "enforce" });
    await senders.pass(9 * day);
    await publish({ ...settings, mode: "enforce", mx: [...settings.mx, "backup.example.com"] });
    await senders.pass(3 * day);
    await publish({ ...settings, mode: "none" });
    await senders.pass(28 * day + 300);
    // The senders' clock has gone on by that long, and the program's own has not.
    const noneSince = new Date(Date.now() - 29 * day * 1_000).toISOString();
    await deployment.configure({ ...settings, mode: "none", noneSince, allowDestroy: true });
    await senders.expect({ kind: "remove" });
    await deployment.must("destroy", "-auto-approve");
    await senders.settle();
    await senders.pass(day);
    expect(senders.violations).toEqual([]);
    expect(senders.looks).toBeGreaterThan(100);
  });
});

describe("a record that is announced too early", () => {
  beforeEach(() => begin("route53"), 900_000);
  afterEach(async () => {
    await senders.leave();
    await deployment.close();
  });

  it("is noticed", async () => {
    const settings: Settings = { ...firstSettings, host: "cloudfront", zone: "route53" };
    await publish(settings);
    deployment.bed.cloud.control.slow({ type: "aws_s3_object", operation: "update", ms: 500 });
    await publish({
      ...settings,
      mx: ["mail.example.com"],
      adapt: ({ nodes }) => {
        if (nodes.stsRecord !== undefined) nodes.stsRecord.dependsOn = [];
      },
    });
    expect(senders.violations.map(({ invariant }) => invariant)).toContain("I1");
  });
});

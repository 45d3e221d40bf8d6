import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { provideEngines, pulumiEngines } from "@mtasts/engines";
import { modelInternet, Population, startTestbed, type Testbed } from "@mtasts/testbed";
import { checkOut, type Checkout } from "./checkout";
import { readGuide, withoutLines, withValues } from "./guide";
import { handMadeDistribution, host } from "./hand-made-distribution";
import { addMailHost } from "./mail-host";

jest.setTimeout(120_000);

const guide = readGuide("take-over-cloudfront.md");
const domain = "example.com";
const zoneId = "Z0123456789ABCDEFGHIJ";
const theirs = "20260301";
const body = "version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmax_age: 604800\r\n";

let bed: Testbed;
let checkout: Checkout;
/** Senders that watch from before the take-over until it has ended. */
let population: Population;
let first: string;
let distribution: string;

beforeAll(async () => {
  await provideEngines(pulumiEngines);
  const delays = { certificateIssueMs: 0, distributionDeployMs: 2 };
  bed = await startTestbed({ zones: [{ id: zoneId, name: domain }], delays });
  addMailHost(bed, zoneId);
  const made = await handMadeDistribution(bed.cloud, { zoneId, body });
  distribution = made.distribution;
  const announcement = { name: `_mta-sts.${domain}`, type: "TXT", ttl: 300, values: [`"v=STSv1; id=${theirs};"`] };
  bed.cloud.route53.upsert(zoneId, announcement);
  first = withValues(guide.block("ts", "1. Import"), {
    E2QWRUHEXAMPLE: distribution,
    "arn:aws:acm:us-east-1:111122223333:certificate/d9b0f0c3-0000-4000-8000-000000000000": made.certificate,
    "_3639ac514e785e898d2646601fa951d5.mta-sts.example.com": made.proof,
  });
  population = new Population(modelInternet(bed.cloud), { domain });
  await population.expect({ kind: "publish", policyText: body });
  await population.settle();
  checkout = await checkOut({ bed, engine: "pulumi" });
  await checkout.write("Pulumi.yaml", "name: mail\nruntime: nodejs\n");
  await checkout.mustSh("pulumi stack init prod");
  await checkout.write("Pulumi.prod.yaml", "config:\n  aws:region: eu-central-1\n");
}, 900_000);
afterAll(async () => {
  await checkout.close();
  await bed.stop();
});

/** Follows the commands of a step. Returns what changed in the cloud, and what the preview said. */
async function follow(step: string, program: string) {
  await checkout.write("index.ts", program);
  const start = bed.cloud.control.calls.length;
  const [commands = ""] = guide.blocks("sh", step);
  const { out } = await checkout.mustSh(commands);
  await population.settle();
  const calls = bed.cloud.control.calls.slice(start);
  const changes = calls.filter(({ operation }) => operation !== "read");
  return { out, changes: changes.map(({ operation, type }) => `${operation} ${type}`) };
}

/** The engine may delete or replace nothing that senders reach. */
function expectKept(changes: readonly string[]): void {
  expect(changes.filter((each) => each.startsWith("delete"))).toEqual([]);
  expect(changes).not.toContain("create aws_cloudfront_distribution");
  expect(bed.cloud.cloudfront.distributions.map(({ id }) => id)).toEqual([distribution]);
}

describe("the guide to a take-over of a CloudFront distribution, in enforce", () => {
  it("imports the distribution, the certificate, and the records, and changes none of them", async () => {
    const { out, changes } = await follow("1. Import", first);
    expect(out).toContain("5 to import");
    expect(out).toContain("5 imported");
    expectKept(changes);
    expect(changes.filter((each) => /distribution|record|acm_certificate$/u.test(each))).toEqual([]);
  });

  it("switches the origin alone", async () => {
    const second = withoutLines(first, '"mail-distribution": ["*"],');
    const { changes } = await follow("2. Switch the origin", second);
    expect(changes).toEqual(["update aws_cloudfront_distribution"]);
    expectKept(changes);
  });

  it("announces the component's id for the same policy", async () => {
    const third = withoutLines(first, '"mail-distribution": ["*"],', '"mail-sts-record": ["records"],');
    await checkout.write("index.ts", third);
    const { out } = await checkout.mustSh("pulumi stack output policyText");
    expect(out.slice(0, -1)).toBe(body);
    await population.expect({ kind: "publish", policyText: out.slice(0, -1) });
    const { changes } = await follow("3. Announce", third);
    expect(changes).toEqual(["update aws_route53_record"]);
    expectKept(changes);
  });

  it("is then the component's own, without the imports, and no sender noticed any of it", async () => {
    const withoutImports = guide
      .block("ts", "1. Import")
      .replace(/,\n {2}\{\n {4}transforms: .*\n {2}\},\n\);/su, ",\n);");
    expect(withoutImports).not.toContain("transforms");
    await checkout.write("index.ts", withoutImports);
    await checkout.mustSh("pulumi preview --refresh --expect-no-changes");
    await population.pass(2 * 604_800);
    expect(population.violations).toEqual([]);
    expect(population.outages).toEqual([]);
    expect(population.lastRefusals.size).toBe(0);
    await population.leave();
    expect(bed.cloud.cloudfront.find(distribution)?.config["aliases"]).toEqual([host]);
  });
});

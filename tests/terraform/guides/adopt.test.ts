import { afterEach, beforeEach, expect, it, jest } from "@jest/globals";
import { askAsSender, startTestbed, type Testbed } from "@mtasts/testbed";
import { checkOut, type Checkout } from "../../e2e/guides/checkout";
import { readGuide, withoutLines, withValues } from "../../e2e/guides/guide";
import { watch } from "../../e2e/watch";

jest.setTimeout(60_000);

const guide = readGuide("from-hand-made-records.md");
const zoneId = "Z0123456789ABCDEFGHIJ";
const cloudflareZone = "023e105f4ecef8ad9ca31a8372d0c353";
const theirs = "20260301";

let bed: Testbed;
let checkout: Checkout;
beforeEach(async () => {
  bed = await startTestbed({
    zones: [{ id: zoneId, name: "example.com" }],
    cloudflareZones: [{ id: cloudflareZone, name: "example.net" }],
  });
  checkout = await checkOut({ bed, engine: "tofu", example: "cdktf-cloudfront-route53" });
}, 900_000);
afterEach(async () => {
  await checkout.close();
  await bed.stop();
});

/** Applies as the guide says, while a sender looks. Returns what was planned, and the ids that the sender found. */
async function applyWatched(code: string, domain: string) {
  await checkout.write("index.ts", code);
  await checkout.mustSh("npm run --silent synth && terraform -chdir=cdktf.out/stacks/mta-sts init");
  const watching = watch(bed, domain);
  const { out } = await checkout.mustSh(guide.block("sh", "With CDKTF")).finally(() => watching.stop());
  const seen = await watching.stop();
  expect(seen.filter(({ txt }) => txt === undefined)).toEqual([]);
  return { planned: /^Plan: .*$/mu.exec(out)?.[0], ids: [...new Set(seen.map(({ id = "none" }) => id))] };
}

async function expectAdopted(domain: string): Promise<void> {
  const view = await askAsSender(bed, domain);
  expect(view).toMatchObject({ verdict: "accepted", id: view.idOfBody, policy: { mode: "enforce" } });
  expect(bed.cloud.control.calls.filter(({ operation }) => operation === "delete")).toEqual([]);
}

it("records in Route 53 are adopted, led to the new host and announced, and no sender finds a gap", async () => {
  const { route53 } = bed.cloud;
  const txt = (name: string, value: string) => ({ name, type: "TXT", ttl: 300, values: [`"${value}"`] });
  route53.upsert(zoneId, txt("_mta-sts.example.com", `v=STSv1; id=${theirs}`));
  route53.upsert(zoneId, { name: "mta-sts.example.com", type: "CNAME", ttl: 300, values: ["web.example.com"] });
  route53.upsert(zoneId, txt("_smtp._tls.example.com", "v=TLSRPTv1; rua=mailto:old@example.org"));

  const first = guide.block("ts", "With CDKTF");
  const adopted = await applyWatched(first, "example.com");
  expect(adopted.planned).toMatch(/^Plan: 3 to import, \d+ to add, 0 to change, 0 to destroy\.$/u);
  expect(adopted.ids).toEqual([theirs]);
  const second = withoutLines(first, "tlsRptRecord?.addOverride", "hostRecord?.addOverride");
  const led = await applyWatched(second, "example.com");
  expect(led).toEqual({ planned: "Plan: 0 to add, 2 to change, 0 to destroy.", ids: [theirs] });
  const third = withoutLines(second, "stsRecord.addOverride");
  expect((await applyWatched(third, "example.com")).planned).toBe("Plan: 0 to add, 1 to change, 0 to destroy.");
  await expectAdopted("example.com");
});

it("records in Cloudflare likewise", async () => {
  const { dns } = bed.cloud.cloudflare;
  const create = (name: string, type: string, content: string): string =>
    dns.create(cloudflareZone, { name, type, content, ttl: 300, proxied: false }).id;
  const zone = `import { cloudflareDns, CloudflareProvider } from "cdktf-mtasts/cloudflare";`;
  const first = withValues(guide.block("ts", "With CDKTF"), {
    "example.com": "example.net",
    'cloudfront, route53 } from "cdktf-mtasts/aws";': `cloudfront } from "cdktf-mtasts/aws";\n${zone}`,
    "const mtaSts =": 'new CloudflareProvider(stack, "cloudflare", { api_token: "token" });\n\nconst mtaSts =',
    "route53({": "cloudflareDns({",
    [zoneId]: cloudflareZone,
    '"lifecycle.ignore_changes", ["records"]': '"lifecycle.ignore_changes", ["content"]',
    "_mta-sts.example.net_CNAME": `/${create("mta-sts.example.net", "CNAME", "web.example.net")}`,
    "__mta-sts.example.net_TXT": `/${create("_mta-sts.example.net", "TXT", `v=STSv1; id=${theirs}`)}`,
    "__smtp._tls.example.net_TXT": `/${create("_smtp._tls.example.net", "TXT", "v=TLSRPTv1; rua=mailto:old@example.org")}`,
  });
  const adopted = await applyWatched(first, "example.net");
  expect(adopted.planned).toMatch(/^Plan: 3 to import, \d+ to add, 0 to change, 0 to destroy\.$/u);
  expect(adopted.ids).toEqual([theirs]);
  await applyWatched(
    withoutLines(first, "tlsRptRecord?.addOverride", "hostRecord?.addOverride", "stsRecord.addOverride"),
    "example.net",
  );
  await expectAdopted("example.net");
});

import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import { askAsSender, defaultCloudflareZone, startTestbed } from "@mtasts/testbed";
import { existsSync } from "node:fs";
import path from "node:path";
import { openShop, play, type Shop } from "./play";
import { readWalkthrough } from "./walkthrough";

// Packages may have to be fetched first.
jest.setTimeout(400_000);

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const zones = [{ id: "Z0123456789ABCDEFGHIJ", name: "example.com" }];
const cloudflareZones = [
  {
    ...defaultCloudflareZone,
    id: "023e105f4ecef8ad9ca31a8372d0c353",
    accountId: "01a7362d577a6c3019a474fd6f485823",
  },
];

it.each([
  ["AWS", "route53"],
  ["Cloudflare", "cloudflare"],
] as const)("pulumi-mtasts on %s: deploys a policy that senders accept", async (section, authority) => {
  const bed = await startTestbed({ zones, cloudflareZones, authority });
  try {
    const played = await play(readWalkthrough("packages/pulumi-mtasts/README.md", section), shop, bed);
    expect(await askAsSender(bed, "example.com")).toMatchObject({ verdict: "accepted", status: 200 });
    await played.close();
  } finally {
    await bed.stop();
  }
});

it.each(["cdktf", "cdktn"])("%s-mtasts: synthesizes a stack", async (framework) => {
  const bed = await startTestbed({ zones });
  try {
    const played = await play(readWalkthrough(`packages/${framework}-mtasts/README.md`, "Install"), shop, bed);
    expect(existsSync(path.join(played.folder, "cdktf.out", "stacks", "mta-sts", "cdk.tf.json"))).toBe(true);
    await played.close();
  } finally {
    await bed.stop();
  }
});

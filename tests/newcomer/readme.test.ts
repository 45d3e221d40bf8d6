import { Resolver } from "node:dns/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from "@jest/globals";
import { askAsSender, startTestbed, type Testbed } from "@mtasts/testbed";
import { openShop, play, type Shop } from "./play";
import { readWalkthrough, type Walkthrough } from "./walkthrough";

// Packages may have to be fetched first.
jest.setTimeout(400_000);

const zoneId = "Z0123456789ABCDEFGHIJ";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

let bed: Testbed;
beforeEach(async () => {
  bed = await startTestbed({ zones: [{ id: zoneId, name: "example.com" }] });
  // The domain has its mail already.
  const { route53 } = bed.cloud;
  route53.upsert(zoneId, { name: "example.com", type: "MX", ttl: 300, values: ["10 mail.example.com"] });
  route53.upsert(zoneId, { name: "mail.example.com", type: "A", ttl: 300, values: ["192.0.2.25"] });
});
afterEach(() => bed.stop());

/** Plays a section, and sees what it promises; then goes on where it ended. */
async function follow(section: string, then: () => Promise<void> = () => Promise.resolve()): Promise<Walkthrough> {
  const walk = readWalkthrough("README.md", section);
  const played = await play(walk, shop, bed);
  try {
    expect(await askAsSender(bed, "example.com")).toMatchObject({ verdict: "accepted", status: 200 });
    for (const result of played.results) expect(await seen(result, bed)).toBe(result);
    await then();
  } finally {
    await played.close();
  }
  return walk;
}

const command = (line: unknown) => ({ kind: "command", line });

it("Pulumi: deploys a policy that senders accept and the command finds in order", async () => {
  const { steps } = await follow("Pulumi", async () => {
    const look = readWalkthrough("README.md", "Command line");
    expect(look.steps).toContainEqual(command(expect.stringContaining("check example.com")));
    await (await play(look, shop, bed)).close();
  });
  expect(steps).toContainEqual(command("pulumi up"));
});

it("CDKTF: deploys a policy that senders accept", async () => {
  const { steps } = await follow("CDKTF and CDK Terrain");
  expect(steps).toContainEqual(command("cdktf synth"));
});

it("Terraform without TypeScript: deploys a policy that senders accept", async () => {
  const { steps } = await follow("Terraform without TypeScript");
  expect(steps).toContainEqual(command("terraform -chdir=mail init"));
});

/** A result as it is on that internet: the same commands, with the present answers. */
async function seen(result: string, bed: Testbed): Promise<string> {
  const resolver = new Resolver();
  resolver.setServers([`${bed.dns.address}:${bed.dns.port}`]);
  const lines: string[] = [];
  for (const [line, name, url] of result.matchAll(/^\$ (?:dig \+short TXT (\S+)|curl (\S+))$/gmu)) {
    lines.push(line);
    if (name !== undefined) lines.push(...(await resolver.resolveTxt(name)).map((texts) => `"${texts.join("")}"`));
    if (url !== undefined) {
      const { url: asked, body = "" } = await askAsSender(bed, "example.com");
      expect(asked).toBe(url);
      lines.push(body.replaceAll("\r\n", "\n").trimEnd());
    }
  }
  return `${lines.join("\n")}\n`;
}

import { Resolver } from "node:dns/promises";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { askAsSender, startTestbed, type Testbed } from "@mtasts/testbed";
import { openShop, play, type Shop } from "./play";
import { readWalkthrough } from "./walkthrough";

// Packages may have to be fetched first.
jest.setTimeout(400_000);

/** Each walk, with a command that it must contain: it fails if the README loses it. */
const walks = [
  { page: "README.md", section: "Pulumi", must: "pulumi up", zone: "route53" },
  { page: "README.md", section: "CDKTF and CDK Terrain", must: "cdktf synth", zone: "route53" },
] as const;

let shop: Shop;
beforeAll(async () => {
  shop = await openShop(["pulumi-aws-typescript", "pulumi-typescript", "cdktf-typescript", "cdktn-typescript"]);
});
afterAll(() => shop.close());

describe.each(walks)("$page, $section", ({ page, section, must }) => {
  let bed: Testbed;
  beforeAll(async () => {
    bed = await startTestbed({ zones: [{ id: "Z0123456789ABCDEFGHIJ", name: "example.com" }] });
  });
  afterAll(() => bed.stop());

  it("deploys a policy that senders accept, and shows what they see", async () => {
    const walk = readWalkthrough(page, section);
    expect(walk.steps).toContainEqual({ kind: "command", line: must });
    const played = await play(walk, shop, bed);
    try {
      expect(await askAsSender(bed, "example.com")).toMatchObject({ verdict: "accepted", status: 200 });
      for (const result of played.results) expect(await seen(result, bed)).toBe(result);
    } finally {
      await played.close();
    }
  });
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

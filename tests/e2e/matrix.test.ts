import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { accountId, cloudflareZoneId } from "./accounts";
import { firstSettings, joinAnyHost, openAnyHost, type Deployment } from "./deployment";
import { editsOf } from "./edits";
import { hasNoResources, hosts, matrixTable, obstacle, steps, zones, type Step, type ZoneName } from "./matrix";
import { publish, publishProofs, type KeptRecord } from "./zone-keeper";

jest.setTimeout(120_000);

const outcomes = new Map<string, Set<Step>>();
const combinations = hosts.flatMap((host) => zones.map((zone) => [host, zone] as const));

/** Settings of the program, whichever host and zone it takes. */
const settings = {
  ...firstSettings,
  accountId,
  cloudflareZoneId,
  target: "not.yet.example",
  "cloudflare:apiToken": "token",
};

const programNames: Readonly<Record<ZoneName, string>> = {
  route53: "route53",
  cloudflareDns: "cloudflare",
  manualDns: "manual",
};

describe.each(combinations.filter((pair) => obstacle(...pair) === undefined))("%s with %s", (host, zone) => {
  const done = new Set<Step>();
  outcomes.set(`${host} ${zone}`, done);
  let deployment: Deployment;
  /** Who runs the host, where that is somebody else. */
  let hoster: Deployment | undefined;
  let endProofs: () => void;

  beforeAll(async () => {
    const kept = zone === "route53" ? {} : { zones: [] };
    deployment = await openAnyHost({ ...kept, delays: { certificateTimeoutMs: 20_000 } });
    endProofs = zone === "manualDns" || host === "external" ? publishProofs(deployment.bed) : () => undefined;
    await deployment.configure({ ...settings, host, dns: programNames[zone] });
    if (host !== "external") return;
    hoster = await joinAnyHost(deployment.bed);
    await hoster.configure({ ...settings, host: "cloudfront", dns: "manual" });
    await hoster.mustPulumi("up");
    await deployment.configure({ target: hoster.bed.cloud.cloudfront.distributions[0]!.domainName });
  });
  afterAll(async () => {
    endProofs();
    await hoster?.close();
    await deployment.close();
  });

  /** Deploys the current settings, and does by hand what is left to people: the host first, the records last. */
  async function up(changes: Readonly<Record<string, string>> = {}): Promise<void> {
    await hoster?.configure(changes);
    await hoster?.mustPulumi("up");
    await deployment.configure(changes);
    await deployment.mustPulumi("up", "--refresh");
    if (zone !== "manualDns") return;
    const { output } = await deployment.mustPulumi("stack", "output", "records", "--json");
    for (const record of JSON.parse(output) as readonly KeptRecord[]) publish(deployment.bed, record);
  }

  async function expectAccepted(): Promise<string> {
    const { verdict, id = "", idOfBody } = await deployment.look();
    expect({ verdict, idOfBody }).toEqual({ verdict: "accepted", idOfBody: id });
    return id;
  }

  const work: Readonly<Record<Step, () => Promise<void>>> = {
    up: () => up(),
    "second preview empty": async () => {
      await deployment.mustPulumi("preview", "--refresh", "--expect-no-changes");
    },
    "sender accepts": async () => {
      await expectAccepted();
    },
    "policy change": async () => {
      const before = await expectAccepted();
      await up({ mx: '["mail.example.com"]' });
      expect(await expectAccepted()).not.toBe(before);
    },
    "drift shown and repaired": async () => {
      for (const { child, make } of editsOf(host, zone)) {
        await make(deployment.bed);
        const { exitCode, output } = await deployment.pulumi("preview", "--refresh", "--expect-no-changes");
        expect({ child, exitCode }).not.toEqual({ child, exitCode: 0 });
        expect(output).toMatch(new RegExp(`[~+] .*${child} `, "u"));
      }
      await up();
      await expectAccepted();
      await deployment.mustPulumi("preview", "--refresh", "--expect-no-changes");
    },
    "mode change": async () => {
      await up({ mode: "enforce" });
      await expectAccepted();
      expect((await deployment.look()).policy?.mode).toBe("enforce");
    },
    "destroy refused": async () => {
      const { exitCode } = await deployment.pulumi("destroy");
      expect(exitCode === 0).toBe(hasNoResources(host, zone));
      if (!hasNoResources(host, zone)) await expectAccepted();
    },
    destroy: async () => {
      await up({ allowDestroy: "true" });
      await deployment.mustPulumi("destroy");
      const { output } = await deployment.mustPulumi("stack", "export");
      expect(output).not.toContain('"mtasts:index:MtaSts"');
    },
  };

  it.each(steps)("%s", async (step) => {
    await work[step]();
    done.add(step);
  });
});

describe("the table in the documentation", () => {
  const file = path.join(__dirname, "..", "..", "docs", "reference", "hosts.md");

  it("is what was seen here", () => {
    const table = matrixTable(outcomes);
    if (process.env["WRITE_DOCS"] !== undefined) writeFileSync(file, table);
    expect(readFileSync(file, "utf8")).toBe(table);
  });
});

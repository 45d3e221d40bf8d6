import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { askAsSender, type TestbedOptions } from "@mtasts/testbed";
import { accountId, cloudflareZoneId } from "./accounts";
import { examples, firstSettings, openDeployment, type Deployment } from "./deployment";
import { publish, publishProofs, type KeptRecord } from "./zone-keeper";

jest.setTimeout(90_000);

const { zoneId: _, ...mail } = firstSettings;
const onCloudflare = {
  domain: mail.domain,
  mx: mail.mx,
  rua: mail.rua,
  zoneId: cloudflareZoneId,
  "cloudflare:apiToken": "token",
};
const account = { accountId };
const keys = { accessKeyId: "key", secretAccessKey: "secret" };

interface Example {
  readonly settings: Readonly<Record<string, string>>;
  readonly clouds?: TestbedOptions;
  /** @default example.com */
  readonly domains?: readonly string[];
  /** Children that the first preview must show. */
  readonly shown: readonly string[];
}

/** Every example, with the settings that its README tells. */
const programs: Readonly<Record<string, Example>> = {
  "pulumi-cloudfront-cloudflare": {
    settings: { ...onCloudflare, "aws:region": "eu-central-1" },
    clouds: { zones: [] },
    shown: ["mail-distribution", "mail-certificate-record", "mail-sts-record"],
  },
  "pulumi-cloudfront-route53": {
    settings: firstSettings,
    shown: ["mail-distribution", "mail-certificate-record", "mail-sts-record"],
  },
  "pulumi-manual-dns": { settings: mail, shown: ["mail-distribution"] },
  "pulumi-many-domains": {
    settings: { "aws:region": "eu-central-1", rua: mail.rua },
    clouds: {
      zones: [
        { id: "Z0EXAMPLECOM", name: "example.com" },
        { id: "Z0EXAMPLEORG", name: "example.org" },
        { id: "Z0BUECHER", name: "xn--bcher-kva.example" },
      ],
    },
    domains: ["example.com", "example.org", "xn--bcher-kva.example"],
    shown: ["shop-sts-record", "blog-sts-record", "club-sts-record"],
  },
  "pulumi-r2-cloudflare": {
    settings: { ...onCloudflare, ...account, ...keys },
    clouds: { zones: [] },
    shown: ["mail-policy-file", "mail-sts-record"],
  },
  "pulumi-worker-cloudflare": {
    settings: { ...onCloudflare, ...account },
    clouds: { zones: [] },
    shown: ["mail-worker", "mail-sts-record"],
  },
};

let deployment: Deployment | undefined;
afterEach(async () => {
  await deployment?.close();
  deployment = undefined;
});

async function open(name: string, { settings, clouds }: Pick<Example, "settings" | "clouds">): Promise<Deployment> {
  deployment = await openDeployment(path.join(examples, name), clouds);
  await deployment.configure(settings);
  return deployment;
}

async function recordsOf({ mustPulumi }: Deployment): Promise<readonly KeptRecord[]> {
  const { output } = await mustPulumi("stack", "output", "records", "--json");
  return JSON.parse(output) as readonly KeptRecord[];
}

describe("the examples", () => {
  it("are all here, but for the one whose cloud does not exist, and those in other languages", () => {
    const all = readdirSync(examples).filter((name) => existsSync(path.join(examples, name, "Pulumi.yaml")));
    const folders = all.filter((name) => !/^(go|python|yaml)-/u.test(name));
    expect(folders.sort()).toEqual([...Object.keys(programs), "pulumi-own-provider"].sort());
  });

  it.each(Object.entries(programs))("%s is previewed, deployed and accepted", async (name, example) => {
    const { bed, mustPulumi } = await open(name, example);
    const { output } = await mustPulumi("preview");
    for (const child of example.shown) expect(output).toContain(child);
    expect(bed.cloud.control.calls.filter(({ operation }) => operation !== "read")).toEqual([]);

    const stop = name === "pulumi-manual-dns" ? publishProofs(bed) : undefined;
    await mustPulumi("up").finally(stop);
    if (stop !== undefined) for (const record of await recordsOf(deployment!)) publish(bed, record);
    for (const domain of example.domains ?? ["example.com"]) {
      const view = await askAsSender(bed, domain);
      expect(view).toMatchObject({ domain, verdict: "accepted", id: view.idOfBody });
      expect(view.rua).toEqual(["mailto:tls-reports@example.org"]);
    }
    await mustPulumi("preview", "--refresh", "--expect-no-changes");
  });

  it("pulumi-manual-dns creates nothing where somebody else hosts, and tells every record", async () => {
    const settings = { ...mail, target: "policies.provider.example" };
    const opened = await open("pulumi-manual-dns", { settings });
    await opened.mustPulumi("up");
    expect(opened.bed.cloud.control.calls).toEqual([]);
    expect((await recordsOf(opened)).map(({ name, type, value }) => `${name} ${type} ${value}`)).toEqual([
      "mta-sts.example.com CNAME policies.provider.example",
      "_smtp._tls.example.com TXT v=TLSRPTv1; rua=mailto:tls-reports@example.org",
      expect.stringMatching(/^_mta-sts\.example\.com TXT v=STSv1; id=[0-9a-f]{32};$/u),
    ]);
  });
});

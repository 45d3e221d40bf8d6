import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { askAsSender, type Testbed, type TestbedOptions } from "@mtasts/testbed";
import { examples, firstSettings, openDeployment, type Deployment } from "./deployment";

jest.setTimeout(90_000);

const { zoneId: route53ZoneId, ...mail } = firstSettings;
const onCloudflare = {
  domain: mail.domain,
  mx: mail.mx,
  rua: mail.rua,
  zoneId: "c0ffee000000000000000000000000e1",
  "cloudflare:apiToken": "token",
};
const account = { accountId: "acc00000000000000000000000000001" };
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

/** Keeps the zone by hand: adds each record as soon as somebody asks for it. Returns what ends that. */
function addProofs({ cloud }: Testbed): () => void {
  const timer = setInterval(() => {
    for (const { recordName, recordValue } of cloud.acm.certificates.flatMap(({ validation }) => validation)) {
      addRecord(cloud, { name: recordName, type: "CNAME", value: recordValue, ttl: 300 });
    }
  }, 50);
  return () => {
    clearInterval(timer);
  };
}

interface AskedRecord {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly ttl: number;
}

function addRecord({ route53 }: Testbed["cloud"], { name, type, value, ttl }: AskedRecord): void {
  if (route53.find(route53ZoneId, name, type) !== undefined) return;
  route53.upsert(route53ZoneId, { name, type, ttl, values: [type === "TXT" ? `"${value}"` : value] });
}

async function recordsOf({ mustPulumi }: Deployment): Promise<readonly AskedRecord[]> {
  const { output } = await mustPulumi("stack", "output", "records", "--json");
  return JSON.parse(output) as readonly AskedRecord[];
}

describe("the examples", () => {
  it("are all here, but for the one whose cloud does not exist", () => {
    const folders = readdirSync(examples).filter((name) => existsSync(path.join(examples, name, "Pulumi.yaml")));
    expect(folders.sort()).toEqual([...Object.keys(programs), "pulumi-own-provider"].sort());
  });

  it.each(Object.entries(programs))("%s is previewed, deployed and accepted", async (name, example) => {
    const { bed, mustPulumi } = await open(name, example);
    const { output } = await mustPulumi("preview");
    for (const child of example.shown) expect(output).toContain(child);
    expect(bed.cloud.control.calls.filter(({ operation }) => operation !== "read")).toEqual([]);

    const stop = name === "pulumi-manual-dns" ? addProofs(bed) : undefined;
    await mustPulumi("up").finally(stop);
    if (stop !== undefined) for (const record of await recordsOf(deployment!)) addRecord(bed.cloud, record);
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

import { afterEach, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { provideEngines, pulumiEngines } from "@mtasts/engines";
import { askAsSender, type SenderView, startTestbed, type Testbed } from "@mtasts/testbed";
import { watch } from "../watch";
import { checkOut, type Checkout } from "./checkout";
import { readGuide, withoutLines, withValues } from "./guide";
import { addMailHost } from "./mail-host";

jest.setTimeout(120_000);

const guide = readGuide("from-hand-made-records.md");
const hosted = readGuide("from-a-hosted-service.md");
const route53Zone = "Z0123456789ABCDEFGHIJ";
const cloudflareZone = "023e105f4ecef8ad9ca31a8372d0c353";
const theirs = "20260301";

let bed: Testbed;
let checkout: Checkout;
// The first to need the engine waits until it is built.
beforeAll(() => provideEngines(pulumiEngines), 900_000);
afterEach(async () => {
  await checkout.close();
  await bed.stop();
});

interface Watched {
  readonly seen: readonly SenderView[];
  /** What the engine counted. */
  readonly summary: string;
}

/** Deploys as the guide says, while a sender looks; it must find an announcement at every look. */
async function upWatched(code: string): Promise<Watched> {
  await checkout.write("index.ts", code);
  const watching = watch(bed, "example.com");
  const { out } = await checkout.mustSh("pulumi up --yes --skip-preview").finally(() => watching.stop());
  const seen = await watching.stop();
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.filter(({ txt }) => txt === undefined)).toEqual([]);
  return { seen, summary: out.slice(out.indexOf("Resources:")) };
}

/** Deploys the first step, which must take the records over as they are. */
async function adopt(code: string): Promise<void> {
  const { seen, summary } = await upWatched(code);
  expect(summary).toContain("3 imported");
  expect(summary).not.toMatch(/updated|deleted|replaced/u);
  expect(idsOf(seen)).toEqual([theirs]);
}

async function openProject(clouds: Parameters<typeof startTestbed>[0]): Promise<void> {
  bed = await startTestbed(clouds);
  checkout = await checkOut({ bed, engine: "pulumi" });
  await checkout.write("Pulumi.yaml", "name: mail\nruntime: nodejs\n");
  await checkout.mustSh("pulumi stack init prod");
  await checkout.write("Pulumi.prod.yaml", "config:\n  aws:region: eu-central-1\n  cloudflare:apiToken: token\n");
}

/** All that the engine did to records that it had not made itself. */
function deletions(): readonly unknown[] {
  return bed.cloud.control.calls.filter(({ operation }) => operation === "delete");
}

function idsOf(seen: readonly SenderView[]): readonly string[] {
  return [...new Set(seen.map(({ id = "none" }) => id))];
}

/** The guide's last step: what kept the records as they were is gone. */
function finished(code: string): string {
  return withoutKept(code, "mail-sts-record");
}

/** The guide's program, in which these records keep their values no longer. */
function withoutKept(code: string, ...names: readonly string[]): string {
  return withoutLines(code, ...names.map((name) => `"${name}": true,`));
}

describe("records of a hosted service in Route 53", () => {
  it("are taken home, adopted, led to the new host and announced, and no sender finds a gap", async () => {
    await openProject({
      zones: [
        { id: route53Zone, name: "example.com" },
        { id: "Z0HOSTED", name: "hosted.example" },
      ],
    });
    addMailHost(bed, route53Zone);
    const { route53 } = bed.cloud;
    const txt = (name: string, value: string) => ({ name, type: "TXT", ttl: 300, values: [`"${value}"`] });
    const alias = (name: string, value: string) => ({ name, type: "CNAME", ttl: 300, values: [value] });
    route53.upsert("Z0HOSTED", txt("_mta-sts.hosted.example", `v=STSv1; id=${theirs}`));
    route53.upsert(route53Zone, alias("_mta-sts.example.com", "_mta-sts.hosted.example"));
    route53.upsert(route53Zone, alias("mta-sts.example.com", "mta-sts.hosted.example"));
    route53.upsert(route53Zone, txt("_smtp._tls.example.com", "v=TLSRPTv1; rua=mailto:old@example.org"));
    expect(await askAsSender(bed, "example.com")).toMatchObject({ id: theirs });

    const { Changes: changes } = JSON.parse(hosted.block("json", "Take the announcement home")) as Batch;
    route53.changeRecordSets(route53Zone, changes.map(asChange));
    expect(await askAsSender(bed, "example.com")).toMatchObject({ id: theirs });

    const first = guide.block("ts", "1. Adopt");
    await adopt(first);
    expect(route53.find(route53Zone, "mta-sts.example.com", "CNAME")?.values).toEqual(["mta-sts.hosted.example"]);

    const second = withoutKept(first, "mail-tls-rpt-record", "mail-host-record");
    const led = await upWatched(second);
    expect(led.summary).toContain("2 updated");
    expect(idsOf(led.seen)).toEqual([theirs]);
    expect(await askAsSender(bed, "example.com")).toMatchObject({ verdict: "accepted", id: theirs });

    const { seen } = await upWatched(finished(second));
    const { id = "" } = await askAsSender(bed, "example.com");
    expect(idsOf(seen).filter((one) => one !== theirs && one !== id)).toEqual([]);
    for (const view of seen.filter((one) => one.id === id)) expect(view.idOfBody).toBe(id);
    expect(deletions()).toEqual([]);
    const { out } = await checkout.mustSh(
      "pulumi stack output --json > deployed.json\nnpx mtasts check --expect deployed.json",
    );
    expect(out).toContain("example.com: enforced");
  });
});

describe("hand-made records in Cloudflare", () => {
  it("are adopted, led to the new host and announced, and no sender finds a gap", async () => {
    await openProject({ zones: [], cloudflareZones: [{ id: cloudflareZone, name: "example.com" }] });
    const { dns } = bed.cloud.cloudflare;
    const create = (name: string, type: string, content: string): string =>
      dns.create(cloudflareZone, { name, type, content, ttl: 300, proxied: false }).id;
    const code = withValues(guide.block("ts", "With the zone at Cloudflare"), {
      "372e67954025e0ba6aaa6d586b9e0b59": create("mta-sts.example.com", "CNAME", "web.example.com"),
      "5a7805061c76ada191ed06f989cc3dac": create("_mta-sts.example.com", "TXT", `v=STSv1; id=${theirs}`),
      "9a7806061c88ada191ed06f989cc3dac": create(
        "_smtp._tls.example.com",
        "TXT",
        "v=TLSRPTv1; rua=mailto:old@example.org",
      ),
    });
    await adopt(code);
    // What comes next is the same for every zone.
    expect((await askAsSender(bed, "example.com")).id).toBe(theirs);
    expect(deletions()).toEqual([]);
  });
});

interface Batch {
  readonly Changes: readonly {
    readonly Action: "CREATE" | "DELETE";
    readonly ResourceRecordSet: {
      readonly Name: string;
      readonly Type: string;
      readonly TTL: number;
      readonly ResourceRecords: readonly { readonly Value: string }[];
    };
  }[];
}

function asChange({ Action: action, ResourceRecordSet: set }: Batch["Changes"][number]) {
  const values = set.ResourceRecords.map(({ Value }) => Value);
  return { action, set: { name: set.Name, type: set.Type, ttl: set.TTL, values } };
}

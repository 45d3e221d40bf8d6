import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { Bench, domain, publishing } from "../kit/bench";
import { guide, words } from "../kit/guide";
import { firstSettings } from "../kit/lives";
import { PulumiEngine } from "../kit/pulumi/engine";
import { unknownTo } from "../kit/pulumi/repair";
import { cloudflareZoneId } from "../programs/src/accounts";
import type { Settings } from "../programs/src/settings";

jest.setTimeout(120_000);

const { text, commands } = guide.pulumi;

/** The commands of the guide to an interrupted deployment; between the imports and the end stands the list of the records at a name. */
const interrupted = commands.filter((command) => !command.startsWith("curl"));

describe("the guide to a repair", () => {
  const settings = firstSettings("cloudfront", "route53");
  let bench: Bench<PulumiEngine>;
  beforeEach(async () => {
    bench = await Bench.open({ engine: (bed) => PulumiEngine.open(bed), dns: "route53" });
  });
  afterEach(() => bench.close());

  it("has commands that bring a stack together again whose engine was killed when the bucket had been made", async () => {
    const { engine, bed } = bench;
    const onFail = (): void => {
      engine.kill();
    };
    bed.cloud.control.fail({ type: "aws_s3_bucket", operation: "create", when: "after", onFail });
    expect((await bench.up(settings, publishing(settings))).exitCode).toBeUndefined();
    await bed.cloud.runtime.idle();
    const { resources, pending } = await engine.known();
    expect(pending.map(({ type, urn }) => `${type} ${urn.split("::").at(-1) ?? ""}`)).toContain("creating mail-bucket");

    const [cancel = "", look = "", refresh = "", bucket = "", up = "", preview = ""] = interrupted;
    expect(interrupted).toHaveLength(6);
    const component = resources.find(({ type }) => type === "mtasts:index:MtaSts")?.urn ?? "";
    const variables = { COMPONENT: component, BUCKET: bed.cloud.s3.buckets[0]?.name ?? "" };
    await engine.must(...words(cancel, variables));
    const { output } = await engine.must(...words(look, variables).filter((word) => !/file|json/u.test(word)));
    expect(output).toContain('"pending_operations"');
    await engine.must(...words(refresh, variables));
    await engine.must(...words(bucket, variables));
    // Other creations were under way, too; their imports are those of the guide's table.
    for (const { type, child, importId } of unknownTo((await engine.known()).resources, bed.cloud)) {
      await engine.must("import", type, `mail-${child}`, importId, "--parent", `mail=${component}`);
    }
    await engine.must(...words(up, variables));
    await bench.population.settle();
    await engine.must(...words(preview, variables));
    expect(bed.cloud.s3.buckets).toHaveLength(1);
    expect(bench.population.violations).toEqual([]);
  });

  it("names every kind of thing that is imported", async () => {
    await bench.mustUp(settings);
    for (const { type } of unknownTo([], bench.bed.cloud)) expect(text).toContain(`\`${type}\``);
  });
});

describe("the guide to a second record", () => {
  const settings: Settings = { ...firstSettings("external", "cloudflare"), mode: "enforce" };
  const name = `_mta-sts.${domain}`;
  const [up = "", preview = ""] = interrupted.slice(-2);
  let bench: Bench<PulumiEngine>;
  beforeEach(async () => {
    bench = await Bench.open({ engine: (bed) => PulumiEngine.open(bed), dns: "cloudflare" });
    await bench.mustUp(settings);
  });
  afterEach(() => bench.close());

  /** What step 2 lists. */
  const listed = () => bench.bed.cloud.cloudflare.dns.records(cloudflareZoneId, name, "TXT");
  const add = (content: string) =>
    bench.bed.cloud.cloudflare.dns.create(cloudflareZoneId, { name, type: "TXT", content, ttl: 300 });

  async function heldByTheStack(): Promise<string | undefined> {
    const { resources } = await bench.engine.known();
    return resources.find(({ urn }) => urn.endsWith("::mail-sts-record"))?.id;
  }

  /** Steps 3 and 4. */
  async function removeAllBut(kept: string | undefined): Promise<void> {
    for (const { id } of listed()) if (id !== kept) bench.bed.cloud.cloudflare.dns.delete(cloudflareZoneId, id);
    await bench.population.pass(300);
  }

  async function expectWhole(): Promise<void> {
    await bench.engine.must(...words(up, {}));
    await bench.engine.must(...words(preview, {}));
    expect(listed()).toHaveLength(1);
    await bench.population.settle();
  }

  it("leads back to the one record that the stack holds", async () => {
    const own = await heldByTheStack();
    add("v=STSv1; id=other");
    expect(listed()).toHaveLength(2);
    await removeAllBut(own);
    await expectWhole();
    expect(listed()[0]?.id).toBe(own);
  });

  it("leads back to a record that the stack has forgotten, by an import", async () => {
    const { resources } = await bench.engine.known();
    const record = resources.find(({ urn }) => urn.endsWith("::mail-sts-record"));
    const component = resources.find(({ type }) => type === "mtasts:index:MtaSts")?.urn ?? "";
    await bench.engine.must("state", "delete", record?.urn ?? "", "--force", "--yes");
    add("v=STSv1; id=other");
    expect(await heldByTheStack()).toBeUndefined();
    await removeAllBut(record?.id);
    const importId = `${cloudflareZoneId}/${record?.id ?? ""}`;
    const type = "cloudflare:index/dnsRecord:DnsRecord";
    await bench.engine.must("import", type, "mail-sts-record", importId, "--parent", `mail=${component}`);
    await expectWhole();
    expect(listed()[0]?.id).toBe(record?.id);
  });
});

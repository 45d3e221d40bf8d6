import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { Bench, publishing } from "../kit/bench";
import { guide, words } from "../kit/guide";
import { firstSettings } from "../kit/lives";
import { PulumiEngine } from "../kit/pulumi/engine";
import { unknownTo } from "../kit/pulumi/repair";

jest.setTimeout(120_000);

const { text, commands } = guide.pulumi;

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

    const [cancel = "", look = "", refresh = "", bucket = "", up = "", preview = ""] = commands;
    expect(commands).toHaveLength(6);
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

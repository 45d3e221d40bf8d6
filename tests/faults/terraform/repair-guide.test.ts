import { execFileSync } from "node:child_process";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import type { Settings } from "../programs/src/settings";
import { Bench } from "../kit/bench";
import { guide, words } from "../kit/guide";
import type { Kind } from "../kit/inventory";
import { firstSettings } from "../kit/lives";
import { TofuEngine } from "../kit/terraform/engine";
import { importIds, unknownTo } from "../kit/terraform/repair";

jest.setTimeout(120_000);

const { text, commands } = guide.terraform;
const [suffix = "", bucket = "", apply = "", plan = ""] = commands;

let bench: Bench<TofuEngine>;
afterEach(() => bench.close());

/** Deploys for the first time, and kills the engine when something of that type has been made. */
async function interrupt(settings: Settings, type: string): Promise<void> {
  bench = await Bench.open({ engine: (bed) => TofuEngine.open(bed), dns: settings.dns });
  const onFail = (): void => {
    bench.engine.kill();
  };
  bench.bed.cloud.control.fail({ type, operation: "create", when: "after", onFail });
  expect((await bench.up(settings)).exitCode).toBeUndefined();
  await bench.bed.cloud.runtime.idle();
}

/** Imports what the guide's table lists; the commands in the text are examples of it. */
async function importTheRest(): Promise<void> {
  const { engine, bed } = bench;
  for (const { kind, child, importId = "" } of unknownTo(await engine.known(), bed.cloud)) {
    await engine.must("import", await engine.addressOf(kind, child), importId);
  }
}

async function finish(): Promise<void> {
  const { engine, population } = bench;
  await engine.must(...words(apply, {}), "-auto-approve");
  await population.settle();
  await engine.must(...words(plan, {}));
  expect(population.violations).toEqual([]);
}

describe("the guide to a repair with Terraform", () => {
  it("has commands that bring a state together again whose engine was killed when the distribution had been made", async () => {
    await interrupt(firstSettings("cloudfront", "route53"), "aws_cloudfront_distribution");
    const { engine, bed } = bench;
    expect(commands).toHaveLength(4);
    expect(await engine.known()).toEqual([]);
    await engine.must(...words(bucket, { BUCKET: bed.cloud.s3.buckets[0]?.name ?? "" }));
    await importTheRest();
    await finish();
    expect(bed.cloud.s3.buckets).toHaveLength(1);
    expect(bed.cloud.cloudfront.distributions).toHaveLength(1);
  });

  it("knows how the suffix of a Worker is imported, so that there is no second Worker", async () => {
    await interrupt(firstSettings("worker", "cloudflare"), "cloudflare_workers_custom_domain");
    const { scripts } = bench.bed.cloud.cloudflare;
    const digits = scripts.all[0]?.name.slice(-8) ?? "";
    const [assignment = "", command = ""] = suffix.split("\n");
    const shell = `${assignment.replace("dff80e0b", digits)}; printf %s "$SUFFIX"`;
    const SUFFIX = execFileSync("sh", ["-c", shell], { encoding: "utf8" });
    await bench.engine.must(...words(command, { SUFFIX }));
    await importTheRest();
    await finish();
    expect(scripts.all.map(({ name }) => name.slice(-8))).toEqual([digits]);
  });

  it("names every kind of thing that is imported", async () => {
    bench = await Bench.open({ engine: (bed) => TofuEngine.open(bed), dns: "cloudflare" });
    const kinds = Object.keys(importIds) as Kind[];
    for (const kind of kinds.filter((one) => importIds[one] !== undefined)) expect(text).toContain(`\`${kind}\``);
  });
});

import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { SenderView } from "@mtasts/testbed";
import { watch } from "../e2e/watch";
import { openDeployment, type Deployment } from "./deployment";
import { firstSettings } from "./stack";

jest.setTimeout(90_000);

const hosts = ["cloudfront", "worker", "r2"] as const;
type Host = (typeof hosts)[number];

/** Every host, one after the other, so that each is left for each of the others once. */
const tour: readonly Host[] = ["cloudfront", "worker", "r2", "cloudfront", "r2", "worker", "cloudfront"];
const settings = { ...firstSettings, zone: "cloudflareDns" } as const;

let deployment: Deployment;
afterAll(() => deployment.close());

/** Does something, and returns all that a sender saw meanwhile. */
async function watched(work: () => Promise<unknown>): Promise<readonly SenderView[]> {
  const watching = watch(deployment.bed, "example.com");
  try {
    await work();
  } finally {
    await watching.stop();
  }
  return await watching.stop();
}

/** The announcement stays, and whoever gets a policy gets the same one. */
function expectSame(seen: readonly SenderView[], before: SenderView): void {
  for (const { txt, status, body } of seen) {
    expect(txt).toBe(before.txt);
    if (status === 200) expect(body).toBe(before.body);
  }
}

async function expectSettled(before: SenderView): Promise<void> {
  expect(await deployment.look()).toMatchObject({ verdict: "accepted", id: before.id, body: before.body });
  expect((await deployment.plan()).exitCode).toBe(0);
}

describe("a move of the policy host", () => {
  beforeAll(async () => {
    deployment = await openDeployment("tofu", { zones: [] });
    await deployment.configure({ ...settings, host: tour[0]! });
    await deployment.apply();
  }, 900_000);

  it("visits every pair in both directions", () => {
    const moves = tour.slice(1).map((to, i) => `${tour[i]} ${to}`);
    const pairs = hosts.flatMap((from) => hosts.filter((to) => to !== from).map((to) => `${from} ${to}`));
    expect(moves.sort()).toEqual(pairs.sort());
  });

  it.each(tour.slice(1).map((to, i) => [tour[i]!, to] as const))(
    "%s to %s is one apply, and keeps bytes, id and announcement",
    async (_, host) => {
      const before = await deployment.look();
      await deployment.configure({ ...settings, host });
      expectSame(await watched(deployment.apply), before);
      await expectSettled(before);
    },
  );

  it("goes on with the next apply where it failed half-way", async () => {
    const before = await deployment.look();
    await deployment.configure({ ...settings, host: "worker" });
    deployment.bed.cloud.control.fail({ type: "cloudflare_workers_custom_domain", operation: "create" });
    expect((await deployment.run("apply", "-auto-approve")).exitCode).toBe(1);
    expect((await deployment.look()).txt).toBe(before.txt);
    await deployment.apply();
    await expectSettled(before);
  });

  it("leaves the name without a host for a moment only, where the new host is made first", async () => {
    const before = await deployment.look();
    await deployment.configure({ ...settings, host: "cloudfront" });
    const undo = deployment.bed.cloud.control.slow({
      type: "aws_cloudfront_distribution",
      operation: "create",
      ms: 2000,
    });
    const host = ["aws_s3_bucket_policy.mail_bucket-policy_5C449B1B", "aws_s3_object.mail_policy-file_4BB12592"];
    const targets = host.map((address) => `-target=${address}`);
    const seen = await watched(() => deployment.must("apply", "-auto-approve", ...targets));
    undo();
    expect(new Set(seen.map(({ verdict }) => verdict))).toEqual(new Set(["accepted"]));
    expectSame(await watched(deployment.apply), before);
    await expectSettled(before);
  });

  it("is refused in enforce, and done with the protection lifted by an apply of its own", async () => {
    await deployment.configure({ ...settings, host: "cloudfront", mode: "enforce" });
    await deployment.apply();
    const before = await deployment.look();
    await deployment.configure({ ...settings, host: "worker", mode: "enforce" });
    const { calls } = deployment.bed.cloud.control;
    const start = calls.length;
    const refused = await deployment.run("apply", "-auto-approve");
    expect(refused.exitCode).toBe(1);
    expect(refused.output).toContain("prevent_destroy");
    expect(calls.slice(start).filter(({ operation }) => operation !== "read")).toEqual([]);

    await deployment.configure({ ...settings, host: "cloudfront", mode: "enforce", allowDestroy: true });
    await deployment.apply();
    await deployment.configure({ ...settings, host: "worker", mode: "enforce", allowDestroy: true });
    expectSame(await watched(deployment.apply), before);
    await expectSettled(before);
  });
});

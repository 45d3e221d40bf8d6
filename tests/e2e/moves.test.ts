import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { askAsSender } from "@mtasts/testbed";
import { accountId, cloudflareZoneId } from "./accounts";
import { firstSettings, openAnyHost, type Deployment } from "./deployment";
import { protectedChildren } from "./stack-state";
import { watch } from "./watch";

jest.setTimeout(90_000);

const hosts = ["cloudfront", "worker", "r2"] as const;
type Host = (typeof hosts)[number];

/** Every host, one after the other, so that each is left for each of the others once. */
const tour: readonly Host[] = ["cloudfront", "worker", "r2", "cloudfront", "r2", "worker", "cloudfront"];

/** Where a resolver leads that asked while this was the host. */
const networkOf = { cloudfront: "cloudfront", worker: "cloudflare", r2: "cloudflare" } as const;

/** The time for which a resolver holds the former name. */
const ttlMs = 300_000;

let deployment: Deployment;

async function open(host: Host, more: Readonly<Record<string, string>> = {}): Promise<void> {
  deployment = await openAnyHost({ zones: [] });
  await deployment.configure({
    ...firstSettings,
    accountId,
    cloudflareZoneId,
    "cloudflare:apiToken": "token",
    dns: "cloudflare",
    host,
    ...more,
  });
  await deployment.mustPulumi("up");
}

describe("a move of the policy host", () => {
  beforeAll(() => open("cloudfront"));
  afterAll(() => deployment.close());

  it("visits every pair in both directions", () => {
    const moves = tour.slice(1).map((to, i) => `${tour[i]} ${to}`);
    const pairs = hosts.flatMap((from) => hosts.filter((to) => to !== from).map((to) => `${from} ${to}`));
    expect(moves.sort()).toEqual(pairs.sort());
  });

  it.each(tour.slice(1).map((to, i) => [tour[i]!, to] as const))(
    "%s to %s keeps bytes, id and announcement, for resolvers with the old answer too",
    async (from, to) => {
      const { bed, configure, mustPulumi, look } = deployment;
      const old = { address: bed.edges[networkOf[from]] };
      // A custom domain is the name itself: it cannot stay when the name leads elsewhere.
      const stays = from === "cloudfront";
      const before = await look();
      await configure({ host: to, ...(stays ? { previous: from } : {}) });
      const [current, held] = [watch(bed, "example.com"), watch(bed, "example.com", old)];
      await mustPulumi("up");
      const [seen, seenAtOld] = [await current.stop(), await held.stop()];
      for (const { txt, status, body } of [...seen, ...seenAtOld]) {
        expect(txt).toBe(before.txt);
        // For a moment between two publishers of the name an edge may know it no more, and no sender takes that for a policy.
        if (status === 200) expect(body).toBe(before.body);
      }
      if (stays) for (const { verdict } of seenAtOld) expect(verdict).toBe("accepted");
      const same = { verdict: "accepted", id: before.id, body: before.body };
      expect(await look()).toMatchObject(same);
      // Between two hosts at Cloudflare the addresses are the same; what leaves Cloudflare is gone there at once.
      const isGone = networkOf[from] === "cloudflare" && networkOf[to] !== "cloudflare";
      const afterwards = await askAsSender(bed, "example.com", old);
      expect(afterwards.verdict === "accepted").toBe(!isGone);
      await mustPulumi("preview", "--refresh", "--expect-no-changes");
      if (!stays) return;

      bed.cloud.runtime.advance(ttlMs);
      await configure({ previous: undefined });
      const after = watch(bed, "example.com");
      await mustPulumi("up");
      for (const view of await after.stop()) expect(view).toMatchObject(same);
      expect(bed.cloud.cloudfront.distributions).toEqual([]);
      await mustPulumi("preview", "--refresh", "--expect-no-changes");
    },
  );
});

describe("a move to another account", () => {
  beforeAll(() => open("cloudfront"));
  afterAll(() => deployment.close());

  it("goes by way of another kind of host, and keeps bytes, id and announcement", async () => {
    const { bed, configure, mustPulumi, look } = deployment;
    const { txt, body } = await look();
    const same = { verdict: "accepted", txt, body };
    await configure({ host: "worker", previous: "cloudfront" });
    await mustPulumi("up");
    bed.cloud.runtime.advance(ttlMs);
    await configure({ previous: undefined });
    await mustPulumi("up");
    expect(await look()).toMatchObject(same);
    await configure({ host: "cloudfront", hostRole: "arn:aws:iam::222222222222:role/mta-sts-host" });
    const moving = watch(bed, "example.com");
    await mustPulumi("up");
    for (const seen of await moving.stop()) {
      expect(seen.txt).toBe(txt);
      if (seen.status === 200) expect(seen.body).toBe(body);
    }
    expect(bed.cloud.cloudfront.distributions).toMatchObject([{ account: "222222222222" }]);
    expect(await look()).toMatchObject(same);
    await mustPulumi("preview", "--refresh", "--expect-no-changes");
  });
});

describe("a move in enforce", () => {
  beforeAll(() => open("cloudfront", { mode: "enforce" }));
  afterAll(() => deployment.close());

  it("goes through once the protection is lifted, and protects the new host afterwards", async () => {
    const { bed, configure, mustPulumi, look } = deployment;
    const { id } = await look();
    await configure({ allowDestroy: "true" });
    await mustPulumi("up");
    await configure({ host: "worker", previous: "cloudfront" });
    await mustPulumi("up");
    const old = { address: bed.edges.cloudfront };
    expect(await askAsSender(bed, "example.com", old)).toMatchObject({ verdict: "accepted", id });
    bed.cloud.runtime.advance(ttlMs);
    await configure({ previous: undefined });
    await mustPulumi("up");
    await configure({ allowDestroy: undefined });
    await mustPulumi("up");
    expect(await look()).toMatchObject({ verdict: "accepted", id });
    expect(await protectedChildren(deployment)).toEqual(["host-record", "sts-record", "suffix", "worker"]);
  });

  it.each(["preview", "up"])("is refused by %s before anything is deleted, where it is not lifted", async (command) => {
    const { bed, configure, pulumi, look } = deployment;
    const before = bed.cloud.control.calls.length;
    await configure({ host: "r2" });
    const { exitCode, output } = await pulumi(command);
    expect(exitCode).not.toBe(0);
    expect(output).toMatch(/protect/u);
    const deleted = bed.cloud.control.calls.slice(before).filter(({ operation }) => operation === "delete");
    expect(deleted).toEqual([]);
    expect((await look()).verdict).toBe("accepted");
  });
});

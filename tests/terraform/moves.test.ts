import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { SenderView } from "@mtasts/testbed";
import { watch } from "../e2e/watch";
import { publishProofs } from "../e2e/zone-keeper";
import { joinDeployment, openDeployment, type Deployment } from "./deployment";
import { firstSettings } from "./stack";

jest.setTimeout(90_000);

const hosts = ["cloudfront", "worker", "r2"] as const;
type Host = (typeof hosts)[number];

/** Every host, one after the other, so that each is left for each of the others once. */
const tour: readonly Host[] = ["cloudfront", "worker", "r2", "cloudfront", "r2", "worker", "cloudfront"];
/** Where a resolver leads that asked while this was the host. */
const networkOf = { cloudfront: "cloudfront", worker: "cloudflare", r2: "cloudflare" } as const;

/** The time for which a resolver holds the former name. */
const ttlMs = 300_000;

const settings = { ...firstSettings, zone: "cloudflareDns" } as const;

let deployment: Deployment;

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

/** What a sender sees once the new host's certificate is issued, which no provider waits for. */
async function lookOnceServed(): Promise<SenderView> {
  const view = await deployment.look();
  const { certificates } = deployment.bed.cloud.cloudflare;
  const isIssued = () => certificates.find("mta-sts.example.com")?.keyPair !== undefined;
  if (view.verdict === "accepted") return view;
  await deployment.bed.cloud.runtime.until(isIssued, 2000);
  return await deployment.look();
}

async function expectSettled(before: SenderView): Promise<void> {
  expect(await lookOnceServed()).toMatchObject({ verdict: "accepted", id: before.id, body: before.body });
  expect((await deployment.plan()).exitCode).toBe(0);
}

describe("a move of the policy host", () => {
  beforeAll(async () => {
    deployment = await openDeployment("tofu", { zones: [] });
    await deployment.configure({ ...settings, host: tour[0]! });
    await deployment.apply();
  }, 900_000);
  afterAll(() => deployment.close());

  it("visits every pair in both directions", () => {
    const moves = tour.slice(1).map((to, i) => `${tour[i]} ${to}`);
    const pairs = hosts.flatMap((from) => hosts.filter((to) => to !== from).map((to) => `${from} ${to}`));
    expect(moves.sort()).toEqual(pairs.sort());
  });

  it.each(tour.slice(1).map((to, i) => [tour[i]!, to] as const))(
    "%s to %s is one apply, and keeps bytes, id and announcement, for resolvers with the old answer too",
    async (from, to) => {
      const { bed } = deployment;
      // A custom domain is the name itself: it cannot stay when the name leads elsewhere.
      const stays = from === "cloudfront";
      const before = await deployment.look();
      await deployment.configure({ ...settings, host: to, ...(stays ? { previous: from } : {}) });
      const held = watch(bed, "example.com", { address: bed.edges[networkOf[from]] });
      const seen = await watched(deployment.apply).finally(() => held.stop());
      const seenAtOld = await held.stop();
      expectSame([...seen, ...seenAtOld], before);
      if (stays) for (const { verdict } of seenAtOld) expect(verdict).toBe("accepted");
      await expectSettled(before);
      if (!stays) return;

      bed.cloud.runtime.advance(ttlMs);
      await deployment.configure({ ...settings, host: to });
      const after = await watched(deployment.apply);
      expect(new Set(after.map(({ verdict }) => verdict))).toEqual(new Set(["accepted"]));
      expect(bed.cloud.cloudfront.distributions).toEqual([]);
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

  it("leaves the name without a host for a moment only, where the new one was made beside the old one", async () => {
    const { bed, look, configure, apply } = deployment;
    const before = await look();
    await configure({ ...settings, host: "worker", previous: "cloudfront" });
    const prepared = await watched(apply);
    expect(new Set(prepared.map(({ verdict }) => verdict))).toEqual(new Set(["accepted"]));
    const { calls } = bed.cloud.control;
    const start = calls.length;
    await configure({ ...settings, host: "cloudfront" });
    expectSame(await watched(apply), before);
    const changes = calls.slice(start).filter(({ operation }) => operation !== "read");
    expect(changes.map(({ operation, type }) => `${operation} ${type}`).sort()).toEqual([
      "create cloudflare_dns_record",
      "delete cloudflare_workers_custom_domain",
      "delete cloudflare_workers_script",
      "delete random_id",
    ]);
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
    await deployment.configure({
      ...settings,
      host: "worker",
      previous: "cloudfront",
      mode: "enforce",
      allowDestroy: true,
    });
    expectSame(await watched(deployment.apply), before);
    await expectSettled(before);
    deployment.bed.cloud.runtime.advance(ttlMs);
    await deployment.configure({ ...settings, host: "worker", mode: "enforce", allowDestroy: true });
    await deployment.apply();
    await deployment.configure({ ...settings, host: "worker", mode: "enforce" });
    await expectSettled(before);
  });
});

describe("a move from and to somebody else's host", () => {
  let hoster: Deployment;
  let endProofs: () => void;
  const others = ["worker", "r2"] as const;

  beforeAll(async () => {
    deployment = await openDeployment("tofu", { zones: [] });
    hoster = await joinDeployment("tofu", deployment.bed);
    endProofs = publishProofs(deployment.bed);
    await hoster.configure({ ...settings, host: "cloudfront", zone: "manualDns" });
    await hoster.apply();
  }, 900_000);
  afterAll(async () => {
    endProofs();
    await hoster.close();
    await deployment.close();
  });

  it.each(others.flatMap((host) => [["external", host] as const, [host, "external"] as const]))(
    "%s to %s is one apply, and keeps bytes, id and announcement",
    async (from, to) => {
      const target = deployment.bed.cloud.cloudfront.distributions[0]!.domainName;
      await deployment.configure({ ...settings, target, host: from });
      await deployment.apply();
      const before = await deployment.look();
      expect(before.verdict).toBe("accepted");
      await deployment.configure({ ...settings, target, host: to, ...(from === "external" ? { previous: from } : {}) });
      expectSame(await watched(deployment.apply), before);
      await expectSettled(before);
    },
  );
});

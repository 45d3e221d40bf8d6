import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { accountId, cloudflareZoneId } from "./accounts";
import { firstSettings, openDeployment, programs, type Deployment } from "./deployment";
import { watch } from "./watch";

jest.setTimeout(90_000);

const hosts = ["cloudfront", "worker", "r2"] as const;
type Host = (typeof hosts)[number];

/** Every host, one after the other, so that each is left for each of the others once. */
const tour: readonly Host[] = ["cloudfront", "worker", "r2", "cloudfront", "r2", "worker", "cloudfront"];

describe("a move of the policy host", () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await openDeployment(path.join(programs, "any-host"), { zones: [] });
    await deployment.configure({
      ...firstSettings,
      accountId,
      cloudflareZoneId,
      "cloudflare:apiToken": "token",
      dns: "cloudflare",
      host: tour[0]!,
    });
    await deployment.mustPulumi("up");
  });
  afterAll(() => deployment.close());

  it("visits every pair in both directions", () => {
    const moves = tour.slice(1).map((to, i) => `${tour[i]} ${to}`);
    const pairs = hosts.flatMap((from) => hosts.filter((to) => to !== from).map((to) => `${from} ${to}`));
    expect(moves.sort()).toEqual(pairs.sort());
  });

  it.each(tour.slice(1).map((to, i) => [tour[i]!, to] as const))(
    "%s to %s keeps bytes, id and announcement",
    async (_, to) => {
      const before = await deployment.look();
      await deployment.configure({ host: to });
      const watching = watch(deployment.bed, "example.com");
      await deployment.mustPulumi("up");
      for (const { txt, body } of await watching.stop()) {
        expect(txt).toBe(before.txt);
        if (body !== undefined) expect(body).toBe(before.body);
      }
      expect(await deployment.look()).toMatchObject({ verdict: "accepted", id: before.id, body: before.body });
      await deployment.mustPulumi("preview", "--refresh", "--expect-no-changes");
    },
  );
});

import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { type SenderView } from "@mtasts/testbed";
import { accountId, cloudflareZoneId } from "./accounts";
import { firstSettings, joinAnyHost, openAnyHost, type Deployment } from "./deployment";
import { watch } from "./watch";

jest.setTimeout(90_000);

const hostRole = "arn:aws:iam::222222222222:role/mta-sts-host";
const onCloudflare = { dns: "cloudflare", "cloudflare:apiToken": "token" };
const settings = { ...firstSettings, accountId, cloudflareZoneId, mode: "enforce" };
// With a TLS-RPT record of its own, the second stack would already fail at that.
const { rua: _, ...withoutReports } = settings;

/** Does something that fails, and returns what it printed and what a sender of the first stack saw meanwhile. */
async function failing(first: Deployment, work: () => ReturnType<Deployment["pulumi"]>) {
  const watching = watch(first.bed, "example.com");
  const { exitCode, output } = await work().finally(() => watching.stop());
  expect({ failed: exitCode !== 0, output }).toMatchObject({ failed: true });
  return { output, seen: await watching.stop() };
}

function expectUntouched(seen: readonly SenderView[], before: SenderView): void {
  for (const { verdict, txt, body } of seen) expect({ verdict, txt, body }).toMatchObject(pick(before));
}

function pick({ verdict, txt, body }: SenderView) {
  return { verdict, txt, body };
}

const cases = [
  { what: "a Worker", host: "worker", first: onCloudflare, second: {}, code: "100116" },
  { what: "a bucket of R2", host: "r2", first: onCloudflare, second: {}, code: "409 Conflict" },
  {
    what: "a distribution, in two accounts",
    host: "cloudfront",
    first: { dns: "route53" },
    second: { hostRole },
    code: "CNAMEAlreadyExists",
  },
] as const;

describe.each(cases)("a second stack for the same domain, with $what", ({ host, code, ...more }) => {
  let first: Deployment;
  let second: Deployment;
  let before: SenderView;

  beforeAll(async () => {
    first = await openAnyHost(host === "cloudfront" ? {} : { zones: [] });
    await first.configure({ ...settings, host, ...more.first });
    await first.mustPulumi("up");
    before = await first.look();
    second = await joinAnyHost(first.bed);
    await second.configure({ ...withoutReports, mode: "testing", host, ...more.first, ...more.second });
  }, 300_000);
  afterAll(async () => {
    await second.close();
    await first.close();
  });

  it("is refused before it announces anything, and the first one is served as before", async () => {
    expect(before.verdict).toBe("accepted");
    const { output, seen } = await failing(first, () => second.pulumi("up"));
    expect(output).toContain(code);
    expectUntouched(seen, before);
    expect(pick(await first.look())).toEqual(pick(before));
  });

  it("can be removed again without harm to the first one", async () => {
    await second.mustPulumi("destroy");
    expect(pick(await first.look())).toEqual(pick(before));
    await first.mustPulumi("preview", "--refresh", "--expect-no-changes");
  });

  if (host !== "cloudfront") return;

  describe("a provider of another account", () => {
    it("of a host that is deployed shows no change, and changes nothing", async () => {
      await first.configure({ hostRole });
      const { calls } = first.bed.cloud.control;
      const start = calls.length;
      const { output } = await first.mustPulumi("up");
      expect(output).toMatch(/\d+ unchanged/u);
      expect(calls.slice(start).filter(({ operation }) => operation !== "read")).toEqual([]);
      expect(pick(await first.look())).toEqual(pick(before));
    });

    it("is told from the former one by a refresh, which fails and changes nothing", async () => {
      const { output, seen } = await failing(first, () => first.pulumi("preview", "--refresh"));
      expect(output).toContain("AccessDenied");
      expectUntouched(seen, before);
    });
  });
});

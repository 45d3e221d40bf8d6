import { afterEach, describe, expect, it } from "@jest/globals";
import { planDeployment } from "@mtasts/core";
import { openRealSenders } from "../peers/real-senders";
import { Bench, domain } from "./kit/bench";
import { firstSettings } from "./kit/lives";
import { keepBusy, Mailer, type Fetched } from "./kit/mailer";
import { pulumi } from "./kit/pulumi/subject";
import { openTofu } from "./kit/terraform/subject";
import type { Subject } from "./kit/matrix";
import type { Settings } from "./programs/src/settings";

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** The real thing in all parts: an engine, sockets, and senders of the real internet. */
async function open({ open: engine }: Subject) {
  const bench = await Bench.open({ engine, dns: "cloudflare", internet: "sockets" });
  closers.push(() => bench.close());
  const { bed } = bench;
  const real = await openRealSenders({ dns: bed.dns, httpsPort: bed.https.port, caPem: bed.caPem });
  closers.push(real.close);
  const mailers = real.senders.flatMap((sender) => [new Mailer(bed, sender, true), new Mailer(bed, sender, false)]);
  return { bench, mailers };
}

/** What a deployment announces, as a sender is given it. */
function announced({ mx, mode = "testing", maxAge }: Settings): Fetched {
  const plan = planDeployment({ domain, mx, mode, ...(maxAge === undefined ? {} : { maxAge }) });
  if (!plan.ok) throw new Error("the settings are wrong");
  return { id: plan.value.policyId, mode, mx: plan.value.policy.mx };
}

/** Whether the Worker's custom domain has its certificate, which no provider waits for. */
function isCertified({ bed }: Bench): boolean {
  return bed.cloud.cloudflare.certificates.find(`mta-sts.${domain}`)?.keyPair !== undefined;
}

/** Seconds for which a resolver may lead to the old host. */
const longestTtl = 300;
const week = 604_800;
const first: Settings = {
  ...firstSettings("cloudfront", "cloudflare"),
  maxAge: week,
  mode: "enforce",
  allowDestroy: true,
};
const changed: Settings = { ...first, mx: ["mail.example.com", "backup.example.com"] };
const failing = { type: "cloudflare_dns_record", operation: "update", subject: "_mta-sts.example.com" } as const;

describe.each([
  ["Pulumi", pulumi],
  ["OpenTofu", openTofu],
])("real senders, while %s deploys", (_, subject) => {
  it("have the policy through a change, its failure and its repair, and refuse nothing while the host moves", async () => {
    const { bench, mailers } = await open(subject);
    await bench.mustUp(first);
    const rest = keepBusy(mailers, domain);
    closers.push(rest);
    bench.bed.cloud.control.fail(failing);
    expect((await bench.up(changed)).exitCode).not.toBe(0);
    await bench.mustUp(changed);
    const answersOfChange = mailers.flatMap(({ answers }) => answers.map(({ outcome }) => outcome));
    await bench.mustUp(
      { ...changed, host: "worker", previousHost: "cloudfront" },
      { kind: "move", keepsOldHost: true },
    );
    await bench.bed.cloud.runtime.until(() => isCertified(bench), 5000);
    // No certificate is made from now on, so that the clock may go on.
    await bench.population.pass(longestTtl);
    await bench.mustUp({ ...changed, host: "worker" });
    await rest();
    for (const mailer of mailers) await mailer.deliver(domain);

    expect(answersOfChange.length).toBeGreaterThan(20);
    expect(new Set(answersOfChange)).toEqual(new Set(["policy", "unchanged"]));
    // Between file and record the new policy is had under the old id, never the other way round.
    const under = new Set(mailers.flatMap(({ fetched }) => fetched.map((one) => JSON.stringify(one))));
    const [before, after] = [announced(first), announced(changed)];
    expect([before, { ...after, id: before.id }, after].map((one) => JSON.stringify(one))).toEqual(
      expect.arrayContaining([...under]),
    );
    expect(mailers.map(({ held }) => held)).toEqual(mailers.map(() => after));
    expect(mailers.flatMap(({ refused }) => refused)).toEqual([]);
    expect(bench.population.violations).toEqual([]);
  }, 300_000);
});

describe("real senders", () => {
  it("are given an older policy under a newer id where the record depends on nothing", async () => {
    const { bench, mailers } = await open(openTofu);
    const bad = { ...firstSettings("cloudfront", "cloudflare"), program: "no-dependency" };
    await bench.mustUp(bad);
    const rest = keepBusy(mailers, domain);
    closers.push(rest);
    bench.bed.cloud.control.slow({ type: "aws_s3_object", operation: "update", ms: 1500 });
    const next = { ...bad, mx: changed.mx };
    await bench.mustUp(next);
    await rest();
    const wrong = { ...announced(next), mx: announced(bad).mx };
    expect(mailers.flatMap(({ fetched }) => fetched)).toContainEqual(wrong);
  }, 300_000);
});

import { describe, expect, it } from "@jest/globals";
import { checkPlan } from "@mtasts/core/plan-check";
import { Bench, publishing } from "../kit/bench";
import { must } from "../kit/engine";
import { enforce, knownBad, testing, type KnownBad } from "../kit/known-bad";
import { firstSettings } from "../kit/lives";
import { PulumiEngine } from "../kit/pulumi/engine";
import { pulumi } from "../kit/pulumi/subject";

/** The plan check refuses the plan; without it, the new id is announced while the old policy is served. */
const targeted: KnownBad = {
  what: "an update that targets only the record",
  program: "component",
  start: { ...testing, ...enforce },
  then: async (bench, start) => {
    const { engine, population } = bench;
    if (!(engine instanceof PulumiEngine)) throw new Error("another engine has another command");
    const changed = { ...start, mx: [...start.mx, "mx2.example.com"] };
    const { resources } = await engine.known();
    const target = ["--target", resources.find(({ urn }) => urn.endsWith("-sts-record"))?.urn ?? ""];
    await engine.configure(changed);
    const plan = checkPlan(JSON.parse((await engine.must("preview", "--json", ...target)).output), { now: 0 });
    expect(plan.ok && plan.value.issues.map(({ code }) => code)).toEqual(["id-policy-mismatch"]);
    await population.expect(publishing(changed));
    must(await engine.run("up", ...target));
    await population.pass(2 * 86_400);
  },
  breaks: "I1",
};

knownBad(pulumi, [targeted]);

describe("what no order of calls can prevent", () => {
  it("is a record that is announced before Cloudflare has issued the certificate of a custom domain", async () => {
    const bench = await Bench.open({ engine: pulumi.open, dns: "cloudflare", slowness: { edgeCertificateMs: 2000 } });
    try {
      await bench.mustUp(firstSettings("worker", "cloudflare"));
      expect(bench.population.violations).toMatchObject([
        { invariant: "I1", saw: { network: "cloudflare", serves: "no certificate for the name" } },
      ]);
      expect(bench.population.outages).toHaveLength(1);
    } finally {
      await bench.close();
    }
  }, 120_000);
});

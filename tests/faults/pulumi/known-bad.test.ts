import { describe, expect, it } from "@jest/globals";
import { Bench } from "../kit/bench";
import { knownBad } from "../kit/known-bad";
import { firstSettings } from "../kit/lives";
import { pulumi } from "../kit/pulumi/subject";

knownBad(pulumi);

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

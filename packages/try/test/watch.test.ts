import { expect, it } from "@jest/globals";
import { startTestbed } from "@mtasts/testbed";
import { domainsIn } from "../src/domains";
import { watchClouds } from "../src/watch";

it("sees every change, and an announcement of what cannot be fetched", async () => {
  const bed = await startTestbed({ zones: [], cloudflareZones: [], isOpen: true });
  const { cloud } = bed;
  cloud.cloudflare.dns.define({ id: "0".repeat(32), name: "example.com" });
  const record = (name: string, content: string, type = "TXT") =>
    cloud.cloudflare.dns.create("0".repeat(32), { name, type, content, ttl: 300 });
  const end = watchClouds(cloud);
  record("_smtp._tls.example.com", '"v=TLSRPTv1; rua=mailto:a@example.com"');
  // The user's own host, of which nothing can be said here.
  record("mta-sts.example.com", "host.example.net", "CNAME");
  record("_mta-sts.example.com", '"v=STSv1; id=1;"');
  expect(await end()).toEqual({ changes: 3, gaps: [] });
  expect(domainsIn(cloud)).toEqual(["example.com"]);

  const endSecond = watchClouds(cloud);
  const [host] = cloud.cloudflare.dns.records("0".repeat(32), "mta-sts.example.com");
  cloud.cloudflare.dns.update("0".repeat(32), host?.id ?? "", { content: bed.edges.cloudfront, type: "A" });
  expect(await endSecond()).toEqual({ changes: 1, gaps: [expect.stringMatching(/^example\.com: /u)] });
  record("late.example.com", '"x"');
  await bed.stop();
});

import { describe, expect, it } from "@jest/globals";
import { Cloud, defaultCloudflareZone, defaultZone } from "../../src";

const { accountId, id: zoneId } = defaultCloudflareZone;

function txt(value: string) {
  return { name: "a.example.com", type: "TXT", ttl: 300, values: [`"${value}"`] };
}

describe("a saved cloud", () => {
  it("comes back as it was, as often as wanted, with the time", async () => {
    const cloud = new Cloud();
    const { s3, route53, cloudflare, runtime } = cloud;
    s3.createBucket("policies", { region: "eu-central-1" });
    s3.putObject("policies", "key", { body: "one" });
    route53.upsert(defaultZone.id, txt("one"));
    const script = await cloudflare.scripts.put(accountId, "worker", { content: "one", mainModule: "a.mjs" });
    cloudflare.workerDomains.attach(accountId, { hostname: "mta-sts.example.com", service: "worker", zoneId });
    await runtime.idle();
    const restore = cloud.save();
    const before = runtime.now();
    for (let i = 0; i < 2; i++) {
      s3.putObject("policies", "key", { body: "two" });
      s3.configure("policies", "PutBucketTagging", { tags: { a: "b" } });
      s3.createBucket("others", { region: "eu-central-1" });
      route53.upsert(defaultZone.id, txt("two"));
      cloudflare.scripts.delete(accountId, "worker");
      runtime.advance(1e9);
      await runtime.idle();
      restore();
      expect(s3.buckets.map(({ name, tags }) => ({ name, tags }))).toEqual([{ name: "policies", tags: {} }]);
      expect(s3.headObject("policies", "key").body.toString()).toBe("one");
      expect(route53.find(defaultZone.id, "a.example.com", "TXT")?.values).toEqual(['"one"']);
      expect(cloudflare.scripts.all).toEqual([script]);
      expect(cloudflare.scripts.running("worker")).toBeDefined();
      expect(cloudflare.workerDomains.at("mta-sts.example.com")?.service).toBe("worker");
      expect(cloudflare.certificates.find("mta-sts.example.com")?.keyPair).toBeDefined();
      expect(cloud.dns.visible("mta-sts.example.com", "A")).toBeUndefined(); // Route 53 answers for the zone
      expect(runtime.now() - before).toBeLessThan(60_000);
    }
    await cloud.close();
  });
});

import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { askAsSender, startTestbed, type Testbed, wouldDeliverTo } from "../src/index.js";
import { publish, zoneId } from "./harness.js";

let bed: Testbed;

beforeEach(async () => {
  bed = await startTestbed();
});
afterEach(() => bed.stop());

const announce = (...values: readonly string[]): void => {
  bed.cloud.route53.upsert(zoneId, { name: "_mta-sts.example.com", type: "TXT", ttl: 60, values });
};

describe("a sender", () => {
  it("finds nothing where nothing is", async () => {
    const view = await askAsSender(bed, "example.com");
    expect(view).toMatchObject({ domain: "example.com", verdict: "no _mta-sts TXT record", rua: [], headers: {} });
    expect(view.txt).toBeUndefined();
  });

  it("accepts a policy and sees how it came", async () => {
    await publish(bed.cloud);
    announce('"v=STSv1; id=1;"');
    bed.cloud.route53.upsert(zoneId, {
      name: "_smtp._tls.example.com",
      type: "TXT",
      ttl: 60,
      values: ['"v=TLSRPTv1; rua=mailto:r@example.org"'],
    });
    expect(await askAsSender(bed, "example.com")).toMatchObject({
      txt: "v=STSv1; id=1;",
      id: "1",
      url: "https://mta-sts.example.com/.well-known/mta-sts.txt",
      status: 200,
      tlsVersion: "TLSv1.3",
      certificate: { names: ["mta-sts.example.com"], issuer: "Test bed throw-away CA" },
      policy: { mode: "testing", mx: ["mail.example.com"], maxAge: 86_400 },
      verdict: "accepted",
      rua: ["mailto:r@example.org"],
    });
  });

  it.each([
    ["two records", ['"v=STSv1; id=1;"', '"v=STSv1; id=2;"'], "no valid _mta-sts TXT record"],
    ["quotes in the data", ['""v=STSv1; id=1;""'], "no valid _mta-sts TXT record"],
  ])("applies no policy for %s", async (_what, values, verdict) => {
    await publish(bed.cloud);
    announce(...values);
    expect((await askAsSender(bed, "example.com")).verdict).toContain(verdict);
  });

  it("is strict about the body, its type and the status", async () => {
    const { bucket } = await publish(bed.cloud);
    announce('"v=STSv1; id=1;"');
    const key = ".well-known/mta-sts.txt";
    const verdictFor = async (body: string, contentType: string) => {
      bed.cloud.s3.putObject(bucket, key, { body, contentType });
      return (await askAsSender(bed, "example.com")).verdict;
    };
    expect(await verdictFor("mode: enforce\r\n", "text/plain")).toContain("version");
    expect(await verdictFor("x".repeat(70_000), "text/plain")).toBe(
      "fetching the policy: the policy is longer than 65536 octets",
    );
    expect(await verdictFor("version: STSv1", "application/octet-stream")).toBe(
      "content type application/octet-stream",
    );
    bed.cloud.s3.deleteObject(bucket, key);
    expect((await askAsSender(bed, "example.com")).verdict).toBe("HTTP status 403");
  });

  it("delivers to the policy's hosts only, once it is enforced", async () => {
    await publish(bed.cloud, { body: "version: STSv1\r\nmode: enforce\r\nmx: *.example.com\r\nmax_age: 86400\r\n" });
    announce('"v=STSv1; id=1;"');
    const view = await askAsSender(bed, "example.com");
    expect([wouldDeliverTo(view, "mail.example.com"), wouldDeliverTo(view, "mail.example.net")]).toEqual([true, false]);
  });
});

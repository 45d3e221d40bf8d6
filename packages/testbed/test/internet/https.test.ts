import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { startTestbed, type Testbed } from "../../src/index.js";
import { cachingOptimized, policyFor, publish } from "../harness.js";
import { get } from "./get.js";

let bed: Testbed;

beforeEach(async () => {
  bed = await startTestbed();
});
afterEach(() => bed.stop());

describe("the edge", () => {
  it("serves the bytes under a certificate for the alias", async () => {
    await publish(bed.cloud, { body: "a\r\nb\r\n" });
    const { status, headers, body } = await get(bed);
    expect([status, body]).toEqual([200, "a\r\nb\r\n"]);
    expect(headers).toMatchObject({
      "content-type": "text/plain",
      "cache-control": "no-store",
      "x-cache": "Miss from cloudfront",
    });
  });

  it("answers HEAD without a body and refuses other methods", async () => {
    await publish(bed.cloud);
    expect(await get(bed, { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
    expect(await get(bed, { method: "POST" })).toMatchObject({ status: 403 });
  });

  it("has no certificate for a name that no distribution has", async () => {
    await publish(bed.cloud);
    await expect(get(bed, { servername: "mta-sts.example.org" })).rejects.toMatchObject({
      code: "ERR_TLS_CERT_ALTNAME_INVALID",
    });
    expect(await get(bed, { headers: { host: "mta-sts.example.org" } })).toMatchObject({ status: 403 });
  });

  it("refuses TLS 1.1, and TLS 1.2 where the distribution wants 1.3", async () => {
    const { config, certificate, distribution } = await publish(bed.cloud);
    await expect(get(bed, { maxVersion: "TLSv1.1", minVersion: "TLSv1" })).rejects.toThrow();
    expect(await get(bed, { maxVersion: "TLSv1.2" })).toMatchObject({ status: 200 });
    const viewer = {
      acm_certificate_arn: certificate,
      ssl_support_method: "sni-only",
      minimum_protocol_version: "TLSv1.3_2025",
    };
    bed.cloud.cloudfront.edit(distribution.id, { ...config, viewer_certificate: viewer });
    await bed.cloud.runtime.sleep(30);
    await expect(get(bed, { maxVersion: "TLSv1.2" })).rejects.toThrow();
    expect(await get(bed)).toMatchObject({ status: 200 });
  });

  it("shows S3's refusal where the bucket policy is for another distribution", async () => {
    const { bucket } = await publish(bed.cloud);
    bed.cloud.s3.putBucketPolicy(bucket, policyFor(bucket, "arn:aws:cloudfront::123456789012:distribution/EOTHER"));
    expect(await get(bed)).toMatchObject({ status: 403, headers: { "x-cache": "Error from cloudfront" } });
  });

  it("does not cache under CachingDisabled", async () => {
    const { bucket } = await publish(bed.cloud, { cacheControl: "max-age=3600" });
    await get(bed);
    bed.cloud.s3.putObject(bucket, ".well-known/mta-sts.txt", { body: "new" });
    expect((await get(bed)).body).toBe("new");
  });

  it("keeps the old bytes for a day under CachingOptimized", async () => {
    const { bucket } = await publish(bed.cloud, {
      behavior: { cache_policy_id: cachingOptimized },
      body: "old",
      cacheControl: "",
    });
    await get(bed);
    bed.cloud.s3.putObject(bucket, ".well-known/mta-sts.txt", { body: "new" });
    bed.cloud.runtime.advance(86_000_000);
    expect(await get(bed)).toMatchObject({ body: "old", headers: { "x-cache": "Hit from cloudfront", age: "86000" } });
    bed.cloud.runtime.advance(401_000);
    expect(await get(bed)).toMatchObject({ body: "new" });
  });

  it("keeps even no-store for the policy's least time of one second", async () => {
    const { bucket } = await publish(bed.cloud, { behavior: { cache_policy_id: cachingOptimized }, body: "old" });
    await get(bed);
    bed.cloud.s3.putObject(bucket, ".well-known/mta-sts.txt", { body: "new" });
    expect((await get(bed)).body).toBe("old");
    bed.cloud.runtime.advance(1001);
    expect((await get(bed)).body).toBe("new");
  });

  it("adds the headers of a managed policy", async () => {
    await publish(bed.cloud, { behavior: { response_headers_policy_id: "67f7725c-6f97-4210-82d7-5512b31e9d03" } });
    expect((await get(bed)).headers).toMatchObject({ "strict-transport-security": "max-age=31536000" });
  });
});

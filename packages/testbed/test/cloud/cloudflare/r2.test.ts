import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import {
  type Attributes,
  type Cloud,
  type CloudOptions,
  defaultCloudflareZone,
  type ProviderSettings,
} from "../../../src/index.js";
import { accountId, cloudflareZoneId, create, host, newCloud, noSettings, settings, update } from "../../harness.js";

const bucketType = "cloudflare_r2_bucket";
const domainType = "cloudflare_r2_custom_domain";
const objectType = "aws_s3_object";
const r2: ProviderSettings = { region: "auto", r2Account: accountId };
const key = ".well-known/mta-sts.txt";

const bucket = (changes: Attributes = {}): Attributes => ({ account_id: accountId, name: "policies", ...changes });
const object = (changes: Attributes = {}): Attributes => ({ bucket: "policies", key, content: "x", ...changes });
const domain = (changes: Attributes = {}): Attributes => ({
  account_id: accountId,
  bucket_name: "policies",
  domain: host,
  enabled: true,
  zone_id: cloudflareZoneId,
  ...changes,
});

async function prepared(options: CloudOptions = {}): Promise<Cloud> {
  const cloud = newCloud({ authority: "cloudflare", ...options });
  await create(cloud, bucketType, bucket(), noSettings);
  return cloud;
}

describe("a bucket of R2", () => {
  it("has defaults, and is emptied before it goes", async () => {
    const cloud = newCloud();
    const made = await create(cloud, bucketType, bucket(), noSettings);
    expect(made).toMatchObject({ id: "policies", state: { jurisdiction: "default", storage_class: "Standard" } });
    const objects = cloud.cloudflare.r2.objectsOf(accountId);
    objects.putObject("policies", key, { body: "x" });
    await expect(cloud.resources.delete(bucketType, made, noSettings)).rejects.toThrow("10008");
    objects.deleteObject("policies", key);
    await cloud.resources.delete(bucketType, made, noSettings);
    expect(cloud.cloudflare.r2.all).toEqual([]);
  });

  it.each([
    ["a name that is taken", bucket(), "10004"],
    ["a name with dots", bucket({ name: "mta-sts.example.com" }), "10005"],
    ["somebody else's account", bucket({ account_id: "0".repeat(32) }), "Authentication error"],
  ])("is refused for %s", async (_what, config, message) => {
    await expect(create(await prepared(), bucketType, config, noSettings)).rejects.toThrow(message);
  });

  it("is replaced by a new name, changed in its class, and never moved", async () => {
    const cloud = await prepared();
    const prior = {
      id: "policies",
      state: (await cloud.resources.import(bucketType, `${accountId}/policies/default`, r2))!.state,
    };
    const changes = (config: Attributes) =>
      cloud.resources.plan(bucketType, bucket(config), { prior: prior.state, settings: noSettings }).changes;
    expect(changes({ name: "other" })).toMatchObject([{ path: ["name"], replaces: true }]);
    expect(changes({ location: "apac" })).toEqual([]);
    const { resource } = await update(cloud, bucketType, {
      prior,
      config: bucket({ storage_class: "InfrequentAccess" }),
    });
    expect(resource.state["storage_class"]).toBe("InfrequentAccess");
  });
});

describe("an object of R2, through the AWS provider", () => {
  it("needs no bucket in S3, and is put, changed, read and deleted", async () => {
    const cloud = await prepared();
    const prior = await create(cloud, objectType, object({ acl: "private", content_type: "text/plain" }), r2);
    expect(prior.state).toMatchObject({ region: "auto", etag: createHash("md5").update("x").digest("hex") });
    const stored = () => cloud.cloudflare.r2.find(accountId, "policies")?.objects.get(key);
    expect([cloud.s3.buckets, stored()?.contentType]).toEqual([[], "text/plain"]);
    cloud.cloudflare.r2.objectsOf(accountId).putObject("policies", key, { body: "by hand" });
    expect((await cloud.resources.read(objectType, prior, r2))?.state["etag"]).not.toBe(prior.state["etag"]);
    await cloud.resources.delete(objectType, prior, r2);
    expect(stored()).toBeUndefined();
  });

  it("takes no tags, neither its own nor the provider's", async () => {
    const cloud = await prepared();
    const message = (tags: string) =>
      `501, RequestID: emulated, NotImplemented: Header 'x-amz-tagging' with value '${tags}' not implemented`;
    await expect(create(cloud, objectType, object({ tags: { a: "b" } }), r2)).rejects.toThrow(message("a=b"));
    const tagging = { ...r2, defaultTags: { team: "mail" } };
    await expect(create(cloud, objectType, object(), tagging)).rejects.toThrow(message("team=mail"));
    const untagged = object({ override_provider: { default_tags: { tags: {} } } });
    expect((await create(cloud, objectType, untagged, tagging)).state["tags_all"]).toEqual({});
  });

  it.each([
    ["acl", "public-read", "x-amz-acl"],
    ["server_side_encryption", "AES256", "x-amz-server-side-encryption"],
    ["website_redirect", "/x", "x-amz-website-redirect-location"],
  ])("is refused with %s, which R2 does not know", async (name, value, header) => {
    await expect(create(await prepared(), objectType, object({ [name]: value }), r2)).rejects.toThrow(
      `NotImplemented: Header '${header}' with value '${value}' not implemented`,
    );
  });

  it("is refused where the bucket is not of that account", async () => {
    const elsewhere = { region: "auto", r2Account: "0".repeat(32) };
    await expect(create(await prepared(), objectType, object(), elsewhere)).rejects.toThrow("NoSuchBucket");
    await expect(create(await prepared(), objectType, object(), settings)).rejects.toThrow("NoSuchBucket");
  });

  it("has no such buckets and bucket settings", async () => {
    const cloud = await prepared();
    await expect(create(cloud, "aws_s3_bucket", { bucket: "x" }, r2)).rejects.toThrow("CreateBucket not implemented");
    await expect(create(cloud, "aws_s3_bucket_policy", { bucket: "policies", policy: "{}" }, r2)).rejects.toThrow(
      "PutBucketPolicy not implemented",
    );
  });
});

describe("a custom domain of R2", () => {
  it("owns a record and a certificate, which go with it", async () => {
    const cloud = await prepared();
    const made = await create(cloud, domainType, domain({ min_tls: "1.2" }), noSettings);
    expect(made.state).toMatchObject({ zone_name: "example.com", status: { ownership: "active", ssl: "pending" } });
    expect(cloud.dns.visible(host, "A")?.values).toEqual(["127.0.0.3"]);
    await cloud.runtime.until(() => cloud.cloudflare.certificates.find(host)?.keyPair !== undefined, 500);
    const seen = await cloud.resources.read(domainType, made, noSettings);
    expect(seen?.state["status"]).toEqual({ ownership: "active", ssl: "active" });
    const { resource } = await update(cloud, domainType, { prior: made, config: domain({ enabled: false }) });
    expect(resource.state["enabled"]).toBe(false);
    await cloud.resources.delete(domainType, made, noSettings);
    expect([cloud.cloudflare.r2Domains.all, cloud.cloudflare.dns.records(cloudflareZoneId)]).toEqual([[], []]);
  });

  it.each([
    ["a bucket that is not there", { bucket_name: "other" }, "10006"],
    ["a domain outside the zone", { domain: "mta-sts.example.org" }, "zone_id is incorrect"],
    ["a name that has a record", { domain: "www.example.com" }, "409 Conflict"],
  ])("is refused for %s", async (_what, config, message) => {
    const cloud = await prepared();
    const taken = { name: "www.example.com", type: "CNAME", content: "example.net", ttl: 300 };
    cloud.cloudflare.dns.create(cloudflareZoneId, taken);
    await expect(create(cloud, domainType, domain(config), noSettings)).rejects.toThrow(message);
  });

  it("is refused with 409 where another bucket has the name, with or without its record", async () => {
    const cloud = await prepared();
    await create(cloud, domainType, domain(), noSettings);
    await create(cloud, bucketType, bucket({ name: "others" }), noSettings);
    const attach = () => create(cloud, domainType, domain({ bucket_name: "others" }), noSettings);
    await expect(attach()).rejects.toThrow("409 Conflict");
    const [record] = cloud.cloudflare.dns.records(cloudflareZoneId, host);
    cloud.cloudflare.dns.delete(cloudflareZoneId, record!.id);
    await expect(attach()).rejects.toThrow("409 Conflict");
    expect(cloud.cloudflare.r2Domains.at(host)?.bucket).toBe("policies");
  });

  it("needs a zone of the bucket's own account", async () => {
    const other = { id: "c0ffee000000000000000000000000e2", name: "example.org", accountId: "b".repeat(32) };
    const cloud = await prepared({ cloudflareZones: [defaultCloudflareZone, other] });
    const config = domain({ domain: "mta-sts.example.org", zone_id: other.id });
    await expect(create(cloud, domainType, config, noSettings)).rejects.toThrow("zone_id is incorrect");
  });

  it("keeps a Worker's domain away, and has no import", async () => {
    const cloud = await prepared();
    await create(cloud, domainType, domain(), noSettings);
    await cloud.cloudflare.scripts.put(accountId, "w", { content: "", mainModule: "w.js" });
    const attach = () => cloud.cloudflare.workerDomains.attach(accountId, { hostname: host, service: "w" });
    expect(attach).toThrow("100117");
    await expect(cloud.resources.import(domainType, host, noSettings)).rejects.toThrow("doesn't support import");
  });
});

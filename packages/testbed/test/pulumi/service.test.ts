import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { PropertyDiff } from "@pulumi/pulumi/proto/provider_pb.js";
import { type Cloud } from "../../src/index.js";
import { awsPackage } from "../../src/pulumi/packages/aws.js";
import { type ProviderServer, startProviderServer } from "../../src/pulumi/server.js";
import { host, newCloud, zoneId } from "../harness.js";
import { Engine, unknown } from "./client.js";

const bucketToken = "aws:s3/bucket:Bucket";
const objectToken = "aws:s3/bucketObjectv2:BucketObjectv2";
const recordToken = "aws:route53/record:Record";
const certificateToken = "aws:acm/certificate:Certificate";
const distributionToken = "aws:cloudfront/distribution:Distribution";
const { ADD, DELETE, UPDATE, UPDATE_REPLACE } = PropertyDiff.Kind;

let cloud: Cloud;
let server: ProviderServer;
let engine: Engine;

beforeEach(async () => {
  cloud = newCloud();
  server = await startProviderServer(cloud, awsPackage);
  engine = new Engine(server.port);
  await engine.configure({ region: "eu-central-1" });
});
afterEach(async () => {
  engine.close();
  server.stop();
  await cloud.close();
});

describe("configuration", () => {
  it("wants a region", async () => {
    const [reason] = await engine.configure({});
    expect(reason).toContain("Missing region information");
  });

  it("belongs to one connection", async () => {
    const other = new Engine(server.port);
    await other.configure({ region: "us-east-1", defaultTags: JSON.stringify({ tags: { team: "mail" } }) });
    const here = await engine.create(bucketToken, { bucket: "here" });
    const there = await other.create(bucketToken, { bucket: "there" });
    other.close();
    expect([here.state["region"], there.state["region"]]).toEqual(["eu-central-1", "us-east-1"]);
    expect([here.state["tagsAll"], there.state["tagsAll"]]).toEqual([{}, { team: "mail" }]);
  });
});

describe("a change of the configuration", () => {
  it("updates the provider, and moves what has no region of its own", async () => {
    const olds = { region: "eu-central-1", version: "7.48.0" };
    expect(await engine.diffConfig(olds, { ...olds, version: "7.49.0" })).toEqual([]);
    expect(await engine.diffConfig(olds, { ...olds, region: "us-east-1" })).toEqual(["region"]);
    const { state } = await engine.create(bucketToken, { bucket: "own" });
    await engine.configure({ region: "us-east-1" });
    const { kinds } = await engine.diff(bucketToken, { olds: state, news: { bucket: "own" } });
    expect(kinds).toEqual({ region: UPDATE_REPLACE });
  });
});

describe("check", () => {
  it("names a bucket after the resource, and keeps the name", async () => {
    const first = await engine.check(bucketToken, {}, { seed: "a" });
    expect(first.inputs["bucket"]).toMatch(/^example-[0-9a-f]{7}$/);
    const again = await engine.check(bucketToken, {}, { seed: "b", olds: first.inputs });
    expect(again.inputs["bucket"]).toBe(first.inputs["bucket"]);
    const named = await engine.check(bucketToken, { bucket: "own" }, { olds: first.inputs });
    expect(named.inputs["bucket"]).toBe("own");
  });

  it("reports every failure by its property", async () => {
    const { failures } = await engine.check(distributionToken, {
      enabled: true,
      defaultCacheBehavior: { viewerProtocolPolicy: "https" },
      viewer: 1,
    });
    expect(failures.map(({ property }) => property).sort()).toEqual([
      "defaultCacheBehavior.allowedMethods",
      "defaultCacheBehavior.cachedMethods",
      "defaultCacheBehavior.targetOriginId",
      "defaultCacheBehavior.viewerProtocolPolicy",
      "origins",
      "restrictions",
      "viewer",
      "viewerCertificate",
    ]);
    expect(failures.find(({ property }) => property === "origins")?.reason).toBe(
      "Missing required argument: The argument \"origin\" is required, but no definition was found.. Examine values at 'Example.origins'.",
    );
  });

  it("lets unknown values pass and turns a policy object into text", async () => {
    const { inputs, failures } = await engine.check("aws:s3/bucketPolicy:BucketPolicy", {
      bucket: unknown,
      policy: { Version: "2012-10-17" },
    });
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ bucket: unknown, policy: '{"Version":"2012-10-17"}' });
  });
});

describe("preview", () => {
  it("knows what is given and leaves the rest unknown", async () => {
    const { id, state } = await engine.create(
      certificateToken,
      { domainName: host, validationMethod: "DNS", region: "us-east-1" },
      true,
    );
    expect(id).toBe("");
    expect(state).toMatchObject({
      domainName: host,
      region: "us-east-1",
      arn: unknown,
      domainValidationOptions: unknown,
    });
    expect(cloud.acm.certificates).toEqual([]);
  });

  it("of an update changes nothing and foresees what will move", async () => {
    await engine.create(bucketToken, { bucket: "own" });
    const { state } = await engine.create(objectToken, { bucket: "own", key: "k", content: "one" });
    const next = await engine.update(objectToken, "k", {
      olds: state,
      news: { bucket: "own", key: "k", content: "two" },
      preview: true,
    });
    expect(next).toMatchObject({ content: "two", versionId: unknown, arn: state["arn"] });
    expect(cloud.s3.headObject("own", "k").body.toString()).toBe("one");
  });
});

describe("diff", () => {
  const news = { zoneId, name: host, type: "TXT", ttl: 300, records: ["a", "b"] };

  it("finds none after a create", async () => {
    const { state } = await engine.create(recordToken, news);
    expect(await engine.diff(recordToken, { olds: state, news })).toMatchObject({ changes: 1, kinds: {} });
    expect(await engine.diff(recordToken, { olds: state, news: { ...news, records: ["b", "a"] } })).toMatchObject({
      changes: 1,
    });
  });

  it("tells paths, kinds and replacements", async () => {
    const { state } = await engine.create(recordToken, news);
    const changed = { ...news, name: "other.example.com", records: ["a", "c", "d"] };
    const { kinds, replacesList, deletebeforereplace } = await engine.diff(recordToken, { olds: state, news: changed });
    expect(kinds).toEqual({ name: UPDATE_REPLACE, "records[1]": UPDATE, "records[2]": ADD });
    expect([replacesList, deletebeforereplace]).toEqual([["name"], false]);
  });

  it("honours ignoreChanges", async () => {
    const { state } = await engine.create(recordToken, news);
    const changed = { ...news, ttl: 60, records: ["c"] };
    const { kinds } = await engine.diff(recordToken, { olds: state, news: changed, ignore: ["records"] });
    expect(kinds).toEqual({ ttl: UPDATE });
  });

  it("counts an unknown input as a change and a removed option as a deletion", async () => {
    await engine.create(bucketToken, { bucket: "own" });
    const { state } = await engine.create(objectToken, {
      bucket: "own",
      key: "k",
      content: "one",
      cacheControl: "no-store",
    });
    const { kinds } = await engine.diff(objectToken, {
      olds: state,
      news: { bucket: unknown, key: "k", content: "one" },
    });
    expect(kinds).toEqual({ bucket: UPDATE_REPLACE, cacheControl: DELETE });
  });

  it("deletes first what the program itself named", async () => {
    const { state } = await engine.create(bucketToken, { bucket: "own" });
    const { deletebeforereplace } = await engine.diff(bucketToken, {
      olds: state,
      news: { bucket: "own", region: "us-east-1" },
    });
    expect(deletebeforereplace).toBe(true);
  });
});

describe("read", () => {
  it("refreshes the inputs that the program gave", async () => {
    const inputs = { zoneId, name: "_x.example.com", type: "TXT", ttl: 300, records: ["a"] };
    const { id, state } = await engine.create(recordToken, inputs);
    cloud.route53.upsert(zoneId, { name: "_x.example.com", type: "TXT", ttl: 60, values: ['"b"'] });
    const found = await engine.read(recordToken, id, { state, inputs });
    expect(found.inputs).toEqual({ ...inputs, ttl: 60, records: ["b"] });
    expect(found.state).toMatchObject({ ttl: 60, records: ["b"], fqdn: "_x.example.com" });
  });

  it("imports by id alone, with inputs", async () => {
    cloud.s3.createBucket("own", { region: "eu-central-1" });
    cloud.s3.putObject("own", "a/b", { body: "x", contentType: "text/plain" });
    const { id, inputs, state } = await engine.read(objectToken, "own/a/b");
    expect(id).toBe("a/b");
    expect(inputs).toMatchObject({ bucket: "own", key: "a/b", contentType: "text/plain" });
    expect(state).toMatchObject({ arn: "arn:aws:s3:::own/a/b", forceDestroy: false });
  });

  it("gives no id for what is gone", async () => {
    const { id, state } = await engine.create(bucketToken, { bucket: "own" });
    cloud.s3.deleteBucket("own");
    expect((await engine.read(bucketToken, id, { state })).id).toBe("");
    await engine.delete(bucketToken, id, state);
  });
});

describe("calls", () => {
  it("carry the service's words when they fail", async () => {
    await expect(engine.create(bucketToken, { bucket: "Wrong" })).rejects.toMatchObject({
      details: expect.stringContaining("creating S3 Bucket (Wrong): operation error S3: CreateBucket"),
    });
  });

  it("find a zone, the account and the region", async () => {
    expect(await engine.invoke("aws:route53/getZone:getZone", { name: "example.com." })).toMatchObject({
      zoneId,
      name: "example.com",
    });
    await expect(engine.invoke("aws:route53/getZone:getZone", { name: "example.org" })).rejects.toMatchObject({
      details: "no matching Route 53 Hosted Zone found",
    });
    expect(await engine.invoke("aws:index/getCallerIdentity:getCallerIdentity", {})).toMatchObject({
      accountId: "123456789012",
    });
    expect(await engine.invoke("aws:index/getRegion:getRegion", {})).toMatchObject({ region: "eu-central-1" });
  });

  it("take and give secrets plainly, as a provider that lets the engine keep them", async () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "s" };
    await engine.create(bucketToken, { bucket: "own" });
    expect((await engine.create(objectToken, { bucket: "own", key: "k", content: secret })).state["content"]).toBe("s");
  });
});

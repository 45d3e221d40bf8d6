import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { PropertyDiff } from "@pulumi/pulumi/proto/provider_pb.js";
import { type Cloud, startTestbed } from "../../src/index.js";
import { awsPackage } from "../../src/pulumi/packages/aws.js";
import { cloudflarePackage } from "../../src/pulumi/packages/cloudflare.js";
import { randomPackage } from "../../src/pulumi/packages/random.js";
import { type ProviderPackage } from "../../src/pulumi/provider-package.js";
import { type ProviderServer, startProviderServer } from "../../src/pulumi/server.js";
import { accountId, cloudflareZoneId as zoneId, host, newCloud } from "../harness.js";
import { Engine, unknown } from "./client.js";

const { ADD, UPDATE, UPDATE_REPLACE } = PropertyDiff.Kind;

let cloud: Cloud;
const open: { server: ProviderServer; engine: Engine }[] = [];

beforeEach(() => {
  cloud = newCloud({ authority: "cloudflare" });
});
afterEach(async () => {
  for (const { server, engine } of open.splice(0)) {
    engine.close();
    server.stop();
  }
  await cloud.close();
});

async function attach(pkg: ProviderPackage, config: Readonly<Record<string, unknown>> = {}) {
  const server = await startProviderServer(cloud, pkg);
  const engine = new Engine(server.port);
  open.push({ server, engine });
  return { engine, problems: await engine.configure(config) };
}

describe("the environment", () => {
  it("names all three providers", async () => {
    const bed = await startTestbed();
    expect(bed.env["PULUMI_DEBUG_PROVIDERS"]).toMatch(/^aws:\d+,cloudflare:\d+,random:\d+$/);
    await bed.stop();
  });
});

describe("the cloudflare provider", () => {
  const recordToken = "cloudflare:index/dnsRecord:DnsRecord";
  const record = { zoneId, name: "_mta-sts.example.com", type: "TXT", ttl: 300, content: '"v=STSv1; id=1;"' };
  const scriptToken = "cloudflare:index/workersScript:WorkersScript";
  const script = { accountId, scriptName: "w", content: "export default {}", mainModule: "w.js" };
  const domainToken = "cloudflare:index/workersCustomDomain:WorkersCustomDomain";

  it("needs no configuration", async () => {
    const { engine, problems } = await attach(cloudflarePackage, { apiToken: "t" });
    expect(problems).toEqual([]);
    expect(await engine.invoke("cloudflare:index/getZone:getZone", { filter: { name: "example.com" } })).toMatchObject({
      zoneId,
      account: { id: accountId },
    });
    await expect(engine.invoke("cloudflare:index/getZone:getZone", { zoneId: "x" })).rejects.toMatchObject({
      details: expect.stringContaining("failed to find exactly one result"),
    });
  });

  it("names nothing by itself", async () => {
    const { engine } = await attach(cloudflarePackage);
    const { failures } = await engine.check("cloudflare:index/r2Bucket:R2Bucket", { accountId });
    expect(failures.map(({ property }) => property)).toEqual(["name"]);
    expect((await engine.check(scriptToken, { accountId })).failures).toMatchObject([{ property: "scriptName" }]);
    const { ttl: _, ...without } = record;
    expect((await engine.check(recordToken, without)).failures).toMatchObject([{ property: "ttl" }]);
  });

  it("creates, finds no difference, and tells differences by their paths", async () => {
    const { engine } = await attach(cloudflarePackage);
    const { id, state } = await engine.create(recordToken, record);
    expect([id.length, state["content"], state["proxied"]]).toEqual([32, record.content, false]);
    expect((await engine.diff(recordToken, { olds: state, news: record })).kinds).toEqual({});
    const news = { ...record, type: "MX", content: "mail.example.com", priority: 10 };
    const { kinds, deletebeforereplace } = await engine.diff(recordToken, { olds: state, news });
    expect(kinds).toEqual({ content: UPDATE, priority: ADD, type: UPDATE_REPLACE });
    expect(deletebeforereplace).toBe(false);
  });

  it("refreshes the program's inputs, and imports by zone and id", async () => {
    const { engine } = await attach(cloudflarePackage);
    const { id, state } = await engine.create(recordToken, record);
    cloud.cloudflare.dns.update(zoneId, id, { content: '"by hand"' });
    const { inputs } = await engine.read(recordToken, id, { state, inputs: record });
    expect(inputs).toEqual({ ...record, content: '"by hand"' });
    const imported = await engine.read(recordToken, `${zoneId}/${id}`);
    expect([imported.id, imported.inputs]).toEqual([id, { ...record, content: '"by hand"' }]);
  });

  it("foresees which of a Worker's attributes move, and knows nested ones by their names", async () => {
    const { engine } = await attach(cloudflarePackage);
    const observability = { enabled: true, headSamplingRate: 1 };
    const bindings = [{ name: "A", type: "plain_text", text: "a" }];
    const news = { ...script, observability, bindings };
    const { state } = await engine.create(scriptToken, news);
    expect((await engine.diff(scriptToken, { olds: state, news })).kinds).toEqual({});
    const changed = { ...news, bindings: [{ ...bindings[0], text: "b" }], observability: { enabled: true } };
    const { kinds } = await engine.diff(scriptToken, { olds: state, news: changed });
    expect(Object.keys(kinds).sort()).toEqual(["bindings[0].text", "observability.headSamplingRate"]);
    const preview = await engine.update(scriptToken, "w", { olds: state, news: changed, preview: true });
    expect(preview).toMatchObject({ etag: unknown, createdOn: state["createdOn"] });
  });

  it("replaces a custom domain for another name, and reports what the API says", async () => {
    const { engine } = await attach(cloudflarePackage);
    await engine.create(scriptToken, script);
    const news = { accountId, zoneId, hostname: host, service: "w" };
    const { id, state } = await engine.create(domainToken, news);
    const { kinds } = await engine.diff(domainToken, { olds: state, news: { ...news, hostname: "x.example.com" } });
    expect(kinds).toEqual({ hostname: UPDATE_REPLACE });
    cloud.cloudflare.dns.create(zoneId, { name: "x.example.com", type: "A", content: "192.0.2.1", ttl: 60 });
    await expect(engine.create(domainToken, { ...news, hostname: "x.example.com" })).rejects.toMatchObject({
      details: expect.stringContaining('"code":100117'),
    });
    expect((await engine.read(domainToken, `${accountId}/${id}`)).inputs).toMatchObject({
      hostname: host,
      service: "w",
    });
    await engine.delete(domainToken, id, state);
  });
});

describe("the aws provider on R2", () => {
  const endpoint = `https://${accountId}.r2.cloudflarestorage.com`;
  const skips = { skipCredentialsValidation: "true", skipRegionValidation: "true", skipRequestingAccountId: "true" };
  const config = { region: "auto", endpoints: JSON.stringify([{ s3: endpoint }]), s3UsePathStyle: "true", ...skips };
  const objectToken = "aws:s3/bucketObjectv2:BucketObjectv2";

  it("puts objects into R2, beside another instance that is S3's", async () => {
    const { engine: onR2, problems } = await attach(awsPackage, config);
    const { engine: onS3 } = await attach(awsPackage, { region: "eu-central-1" });
    expect(problems).toEqual([]);
    cloud.cloudflare.r2.create(accountId, "policies");
    const { state } = await onR2.create(objectToken, { bucket: "policies", key: "k", content: "x" });
    expect(state).toMatchObject({ region: "auto", etag: "9dd4e461268c8034f5c8564e155c67a6" });
    await expect(onS3.create(objectToken, { bucket: "policies", key: "k", content: "x" })).rejects.toMatchObject({
      details: expect.stringContaining("NoSuchBucket"),
    });
  });

  it("lets an object say other default tags than the provider", async () => {
    const { engine } = await attach(awsPackage, { ...config, defaultTags: JSON.stringify({ tags: { team: "mail" } }) });
    cloud.cloudflare.r2.create(accountId, "policies");
    const news = { bucket: "policies", key: "k", content: "x" };
    await expect(engine.create(objectToken, news)).rejects.toMatchObject({
      details: expect.stringContaining("NotImplemented"),
    });
    const untagged = { ...news, overrideProvider: { defaultTags: { tags: {} } } };
    const { state } = await engine.create(objectToken, untagged);
    expect((await engine.diff(objectToken, { olds: state, news: untagged })).kinds).toEqual({});
  });

  it.each([
    ["a region that AWS has not", { region: "auto" }, "Invalid AWS Region: auto"],
    ["keys that AWS has not", { ...config, skipCredentialsValidation: "false" }, "GetCallerIdentity"],
  ])("complains of %s, unless told not to look", async (_what, wrong, message) => {
    expect((await attach(awsPackage, wrong)).problems).toEqual([expect.stringContaining(message)]);
  });
});

describe("the random provider", () => {
  const token = "random:index/randomId:RandomId";

  it("draws once, and again for another keeper", async () => {
    const { engine } = await attach(randomPackage);
    const news = { byteLength: 4, keepers: { domain: "example.com" } };
    expect((await engine.create(token, news, true)).state).toMatchObject({ byteLength: 4, hex: unknown });
    const { id, state } = await engine.create(token, news);
    expect(state["hex"]).toMatch(/^[0-9a-f]{8}$/);
    expect((await engine.read(token, id, { state, inputs: news })).state).toEqual(state);
    expect((await engine.diff(token, { olds: state, news })).kinds).toEqual({});
    const other = { ...news, keepers: { domain: "example.net" } };
    const { kinds, deletebeforereplace } = await engine.diff(token, { olds: state, news: other });
    expect([kinds, deletebeforereplace]).toEqual([{ "keepers.domain": UPDATE_REPLACE }, false]);
  });

  it("knows what the others know not", async () => {
    const { engine } = await attach(randomPackage);
    await expect(engine.create("aws:s3/bucket:Bucket", {})).rejects.toMatchObject({
      details:
        "the emulated random has no resource type aws:s3/bucket:Bucket; it has random:index/randomId:RandomId, random:index/randomPet:RandomPet, random:index/randomString:RandomString",
    });
  });
});

import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { planDeployment, workerSource } from "@mtasts/core";
import * as pulumi from "@pulumi/pulumi";
import { Provider } from "@pulumi/cloudflare/provider.js";
import { MtaSts, type PolicyHost } from "pulumi-mtasts";
import { cloudflareDns, r2, r2ObjectProvider, worker } from "pulumi-mtasts/cloudflare";
import { endProgram, find, registered, startProgram, valueOf } from "../harness";

jest.spyOn(pulumi.log, "warn").mockResolvedValue();
beforeEach(() => startProgram());
afterEach(endProgram);

const account = { accountId: "a1", zoneId: "z1" };
const config = { domain: "example.com", mx: ["mail.example.com"] };

async function deploy<N extends object>(host: PolicyHost<N>) {
  const mtaSts = new MtaSts("mail", { ...config, host, dns: cloudflareDns({ zoneId: "z1" }) });
  await valueOf(mtaSts.nodes.stsRecord.urn);
  return mtaSts;
}

function plan() {
  const parsed = planDeployment(config);
  if (!parsed.ok) throw new Error("the configuration is wrong");
  return parsed.value;
}

function children(): readonly string[] {
  return registered
    .filter(({ name }) => name.startsWith("mail-"))
    .map(({ type, name }) => `${type} ${name}`)
    .sort();
}

describe("worker", () => {
  // API from the first day: a change needs aliases and an upgrade note.
  it("has children of these types and names", async () => {
    await deploy(worker(account));
    expect(children()).toEqual([
      "cloudflare:index/dnsRecord:DnsRecord mail-sts-record",
      "cloudflare:index/workersCustomDomain:WorkersCustomDomain mail-host-record",
      "cloudflare:index/workersScript:WorkersScript mail-worker",
      "random:index/randomId:RandomId mail-suffix",
    ]);
  });

  it("uploads the policy within its code, under a name of this stack", async () => {
    await deploy(worker(account));
    expect(find("worker").inputs).toEqual({
      accountId: "a1",
      scriptName: "mta-sts-0a0b0c0d",
      content: workerSource(plan().site),
      mainModule: "worker.mjs",
      compatibilityDate: "2025-01-01",
    });
    expect(find("host-record").inputs).toEqual({
      accountId: "a1",
      zoneId: "z1",
      hostname: "mta-sts.example.com",
      service: "mta-sts-0a0b0c0d",
      // left out, some versions of the provider refuse it, and some replace the host at every deployment
      environment: "production",
    });
  });

  it("takes a provider of its own, and changes to the arguments", async () => {
    const provider = new Provider("other", { apiToken: "t" });
    await deploy(
      worker({
        ...account,
        provider,
        transform: {
          suffix: (args) => ({ ...args, byteLength: 8 }),
          worker: (args) => ({ ...args, logpush: true }),
        },
      }),
    );
    for (const key of ["worker", "host-record"]) expect(find(key).provider).toContain("::other::");
    expect(find("suffix")).toMatchObject({ provider: "", inputs: { byteLength: 8 } });
    expect(find("worker").inputs).toMatchObject({ logpush: true });
  });
});

describe("r2", () => {
  function objects() {
    return r2ObjectProvider("r2", { accountId: "a1", accessKeyId: "key", secretAccessKey: pulumi.secret("secret") });
  }

  // API from the first day: a change needs aliases and an upgrade note.
  it("has children of these types and names", async () => {
    await deploy(r2({ ...account, objects: objects() }));
    expect(children()).toEqual([
      "aws:s3/bucketObjectv2:BucketObjectv2 mail-policy-file",
      "cloudflare:index/dnsRecord:DnsRecord mail-sts-record",
      "cloudflare:index/r2Bucket:R2Bucket mail-bucket",
      "cloudflare:index/r2CustomDomain:R2CustomDomain mail-host-record",
      "random:index/randomId:RandomId mail-suffix",
    ]);
  });

  it("stores the policy as one object without tags, and serves it over TLS 1.2 or later", async () => {
    await deploy(r2({ ...account, objects: objects() }));
    expect(find("bucket").inputs).toEqual({ accountId: "a1", name: "mta-sts-0a0b0c0d" });
    expect(find("policy-file").inputs).toEqual({
      bucket: "mta-sts-0a0b0c0d",
      key: ".well-known/mta-sts.txt",
      content: plan().site.body,
      contentType: "text/plain",
      cacheControl: "no-store",
      etag: createHash("md5").update(plan().site.body).digest("hex"),
      overrideProvider: { defaultTags: { tags: {} } },
    });
    expect(find("policy-file").provider).toContain("::r2::");
    expect(find("host-record").inputs).toEqual({
      accountId: "a1",
      zoneId: "z1",
      bucketName: "mta-sts-0a0b0c0d",
      domain: "mta-sts.example.com",
      enabled: true,
      minTls: "1.2",
    });
  });

  it("reaches the objects through an AWS provider that asks AWS nothing", async () => {
    await valueOf(objects().urn);
    const provider = registered.find(({ type }) => type === "pulumi:providers:aws");
    expect(provider?.inputs).toMatchObject({
      accessKey: expect.objectContaining({ value: "key" }),
      region: "auto",
      s3UsePathStyle: "true",
      skipCredentialsValidation: "true",
      skipMetadataApiCheck: "true",
      skipRegionValidation: "true",
      skipRequestingAccountId: "true",
      endpoints: JSON.stringify([{ s3: "https://a1.r2.cloudflarestorage.com" }]),
    });
  });
});

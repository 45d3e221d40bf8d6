import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { planDeployment, workerSource } from "@mtasts/core";
import { MtaSts, type PolicyHost } from "cdktf-mtasts";
import { AwsProvider, cloudfront } from "cdktf-mtasts/aws";
import { CloudflareProvider, cloudflareDns, r2, r2ObjectProvider, worker } from "cdktf-mtasts/cloudflare";
import { children, config, dependencies, find, newStack, synth } from "../harness";

const account = { accountId: "a1", zoneId: "z1" };

function deploy(makeHost: (stack: ReturnType<typeof newStack>) => PolicyHost) {
  const stack = newStack();
  new MtaSts(stack, "mail", { ...config, host: makeHost(stack), dns: cloudflareDns({ zoneId: "z1" }) });
  return synth(stack);
}

function site() {
  const parsed = planDeployment(config);
  if (!parsed.ok) throw new Error("the configuration is wrong");
  return parsed.value.site;
}

describe("worker", () => {
  // API from the first day: a change needs moved blocks and an upgrade note.
  it("has children of these types and ids", () => {
    const addresses = children(deploy(() => worker(account))).map(({ type, key }) => `${type} ${key}`);
    expect(addresses.sort()).toEqual([
      "cloudflare_dns_record sts-record",
      "cloudflare_dns_record tls-rpt-record",
      "cloudflare_workers_custom_domain host-record",
      "cloudflare_workers_script worker",
      "random_id suffix",
      "terraform_data host-name",
    ]);
  });

  it("holds the policy itself, and publishes the name itself", () => {
    const synthesised = deploy(() => worker(account));
    expect(find(synthesised, "suffix").attributes).toEqual({ byte_length: 4 });
    expect(find(synthesised, "worker").attributes).toEqual({
      account_id: "a1",
      script_name: `mta-sts-\${${find(synthesised, "suffix").address}.hex}`,
      content: workerSource(site()),
      main_module: "worker.mjs",
      compatibility_date: "2025-01-01",
    });
    expect(find(synthesised, "host-record").attributes).toMatchObject({
      account_id: "a1",
      zone_id: "z1",
      hostname: "mta-sts.example.com",
      service: `\${${find(synthesised, "worker").address}.script_name}`,
      // left out, some versions of the provider refuse it, and some replace the host at every apply
      environment: "production",
    });
    expect(find(synthesised, "host-name").attributes).toEqual({ triggers_replace: "cloudflare_workers_custom_domain" });
    expect(dependencies(synthesised, "host-record")).toEqual(["host-name", "worker"]);
    expect(dependencies(synthesised, "sts-record")).toEqual(["host-record", "tls-rpt-record", "worker"]);
  });

  it("takes a provider of its own, and changes to the arguments", () => {
    const synthesised = deploy((stack) =>
      worker({
        ...account,
        provider: new CloudflareProvider(stack, "other", {}, { alias: "other" }),
        transform: {
          suffix: (args) => ({ ...args, byte_length: 8 }),
          worker: (args) => ({ ...args, logpush: true }),
        },
      }),
    );
    expect(find(synthesised, "worker").attributes).toMatchObject({ provider: "cloudflare.other", logpush: true });
    expect(find(synthesised, "host-record").attributes).toMatchObject({ provider: "cloudflare.other" });
    expect(find(synthesised, "suffix").attributes).toEqual({ byte_length: 8 });
  });
});

describe("r2", () => {
  const host = (stack: ReturnType<typeof newStack>): PolicyHost =>
    r2({
      ...account,
      objects: r2ObjectProvider(stack, "r2", { accountId: "a1", accessKeyId: "key", secretAccessKey: "secret" }),
    });

  // API from the first day: a change needs moved blocks and an upgrade note.
  it("has children of these types and ids", () => {
    const addresses = children(deploy(host)).map(({ type, key }) => `${type} ${key}`);
    expect(addresses.sort()).toEqual([
      "aws_s3_object policy-file",
      "cloudflare_dns_record sts-record",
      "cloudflare_dns_record tls-rpt-record",
      "cloudflare_r2_bucket bucket",
      "cloudflare_r2_custom_domain host-record",
      "random_id suffix",
      "terraform_data host-name",
    ]);
  });

  it("has its object at another address than S3's, so that a move between the two deletes the one that it leaves", () => {
    const onS3 = deploy(() => cloudfront());
    expect(find(deploy(host), "policy-file").address).not.toBe(find(onS3, "policy-file").address);
  });

  it("stores the policy as one object without tags, and serves it over TLS 1.2 or later", () => {
    const synthesised = deploy(host);
    const bucketName = `\${${find(synthesised, "bucket").address}.name}`;
    const { body } = site();
    expect(find(synthesised, "policy-file").attributes).toEqual({
      bucket: bucketName,
      key: ".well-known/mta-sts.txt",
      content: body,
      content_type: "text/plain",
      cache_control: "no-store",
      etag: createHash("md5").update(body).digest("hex"),
      override_provider: { default_tags: { tags: {} } },
      provider: "aws.r2",
    });
    expect(find(synthesised, "host-record").attributes).toMatchObject({
      account_id: "a1",
      zone_id: "z1",
      bucket_name: bucketName,
      domain: "mta-sts.example.com",
      enabled: true,
      min_tls: "1.2",
    });
    expect(dependencies(synthesised, "host-record")).toEqual(["bucket", "host-name", "policy-file"]);
    expect(dependencies(synthesised, "sts-record")).toEqual(["host-record", "policy-file", "tls-rpt-record"]);
  });

  it("reaches the objects through an AWS provider that asks AWS nothing, and that nothing else takes", () => {
    const { provider } = deploy((stack) => {
      expect(stack.node.tryFindChild("aws")).toBeInstanceOf(AwsProvider);
      return host(stack);
    });
    expect(provider?.["aws"]).toEqual([
      { region: "eu-central-1" },
      {
        alias: "r2",
        access_key: "key",
        secret_key: "secret",
        region: "auto",
        endpoints: [{ s3: "https://a1.r2.cloudflarestorage.com" }],
        s3_use_path_style: true,
        skip_credentials_validation: true,
        skip_metadata_api_check: true,
        skip_region_validation: true,
        skip_requesting_account_id: true,
      },
    ]);
  });
});

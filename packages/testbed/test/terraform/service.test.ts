import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type Cloud } from "../../src/index.js";
import { type GrpcServer, startGrpcServer } from "../../src/grpc.js";
import { terraformPackages } from "../../src/terraform/packages/index.js";
import { providerService } from "../../src/terraform/protocol.js";
import { terraformProviderService } from "../../src/terraform/service.js";
import { accountId, cachingDisabled, cloudflareZoneId, newCloud, zoneId } from "../harness.js";
import { Engine, type Plain, unknown, wire } from "./client.js";

let cloud: Cloud;
let servers: Record<string, GrpcServer>;
let aws: Engine;
let cloudflare: Engine;
const others: Engine[] = [];

beforeEach(async () => {
  cloud = newCloud();
  servers = {};
  for (const pkg of terraformPackages) {
    servers[pkg.source] = await startGrpcServer(providerService, terraformProviderService(cloud, pkg));
  }
  aws = connect("hashicorp/aws");
  cloudflare = connect("cloudflare/cloudflare");
  await aws.configure({ region: "eu-central-1" });
  await cloudflare.configure({});
});
afterEach(async () => {
  for (const engine of others.splice(0)) engine.close();
  for (const { stop } of Object.values(servers)) stop();
  await cloud.close();
});

function connect(source: string): Engine {
  const engine = new Engine(servers[source]!.port);
  others.push(engine);
  return engine;
}

const record = { zone_id: zoneId, name: "_mta-sts.example.com", type: "TXT", ttl: 300, records: ["v=STSv1; id=1;"] };
const cloudflareRecord = {
  zone_id: cloudflareZoneId,
  name: "_mta-sts.example.com",
  type: "TXT",
  ttl: 300,
  content: '"v=STSv1; id=1;"',
};

async function made(engine: Engine, type: string, config: Plain): Promise<Plain> {
  const { state, problems } = await engine.apply(type, config);
  expect(problems).toEqual([]);
  return state!;
}

describe("the schema", () => {
  it("has the resources of each provider, and no others", async () => {
    const { resource_schemas: schemas = {} } = await cloudflare.call("GetProviderSchema");
    expect(Object.keys(schemas).sort()).toEqual([
      "cloudflare_dns_record",
      "cloudflare_r2_bucket",
      "cloudflare_r2_custom_domain",
      "cloudflare_workers_custom_domain",
      "cloudflare_workers_script",
    ]);
  });

  it("has blocks in the older kind of plugin, and nested attributes in the newer one", async () => {
    const [older, newer] = await Promise.all([aws.call("GetProviderSchema"), cloudflare.call("GetProviderSchema")]);
    const blocks = (schemas: typeof older, type: string) =>
      schemas.resource_schemas![type]!.block.block_types.map((block) => ({ ...block, block: undefined }));
    expect(blocks(older, "aws_route53_record")).toMatchObject([
      { type_name: "alias", nesting: 2, min_items: 0, max_items: 1 },
    ]);
    expect(blocks(newer, "cloudflare_workers_script")).toEqual([]);
    const { attributes } = newer.resource_schemas!["cloudflare_workers_script"]!.block;
    expect(attributes.find(({ name }) => name === "bindings")).toMatchObject({ nested_type: { nesting: 2 } });
    expect(attributes.find(({ name }) => name === "observability")).toMatchObject({ nested_type: { nesting: 1 } });
  });

  it("has an id for every resource but one", async () => {
    const { resource_schemas: schemas = {} } = await cloudflare.call("GetProviderSchema");
    const without = Object.entries(schemas).filter(
      ([, { block }]) => !block.attributes.some(({ name }) => name === "id"),
    );
    expect(without.map(([type]) => type)).toEqual(["cloudflare_r2_custom_domain"]);
  });
});

describe("a configuration", () => {
  it("is judged before the provider is configured, and the problem's place is told", async () => {
    const fresh = connect("hashicorp/aws");
    expect(await fresh.validate("aws_route53_record", { ...record, type: "TEXT" })).toEqual([
      { summary: expect.stringContaining("expected type to be one of") as unknown, path: "type" },
    ]);
  });

  it("may hold values that are not known yet", async () => {
    expect(await aws.validate("aws_route53_record", { ...record, name: unknown, records: [unknown] })).toEqual([]);
  });

  it("of a block that is not there is as if it were not named", async () => {
    expect(await aws.validate("aws_route53_record", { ...record, alias: [] })).toEqual([]);
  });

  it("of the AWS provider needs a region", async () => {
    const fresh = connect("hashicorp/aws");
    expect(await fresh.configure({})).toEqual(["invalid AWS Region: "]);
    expect(await fresh.configure({ region: "auto" })).toEqual(["invalid AWS Region: auto"]);
    expect(await fresh.configure({ region: "auto", skip_region_validation: true })).toEqual([]);
    expect(await fresh.configure({ region: unknown })).toEqual([]);
  });
});

describe("a plan", () => {
  it("tells what only the apply will know", async () => {
    const { planned, isLegacy } = await aws.plan("aws_route53_record", record);
    expect(planned).toMatchObject({ ...record, id: "unknown", fqdn: "unknown", alias: [] });
    expect(isLegacy).toBe(true);
  });

  it("foresees a certificate's names, and how many records will prove it", async () => {
    const config = { domain_name: "a.example.com", validation_method: "DNS", region: "us-east-1" };
    const open = { resource_record_name: "unknown", resource_record_type: "unknown", resource_record_value: "unknown" };
    const { planned } = await aws.plan("aws_acm_certificate", {
      ...config,
      subject_alternative_names: ["b.example.com"],
    });
    expect(planned).toMatchObject({
      subject_alternative_names: ["a.example.com", "b.example.com"],
      domain_validation_options: [
        { domain_name: "a.example.com", ...open },
        { domain_name: "b.example.com", ...open },
      ],
    });
    const late = await aws.plan("aws_acm_certificate", { ...config, subject_alternative_names: unknown });
    expect(late.planned).toMatchObject({ subject_alternative_names: "unknown", domain_validation_options: "unknown" });
    const state = await made(aws, "aws_acm_certificate", config);
    expect(state["subject_alternative_names"]).toEqual(["a.example.com"]);
    expect((await aws.plan("aws_acm_certificate", config, state)).planned).toEqual(state);
  });

  it("takes a set for unknown where one of its values is", async () => {
    const { planned } = await aws.plan("aws_route53_record", { ...record, records: ["known", unknown] });
    expect(planned).toMatchObject({ records: "unknown" });
  });

  it("is just the prior state where nothing is to change", async () => {
    const state = await made(aws, "aws_route53_record", record);
    expect(await aws.plan("aws_route53_record", record, state)).toMatchObject({ planned: state, replacedBy: [] });
  });

  it("keeps what a change does not touch", async () => {
    const state = await made(aws, "aws_route53_record", record);
    const { planned, replacedBy } = await aws.plan("aws_route53_record", { ...record, ttl: 60 }, state);
    expect(planned).toEqual({ ...state, ttl: 60 });
    expect(replacedBy).toEqual([]);
  });

  it("names the arguments whose change replaces", async () => {
    const state = await made(aws, "aws_route53_record", record);
    const config = { ...record, name: "_smtp._tls.example.com", ttl: 60 };
    expect((await aws.plan("aws_route53_record", config, state)).replacedBy).toEqual(["name"]);
  });

  it("leaves every computed attribute open in the newer kind of plugin, but those that are known to stay", async () => {
    const state = await made(cloudflare, "cloudflare_dns_record", cloudflareRecord);
    const config = { ...cloudflareRecord, ttl: 60 };
    const { planned, isLegacy } = await cloudflare.plan("cloudflare_dns_record", config, state);
    expect(planned).toMatchObject({ id: state["id"], ttl: 60, modified_on: "unknown", created_on: "unknown" });
    expect(isLegacy).toBe(false);
  });

  it("sees no change in the order of a set's blocks", async () => {
    const origin = (origin_id: string) => ({ origin_id, domain_name: `${origin_id}.s3.eu-central-1.amazonaws.com` });
    const distribution = (origins: readonly Plain[]) => ({
      enabled: true,
      origin: origins,
      default_cache_behavior: [
        {
          target_origin_id: "a",
          viewer_protocol_policy: "https-only",
          allowed_methods: ["GET", "HEAD"],
          cached_methods: ["GET", "HEAD"],
          cache_policy_id: cachingDisabled,
        },
      ],
      restrictions: [{ geo_restriction: [{ restriction_type: "none" }] }],
      viewer_certificate: [{ cloudfront_default_certificate: true }],
    });
    const state = await made(aws, "aws_cloudfront_distribution", distribution([origin("a"), origin("b")]));
    const turned = await aws.plan("aws_cloudfront_distribution", distribution([origin("b"), origin("a")]), state);
    expect(turned.planned).toEqual(state);
    const changed = { ...origin("a"), connection_attempts: 1 };
    const { planned } = await aws.plan("aws_cloudfront_distribution", distribution([origin("b"), changed]), state);
    expect(planned).not.toEqual(state);
  });

  it("knows all tags beforehand, and shows when the default ones change", async () => {
    const tagging = connect("hashicorp/aws");
    await tagging.configure({ region: "eu-central-1", default_tags: [{ tags: { team: "mail" } }] });
    const config = { bucket: "policies", tags: { stage: "test" } };
    expect((await tagging.plan("aws_s3_bucket", config)).planned).toMatchObject({
      tags_all: { team: "mail", stage: "test" },
    });
    const state = await made(tagging, "aws_s3_bucket", config);
    const { planned } = await aws.plan("aws_s3_bucket", config, state);
    expect(planned).toEqual({ ...state, tags_all: { stage: "test" } });
  });

  it("of a destroy holds nothing", async () => {
    const state = await made(aws, "aws_route53_record", record);
    expect((await aws.plan("aws_route53_record", null, state)).planned).toBeNull();
  });
});

describe("an apply", () => {
  it("creates, changes and deletes in the cloud", async () => {
    const key = "_mta-sts.example.com";
    const created = await made(aws, "aws_route53_record", record);
    expect(cloud.dns.visible(key, "TXT")?.values).toEqual(['"v=STSv1; id=1;"']);
    const { state: changed } = await aws.apply(
      "aws_route53_record",
      { ...record, records: ["v=STSv1; id=2;"] },
      created,
    );
    expect(changed).toMatchObject({ records: ["v=STSv1; id=2;"] });
    expect(cloud.dns.visible(key, "TXT")?.values).toEqual(['"v=STSv1; id=2;"']);
    expect(await aws.apply("aws_route53_record", null, changed)).toEqual({ state: null, problems: [] });
    expect(cloud.dns.visible(key, "TXT")).toBeUndefined();
  });

  it("leaves nothing in the state where a creation fails, though its effect took place", async () => {
    cloud.control.fail({ type: "aws_route53_record", operation: "create", when: "after" });
    const { state, problems } = await aws.apply("aws_route53_record", record);
    expect(state).toBeNull();
    expect(problems).toEqual(["create aws_route53_record: InternalError: we encountered an internal error"]);
    expect(cloud.dns.visible("_mta-sts.example.com", "TXT")).toBeDefined();
  });

  it("that fails to change claims the plan in the older kind of plugin, until a refresh", async () => {
    const before = await made(aws, "aws_route53_record", record);
    cloud.control.fail({ type: "aws_route53_record", operation: "update" });
    const { state, problems } = await aws.apply("aws_route53_record", { ...record, ttl: 60 }, before);
    expect(problems).toHaveLength(1);
    expect(state).toEqual({ ...before, ttl: 60 });
    expect((await aws.read("aws_route53_record", state!)).state).toEqual(before);
  });

  it("that fails to change leaves the state alone in the newer one", async () => {
    const before = await made(cloudflare, "cloudflare_dns_record", cloudflareRecord);
    cloud.control.fail({ type: "cloudflare_dns_record", operation: "update" });
    const { state, problems } = await cloudflare.apply(
      "cloudflare_dns_record",
      { ...cloudflareRecord, ttl: 60 },
      before,
    );
    expect(problems).toHaveLength(1);
    expect(state).toEqual(before);
  });

  it("that fails to delete leaves the state alone", async () => {
    const before = await made(aws, "aws_route53_record", record);
    cloud.control.fail({ operation: "delete" });
    expect((await aws.apply("aws_route53_record", null, before)).state).toEqual(before);
  });

  it("finds a resource without an id by another attribute", async () => {
    const bucket = await made(cloudflare, "cloudflare_r2_bucket", { account_id: accountId, name: "policies" });
    const config = {
      account_id: accountId,
      bucket_name: bucket["name"],
      domain: "mta-sts.example.com",
      enabled: true,
      zone_id: cloudflareZoneId,
    };
    const state = await made(cloudflare, "cloudflare_r2_custom_domain", config);
    expect(state).not.toHaveProperty("id");
    expect((await cloudflare.read("cloudflare_r2_custom_domain", state)).state).toMatchObject({
      zone_name: "example.com",
    });
    expect((await cloudflare.apply("cloudflare_r2_custom_domain", null, state)).problems).toEqual([]);
    expect(cloud.cloudflare.r2Domains.all).toEqual([]);
  });

  it("puts objects into R2 where the provider's endpoint is that", async () => {
    await made(cloudflare, "cloudflare_r2_bucket", { account_id: accountId, name: "policies" });
    const objects = connect("hashicorp/aws");
    const config = {
      region: "auto",
      endpoints: [{ s3: `https://${accountId}.r2.cloudflarestorage.com` }],
      skip_region_validation: true,
      skip_credentials_validation: true,
      skip_requesting_account_id: true,
    };
    expect(await objects.configure({ ...config, skip_credentials_validation: false })).toHaveLength(1);
    expect(await objects.configure(config)).toEqual([]);
    await made(objects, "aws_s3_object", { bucket: "policies", key: "a", content: "b" });
    expect(cloud.cloudflare.r2.objectsOf(accountId).findObject("policies", "a")?.body.toString()).toBe("b");
    const { problems } = await objects.apply("aws_s3_bucket", { bucket: "policies" });
    expect(problems).toEqual([expect.stringContaining("CreateBucket not implemented")]);
  });
});

describe("a read", () => {
  it("shows what somebody else has changed", async () => {
    const state = await made(aws, "aws_route53_record", record);
    cloud.route53.upsert(zoneId, { name: record.name, type: "TXT", ttl: 60, values: ['"by hand"'] });
    expect((await aws.read("aws_route53_record", state)).state).toEqual({ ...state, ttl: 60, records: ["by hand"] });
  });

  it("tells that a resource is gone", async () => {
    const state = await made(aws, "aws_route53_record", record);
    cloud.route53.delete(zoneId, record.name, "TXT");
    expect(await aws.read("aws_route53_record", state)).toEqual({ state: null, problems: [] });
  });
});

describe("an import", () => {
  it("finds a resource by its id, and needs no change afterwards", async () => {
    const state = await made(cloudflare, "cloudflare_dns_record", cloudflareRecord);
    const found = await cloudflare.import("cloudflare_dns_record", `${cloudflareZoneId}/${String(state["id"])}`);
    expect((await cloudflare.plan("cloudflare_dns_record", cloudflareRecord, found.state)).planned).toEqual(
      found.state,
    );
  });

  it.each([
    ["Z0EXAMPLECOM_nowhere.example.com_TXT", "Cannot import non-existent remote object"],
    ["nowhere", "unexpected format for ID (nowhere)"],
  ])("of %s is refused", async (id, message) => {
    const { state, problems } = await aws.import("aws_route53_record", id);
    expect(state).toBeNull();
    expect(problems).toEqual([expect.stringContaining(message)]);
  });
});

describe("a state from a file", () => {
  it("is taken as it is, without attributes that nobody knows", async () => {
    const state = await made(aws, "aws_route53_record", record);
    expect(await aws.upgrade("aws_route53_record", { ...state, set_identifier: "" })).toEqual({ state, problems: [] });
  });
});

describe("what is wrong in the conversation", () => {
  it("is told as a diagnostic", async () => {
    expect((await aws.read("aws_instance", {})).problems).toEqual([
      "the emulated provider knows no resource aws_instance",
    ]);
    const broken = { type_name: "aws_route53_record", current_state: { msgpack: Uint8Array.of(0xc1) } };
    expect((await aws.call("ReadResource", broken)).diagnostics).toHaveLength(1);
    const fresh = connect("hashicorp/aws");
    expect((await fresh.plan("aws_route53_record", record)).problems).toEqual([
      "the provider was not configured on this connection",
    ]);
    expect(wire(null).msgpack).toEqual(Uint8Array.of(0xc0));
  });
});

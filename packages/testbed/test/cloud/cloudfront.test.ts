import { describe, expect, it } from "@jest/globals";
import { type Attributes } from "../../src/index.js";
import {
  behavior,
  create,
  distributionConfig,
  host,
  issuedCertificate,
  newCloud,
  publish,
  settings,
  update,
  zoneId,
} from "../harness.js";

const type = "aws_cloudfront_distribution";

/** What CloudFront says to a configuration that differs in one point from a good one. */
async function refusal(changes: Attributes): Promise<string> {
  const cloud = newCloud();
  const config = distributionConfig(await issuedCertificate(cloud), changes);
  return await create(cloud, type, config).then(
    () => "created",
    (error: unknown) => String(error),
  );
}

describe("a distribution is refused", () => {
  it.each<[string, Attributes, string]>([
    ["nothing wrong", {}, "created"],
    [
      "an alias that the certificate does not cover",
      { aliases: ["example.com"] },
      "InvalidViewerCertificate: The certificate that is attached",
    ],
    [
      "an alias and no certificate",
      { viewer_certificate: { cloudfront_default_certificate: true } },
      "InvalidViewerCertificate: To add an alternate domain name",
    ],
    ["no certificate at all", { viewer_certificate: {} }, "The parameter ViewerCertificate is required."],
    [
      "an unknown origin access control",
      { origin: [{ origin_id: "s3", domain_name: "b.s3.amazonaws.com", origin_access_control_id: "E0" }] },
      "InvalidOriginAccessControl",
    ],
    [
      "an origin that is no bucket",
      { origin: [{ origin_id: "s3", domain_name: "example.org" }] },
      "does not refer to a valid S3 bucket",
    ],
    ["a target that is no origin", { default_cache_behavior: behavior({ target_origin_id: "x" }) }, "NoSuchOrigin"],
    [
      "an unknown cache policy",
      { default_cache_behavior: behavior({ cache_policy_id: "x" }) },
      "NoSuchCachePolicy: The specified cache policy does not exist.",
    ],
    [
      "neither policy nor forwarded values",
      { default_cache_behavior: behavior({ cache_policy_id: null }) },
      "The parameter ForwardedValues is required.",
    ],
    [
      "an unknown headers policy",
      { default_cache_behavior: behavior({ response_headers_policy_id: "x" }) },
      "NoSuchResponseHeadersPolicy",
    ],
    ["a strange set of methods", { default_cache_behavior: behavior({ allowed_methods: ["GET"] }) }, "AllowedMethods"],
  ])("for %s", async (_why, changes, message) => {
    expect(await refusal(changes)).toContain(message);
  });

  it("for a certificate that is pending or lies in another region", async () => {
    const cloud = newCloud();
    const pending = cloud.acm.request({ region: "us-east-1", domainName: host, validationMethod: "DNS" });
    const text = "InvalidViewerCertificate: The specified SSL certificate doesn't exist, isn't in us-east-1 region";
    await expect(create(cloud, type, distributionConfig(pending.arn))).rejects.toThrow(text);
    await expect(
      create(cloud, type, distributionConfig(await issuedCertificate(cloud, "eu-central-1"))),
    ).rejects.toThrow(text);
  });

  it("for an alias that another one has", async () => {
    const cloud = newCloud();
    const { config } = await publish(cloud);
    await expect(create(cloud, type, config)).rejects.toThrow(
      "creating CloudFront Distribution: operation error CloudFront: CreateDistribution, https response error StatusCode: 409, " +
        "RequestID: emulated, CNAMEAlreadyExists: One or more of the CNAMEs you provided are already associated with a different resource.",
    );
  });

  it.each([
    ["of another account", "d111111abcdef8.cloudfront.net"],
    ["through a name in between", "policies.example.com"],
  ])("for an alias that the public DNS leads to another distribution, %s", async (_how, target) => {
    const cloud = newCloud();
    const put = (name: string, value: string) => {
      cloud.route53.upsert(zoneId, { name, type: "CNAME", ttl: 60, values: [value] });
    };
    put(host, target);
    put("policies.example.com", "d111111abcdef8.cloudfront.net");
    await expect(create(cloud, type, distributionConfig(await issuedCertificate(cloud)))).rejects.toThrow(
      "409, RequestID: emulated, CNAMEAlreadyExists: One or more aliases specified for the distribution includes an incorrectly configured DNS record that points to another CloudFront distribution.",
    );
    put(host, "web.example.org");
    await create(cloud, type, distributionConfig(await issuedCertificate(cloud)));
  });

  it("not for an alias that it has, wherever the name leads meanwhile", async () => {
    const cloud = newCloud();
    const { distribution, config } = await publish(cloud);
    cloud.route53.upsert(zoneId, { name: host, type: "CNAME", ttl: 60, values: ["d2.cloudfront.net"] });
    await update(cloud, type, { prior: distribution, config: { ...config, comment: "new" } });
    await update(cloud, type, { prior: distribution, config: { ...config, aliases: [] } });
    await expect(update(cloud, type, { prior: distribution, config })).rejects.toThrow("CNAMEAlreadyExists");
  });

  it.each<[Attributes, string]>([
    [
      { default_cache_behavior: behavior({ viewer_protocol_policy: "https" }) },
      "default_cache_behavior.viewer_protocol_policy",
    ],
    [{ http_version: "http4" }, "http_version"],
    [{ price_class: "PriceClass_1" }, "price_class"],
    [{ viewer_certificate: { minimum_protocol_version: "TLSv9" } }, "viewer_certificate.minimum_protocol_version"],
    [{ viewer_certificate: { ssl_support_method: "sni" } }, "viewer_certificate.ssl_support_method"],
    [{ restrictions: null }, "restrictions"],
    [{ origin: [] }, "origin"],
    [{ origin: [{ origin_id: "s3" }] }, "origin.0.domain_name"],
  ])("before any call: %j", (changes, path) => {
    const problems = newCloud().resources.validate(type, distributionConfig("arn", changes));
    expect(problems.map((one) => one.path.join("."))).toEqual([path]);
  });
});

describe("a distribution's life", () => {
  it("goes live only after a while, on creation and on each change", async () => {
    const cloud = newCloud({ delays: { distributionDeployMs: 30 } });
    const { distribution, config } = await publish(cloud);
    const live = cloud.cloudfront.find(distribution.id);
    expect(live?.status).toBe("Deployed");
    const change = update(cloud, type, { prior: distribution, config: { ...config, comment: "new" } });
    await cloud.runtime.sleep(5);
    expect([live?.config["comment"], live?.deployed?.["comment"], live?.status]).toEqual([
      "new",
      undefined,
      "InProgress",
    ]);
    await change;
    expect([live?.deployed?.["comment"], live?.status]).toEqual(["new", "Deployed"]);
  });

  it("keeps what it read: a second plan shows nothing, a foreign edit its path", async () => {
    const cloud = newCloud();
    const { distribution, config } = await publish(cloud);
    const plan = (prior: Attributes) => cloud.resources.plan(type, config, { prior, settings }).changes;
    expect(plan(distribution.state)).toEqual([]);
    cloud.cloudfront.edit(distribution.id, { comment: "hello", http_version: "http3" });
    const found = await cloud.resources.read(type, distribution, settings);
    expect(plan(found?.state ?? {}).map(({ path, kind }) => [path.join("."), kind])).toEqual([
      ["comment", "delete"],
      ["http_version", "update"],
    ]);
  });

  it("is disabled before it is deleted", async () => {
    const cloud = newCloud();
    const { distribution } = await publish(cloud);
    expect(() => {
      cloud.cloudfront.deleteDistribution(distribution.id);
    }).toThrow("DistributionNotDisabled");
    cloud.cloudfront.edit(distribution.id, { enabled: false });
    // Asked to, but not yet disabled where it matters.
    expect(() => {
      cloud.cloudfront.deleteDistribution(distribution.id);
    }).toThrow("DistributionNotDisabled");
    cloud.cloudfront.edit(distribution.id, { enabled: true });
    const seen: string[] = [];
    cloud.observe(({ action }) => seen.push(action));
    await cloud.resources.delete(type, distribution, settings);
    expect(seen).toEqual(["UpdateDistribution", "Deployed", "DeleteDistribution"]);
    await cloud.resources.delete(type, distribution, settings);
  });

  it("keeps its origin access control", async () => {
    const cloud = newCloud();
    const { control } = await publish(cloud);
    await expect(cloud.resources.delete("aws_cloudfront_origin_access_control", control, settings)).rejects.toThrow(
      "OriginAccessControlInUse",
    );
  });
});

describe("an origin access control", () => {
  it("has a name that no other one of the account has", async () => {
    const cloud = newCloud();
    const config = {
      name: "policies",
      origin_access_control_origin_type: "s3",
      signing_behavior: "always",
      signing_protocol: "sigv4",
    };
    const make = (provider = settings) => create(cloud, "aws_cloudfront_origin_access_control", config, provider);
    await make();
    await expect(make()).rejects.toThrow("409, RequestID: emulated, OriginAccessControlAlreadyExists");
    await make({ ...settings, account: "222222222222" });
  });

  it("wants its three choices from the lists", () => {
    const config = { name: "x", origin_access_control_origin_type: "s3", signing_behavior: "sometimes" };
    expect(
      newCloud()
        .resources.validate("aws_cloudfront_origin_access_control", config)
        .map(({ message }) => message),
    ).toEqual([
      'expected signing_behavior to be one of ["never" "always" "no-override"], got sometimes',
      'Missing required argument: The argument "signing_protocol" is required, but no definition was found.',
    ]);
  });
});

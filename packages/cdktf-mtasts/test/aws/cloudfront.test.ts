import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { AwsProvider, cloudfront, type CloudfrontOptions } from "cdktf-mtasts/aws";
import { children, dependencies, deploy, find, newStack, synth } from "../harness";

function deployed(options?: CloudfrontOptions) {
  const stack = newStack();
  const { policyText } = deploy(stack, { host: cloudfront(options) });
  return { policyText, synthesised: synth(stack) };
}

const bucket = "${aws_s3_bucket.mail_bucket_39215638.id}";
const option = "element(tolist(aws_acm_certificate.mail_certificate_75BFEFB8.domain_validation_options), 0)";

describe("bucket", () => {
  it("can be read by nobody directly", () => {
    const { synthesised } = deployed();
    expect(find(synthesised, "bucket").attributes).toEqual({});
    expect(find(synthesised, "public-access-block").attributes).toEqual({
      bucket,
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(find(synthesised, "ownership-controls").attributes).toEqual({
      bucket,
      rule: { object_ownership: "BucketOwnerEnforced" },
    });
  });

  it("lets in the one distribution, and nothing over plain HTTP", () => {
    const { synthesised } = deployed();
    const { attributes } = find(synthesised, "bucket-policy");
    const bucketArn = "${aws_s3_bucket.mail_bucket_39215638.arn}";
    expect(attributes["bucket"]).toBe(bucket);
    expect(JSON.parse(String(attributes["policy"]))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AllowDistribution",
          Effect: "Allow",
          Principal: { Service: "cloudfront.amazonaws.com" },
          Action: "s3:GetObject",
          Resource: `${bucketArn}/.well-known/mta-sts.txt`,
          Condition: {
            StringEquals: { "AWS:SourceArn": "${aws_cloudfront_distribution.mail_distribution_33CB3539.arn}" },
          },
        },
        {
          Sid: "DenyPlainHttp",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [bucketArn, `${bucketArn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
    expect(dependencies(synthesised, "bucket-policy")).toEqual(["bucket", "distribution", "public-access-block"]);
  });

  it("holds the policy as one object whose etag shows an edit", () => {
    const { policyText, synthesised } = deployed();
    const { depends_on: dependsOn, ...attributes } = find(synthesised, "policy-file").attributes;
    expect(attributes).toEqual({
      bucket,
      key: ".well-known/mta-sts.txt",
      content: policyText,
      content_type: "text/plain",
      cache_control: "no-store",
      etag: createHash("md5").update(policyText).digest("hex"),
    });
    expect(dependsOn).toHaveLength(2);
    expect(dependencies(synthesised, "policy-file")).toEqual(["bucket", "ownership-controls", "public-access-block"]);
  });
});

describe("certificate", () => {
  it("is requested in us-east-1 and proved by the one record", () => {
    const { synthesised } = deployed();
    expect(find(synthesised, "certificate").attributes).toEqual({
      domain_name: "mta-sts.example.com",
      validation_method: "DNS",
      region: "us-east-1",
    });
    expect(find(synthesised, "certificate-record").attributes).toEqual({
      zone_id: "Z1",
      name: `\${trimsuffix(${option}.resource_record_name, ".")}`,
      type: "CNAME",
      ttl: 300,
      records: [`\${trimsuffix(${option}.resource_record_value, ".")}`],
    });
    expect(find(synthesised, "certificate-validation").attributes).toEqual({
      certificate_arn: "${aws_acm_certificate.mail_certificate_75BFEFB8.arn}",
      region: "us-east-1",
      validation_record_fqdns: [`\${${option}.resource_record_name}`],
      depends_on: ["aws_route53_record.mail_certificate-record_1F153D52"],
    });
  });

  it("comes from a given provider without a region of its own", () => {
    const stack = newStack();
    const east = new AwsProvider(stack, "east", { region: "us-east-1" }, { alias: "east" });
    deploy(stack, { host: cloudfront({ usEast1Provider: east }) });
    const synthesised = synth(stack);
    for (const key of ["certificate", "certificate-validation"]) {
      const { attributes } = find(synthesised, key);
      expect(attributes).not.toHaveProperty("region");
      expect(attributes["provider"]).toBe("aws.east");
    }
    expect(find(synthesised, "distribution").attributes).not.toHaveProperty("provider");
  });
});

describe("distribution", () => {
  it("serves over TLS 1.2 or later, redirects nowhere and keeps no copy", () => {
    const { synthesised } = deployed();
    expect(find(synthesised, "distribution").attributes).toEqual({
      aliases: ["mta-sts.example.com"],
      comment: "MTA-STS policy of mta-sts.example.com",
      enabled: true,
      is_ipv6_enabled: true,
      http_version: "http2and3",
      origin: [
        {
          origin_id: "policy",
          domain_name: "${aws_s3_bucket.mail_bucket_39215638.bucket_regional_domain_name}",
          origin_access_control_id: "${aws_cloudfront_origin_access_control.mail_origin-access-control_BABEA48C.id}",
        },
      ],
      default_cache_behavior: {
        target_origin_id: "policy",
        viewer_protocol_policy: "https-only",
        allowed_methods: ["GET", "HEAD"],
        cached_methods: ["GET", "HEAD"],
        cache_policy_id: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        compress: false,
      },
      restrictions: { geo_restriction: { restriction_type: "none" } },
      viewer_certificate: {
        acm_certificate_arn: "${aws_acm_certificate_validation.mail_certificate-validation_BFD20F51.certificate_arn}",
        minimum_protocol_version: "TLSv1.2_2021",
        ssl_support_method: "sni-only",
      },
    });
    expect(find(synthesised, "origin-access-control").attributes).toEqual({
      // Nobody else's: AWS makes up the bucket's name.
      name: bucket,
      description: "MTA-STS policy",
      origin_access_control_origin_type: "s3",
      signing_behavior: "always",
      signing_protocol: "sigv4",
    });
  });
});

describe("escape hatches", () => {
  it("change the arguments of each child", () => {
    const { synthesised } = deployed({
      transform: {
        bucket: (args) => ({ ...args, tags: { child: "bucket" } }),
        publicAccessBlock: (args) => ({ ...args, block_public_acls: false }),
        ownershipControls: (args) => ({ ...args, rule: { object_ownership: "BucketOwnerPreferred" } }),
        policyFile: (args) => ({ ...args, tags: { child: "policy-file" } }),
        bucketPolicy: (args) => ({ ...args, region: "eu-central-1" }),
        certificate: (args) => ({ ...args, tags: { child: "certificate" } }),
        originAccessControl: (args) => ({ ...args, description: "changed" }),
        distribution: (args) => ({ ...args, price_class: "PriceClass_100" }),
      },
    });
    const changed: readonly (readonly [string, object])[] = [
      ["bucket", { tags: { child: "bucket" } }],
      ["public-access-block", { block_public_acls: false, block_public_policy: true }],
      ["ownership-controls", { rule: { object_ownership: "BucketOwnerPreferred" } }],
      ["policy-file", { tags: { child: "policy-file" } }],
      ["bucket-policy", { region: "eu-central-1" }],
      ["certificate", { tags: { child: "certificate" }, validation_method: "DNS" }],
      ["origin-access-control", { description: "changed" }],
      ["distribution", { price_class: "PriceClass_100", enabled: true }],
    ];
    for (const [key, attributes] of changed) expect(find(synthesised, key).attributes).toMatchObject(attributes);
  });

  it("give the host a provider of its own, which the records do not get", () => {
    const stack = newStack();
    const provider = new AwsProvider(stack, "hosting", {}, { alias: "hosting" });
    deploy(stack, { host: cloudfront({ provider }) });
    const own = children(synth(stack)).filter(({ attributes }) => attributes["provider"] === "aws.hosting");
    expect(own.map(({ key }) => key).sort()).toEqual([
      "bucket",
      "bucket-policy",
      "certificate",
      "certificate-validation",
      "distribution",
      "origin-access-control",
      "ownership-controls",
      "policy-file",
      "public-access-block",
    ]);
  });
});

import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { Provider } from "@pulumi/aws/provider.js";
import { MtaSts } from "pulumi-mtasts";
import { cloudfront, route53, type CloudfrontOptions } from "pulumi-mtasts/aws";
import { endProgram, find, registered, startProgram, valueOf } from "../harness";

jest.spyOn(pulumi.log, "warn").mockResolvedValue();
beforeEach(() => startProgram());
afterEach(endProgram);

async function deploy(options?: CloudfrontOptions, opts?: pulumi.ComponentResourceOptions) {
  const mtaSts = new MtaSts(
    "mail",
    {
      domain: "example.com",
      mx: ["mail.example.com"],
      host: cloudfront(options),
      dns: route53({ zoneId: "Z1" }),
    },
    opts,
  );
  await valueOf(mtaSts.nodes.stsRecord.urn);
  return mtaSts;
}

describe("bucket", () => {
  it("can be read by nobody directly", async () => {
    await deploy();
    expect(find("bucket").inputs).toEqual({});
    expect(find("public-access-block").inputs).toEqual({
      bucket: "mail-bucket-id",
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(find("ownership-controls").inputs).toEqual({
      bucket: "mail-bucket-id",
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
  });

  it("lets in the one distribution, and nothing over plain HTTP", async () => {
    await deploy();
    const { inputs } = find("bucket-policy");
    const bucketArn = "arn:aws:mail-bucket";
    expect(inputs["bucket"]).toBe("mail-bucket-id");
    expect(JSON.parse(String(inputs["policy"]))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AllowDistribution",
          Effect: "Allow",
          Principal: { Service: "cloudfront.amazonaws.com" },
          Action: "s3:GetObject",
          Resource: `${bucketArn}/.well-known/mta-sts.txt`,
          Condition: { StringEquals: { "AWS:SourceArn": "arn:aws:mail-distribution" } },
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
  });

  it("holds the policy as one object whose etag shows an edit", async () => {
    const { policyText } = await deploy();
    const content = await valueOf(policyText);
    expect(find("policy-file").inputs).toEqual({
      bucket: "mail-bucket-id",
      key: ".well-known/mta-sts.txt",
      content,
      contentType: "text/plain",
      cacheControl: "no-store",
      etag: createHash("md5").update(content).digest("hex"),
    });
  });
});

describe("certificate", () => {
  it("is requested in us-east-1 and proved by the one record", async () => {
    await deploy();
    expect(find("certificate").inputs).toEqual({
      domainName: "mta-sts.example.com",
      validationMethod: "DNS",
      region: "us-east-1",
    });
    expect(find("certificate-record").inputs).toEqual({
      zoneId: "Z1",
      name: "_token.mta-sts.example.com",
      type: "CNAME",
      ttl: 300,
      records: ["_proof.acm-validations.aws"],
    });
    expect(find("certificate-validation").inputs).toEqual({
      certificateArn: "arn:aws:mail-certificate",
      region: "us-east-1",
      validationRecordFqdns: ["_token.mta-sts.example.com."],
    });
  });

  it("comes from a given provider without a region of its own", async () => {
    const east = new Provider("east", { region: "us-east-1" });
    await deploy({ usEast1Provider: east });
    for (const key of ["certificate", "certificate-validation"]) {
      expect(find(key).inputs).not.toHaveProperty("region");
      expect(find(key).provider).toContain("::east::");
    }
    expect(find("distribution").provider).toBe("");
  });
});

describe("distribution", () => {
  it("serves over TLS 1.2 or later, redirects nowhere and keeps no copy", async () => {
    await deploy();
    expect(find("distribution").inputs).toEqual({
      aliases: ["mta-sts.example.com"],
      comment: "MTA-STS policy of mta-sts.example.com",
      enabled: true,
      isIpv6Enabled: true,
      httpVersion: "http2and3",
      origins: [
        {
          originId: "policy",
          domainName: "mail-bucket.s3.eu-central-1.amazonaws.com",
          originAccessControlId: "mail-origin-access-control-id",
        },
      ],
      defaultCacheBehavior: {
        targetOriginId: "policy",
        viewerProtocolPolicy: "https-only",
        allowedMethods: ["GET", "HEAD"],
        cachedMethods: ["GET", "HEAD"],
        cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        compress: false,
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: {
        acmCertificateArn: "arn:aws:mail-certificate",
        minimumProtocolVersion: "TLSv1.2_2021",
        sslSupportMethod: "sni-only",
      },
    });
    expect(find("origin-access-control").inputs).toEqual({
      description: "MTA-STS policy",
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    });
  });
});

describe("escape hatches", () => {
  it("change the arguments of each child", async () => {
    await deploy({
      transform: {
        bucket: (args) => ({ ...args, tags: { child: "bucket" } }),
        publicAccessBlock: (args) => ({ ...args, skipDestroy: true }),
        ownershipControls: (args) => ({ ...args, rule: { objectOwnership: "BucketOwnerPreferred" } }),
        policyFile: (args) => ({ ...args, tags: { child: "policy-file" } }),
        bucketPolicy: (args) => ({ ...args, region: "eu-central-1" }),
        certificate: (args) => ({ ...args, tags: { child: "certificate" } }),
        originAccessControl: (args) => ({ ...args, description: "changed" }),
        distribution: (args) => ({ ...args, priceClass: "PriceClass_100" }),
      },
    });
    expect(find("bucket").inputs).toMatchObject({ tags: { child: "bucket" } });
    expect(find("public-access-block").inputs).toMatchObject({ skipDestroy: true, blockPublicAcls: true });
    expect(find("ownership-controls").inputs).toMatchObject({ rule: { objectOwnership: "BucketOwnerPreferred" } });
    expect(find("policy-file").inputs).toMatchObject({ tags: { child: "policy-file" } });
    expect(find("bucket-policy").inputs).toMatchObject({ region: "eu-central-1" });
    expect(find("certificate").inputs).toMatchObject({ tags: { child: "certificate" }, validationMethod: "DNS" });
    expect(find("origin-access-control").inputs).toMatchObject({ description: "changed" });
    expect(find("distribution").inputs).toMatchObject({ priceClass: "PriceClass_100", enabled: true });
  });

  it("give the host a provider of its own, which the records do not get", async () => {
    const account = new Provider("hosting", { region: "eu-central-1" });
    await deploy({ provider: account });
    const own = registered.filter(({ provider }) => provider.includes("::hosting::")).map(({ name }) => name);
    expect(own.sort()).toEqual([
      "mail-bucket",
      "mail-bucket-policy",
      "mail-certificate",
      "mail-certificate-validation",
      "mail-distribution",
      "mail-origin-access-control",
      "mail-ownership-controls",
      "mail-policy-file",
      "mail-public-access-block",
    ]);
  });

  it("pass the component's providers to all children", async () => {
    const account = new Provider("account", { region: "eu-central-1" });
    await deploy(undefined, { providers: [account] });
    const children = registered.filter(({ type }) => type.startsWith("aws:"));
    expect(children).toHaveLength(12);
    for (const { provider } of children) expect(provider).toContain("::account::");
  });
});

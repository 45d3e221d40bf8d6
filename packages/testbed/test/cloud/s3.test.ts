import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { create, newCloud, policyFor, settings, update } from "../harness.js";

const md5 = (text: string): string => createHash("md5").update(text).digest("hex");

describe("a bucket", () => {
  it.each([["Upper"], ["ab"], ["a".repeat(64)], ["under_score"], ["192.0.2.1"], ["a..b"]])(
    "refuses the name %s",
    async (bucket) => {
      await expect(create(newCloud(), "aws_s3_bucket", { bucket })).rejects.toThrow(
        "InvalidBucketName: The specified bucket is not valid.",
      );
    },
  );

  it("has a name that nobody else in the world has", async () => {
    const cloud = newCloud({ foreignBuckets: ["taken"] });
    await expect(create(cloud, "aws_s3_bucket", { bucket: "taken" })).rejects.toThrow(
      "creating S3 Bucket (taken): operation error S3: CreateBucket, https response error StatusCode: 409, RequestID: emulated, BucketAlreadyExists",
    );
  });

  it("is not deleted while it holds objects, unless force_destroy says so", async () => {
    const cloud = newCloud();
    const bucket = await create(cloud, "aws_s3_bucket", { bucket: "full" });
    cloud.s3.putObject("full", "key", { body: "x" });
    await expect(cloud.resources.delete("aws_s3_bucket", bucket, settings)).rejects.toThrow(
      "BucketNotEmpty: The bucket you tried to delete is not empty",
    );
    await cloud.resources.delete(
      "aws_s3_bucket",
      { ...bucket, state: { ...bucket.state, force_destroy: true } },
      settings,
    );
    expect(cloud.s3.buckets).toEqual([]);
  });

  it("lives in its own region or the provider's, and moving replaces it", async () => {
    const cloud = newCloud();
    const bucket = await create(cloud, "aws_s3_bucket", { bucket: "here" });
    expect(bucket.state).toMatchObject({
      region: "eu-central-1",
      bucket_regional_domain_name: "here.s3.eu-central-1.amazonaws.com",
    });
    const moved = cloud.resources.plan(
      "aws_s3_bucket",
      { bucket: "here", region: "us-east-1" },
      { prior: bucket.state, settings },
    );
    expect(moved.changes).toEqual([{ path: ["region"], kind: "update", replaces: true }]);
  });

  it("refuses ACLs by default, and takes them under other ownership", async () => {
    const cloud = newCloud();
    await expect(create(cloud, "aws_s3_bucket", { bucket: "acl", acl: "private" })).rejects.toThrow(
      "AccessControlListNotSupported: The bucket does not allow ACLs",
    );
    await create(cloud, "aws_s3_bucket_ownership_controls", {
      bucket: "acl",
      rule: { object_ownership: "ObjectWriter" },
    });
    expect(() => {
      cloud.s3.putBucketAcl("acl");
    }).not.toThrow();
  });

  it("carries the provider's default tags", async () => {
    const cloud = newCloud();
    const tagged = { ...settings, defaultTags: { team: "mail" } };
    const { state } = await create(cloud, "aws_s3_bucket", { bucket: "tagged", tags: { a: "b" } }, tagged);
    expect(state).toMatchObject({ tags: { a: "b" }, tags_all: { a: "b", team: "mail" } });
  });
});

describe("a bucket policy", () => {
  const everybody = { Principal: "*", Condition: undefined };

  it("must be a policy, about this bucket", () => {
    const { s3 } = newCloud();
    s3.createBucket("own", settings);
    expect(() => {
      s3.putBucketPolicy("own", "no json");
    }).toThrow("MalformedPolicy: Policies must be valid JSON");
    expect(() => {
      s3.putBucketPolicy("own", policyFor("other", "arn"));
    }).toThrow("MalformedPolicy: Policy has invalid resource");
  });

  it.each([
    ["no kind of principal", { Principal: {} }, "Invalid principal in policy"],
    ["a user that is no ARN", { Principal: { AWS: "deployer" } }, "Invalid principal in policy"],
    [
      "an origin access identity",
      { Principal: { AWS: "arn:aws:iam::cloudfront:user/x" } },
      "Invalid principal in policy",
    ],
    ["a service that is none", { Principal: { Service: "cloudfront" } }, "Invalid principal in policy"],
    ["an action of another service", { Action: "cloudfront:Get" }, "Policy has invalid action"],
    ["no action", { Action: undefined }, "Policy has invalid action"],
    ["no resource", { Resource: undefined }, "Policy has invalid resource"],
    ["objects where there is only the bucket", { Resource: "arn:aws:s3:::own" }, "Action does not apply to any"],
  ])("is refused with %s", (_what, changes, message) => {
    const { s3 } = newCloud();
    s3.createBucket("own", settings);
    expect(() => {
      s3.putBucketPolicy("own", policyFor("own", "arn:x", changes));
    }).toThrow(`400, RequestID: emulated, MalformedPolicy: ${message}`);
  });

  it("is refused under block_public_policy where it is public", async () => {
    const cloud = newCloud();
    await create(cloud, "aws_s3_bucket", { bucket: "open" });
    const policy = policyFor("open", "", everybody);
    await expect(create(cloud, "aws_s3_bucket_policy", { bucket: "open", policy })).rejects.toThrow(
      "BlockPublicPolicy",
    );
    await create(cloud, "aws_s3_bucket_public_access_block", { bucket: "open" });
    await create(cloud, "aws_s3_bucket_policy", { bucket: "open", policy });
    expect(cloud.s3.find("open")?.policy).toBe(policy);
  });

  it.each([
    ["a service principal", {}],
    ["everybody from one distribution", { Principal: "*" }],
    [
      "everybody of one account",
      { Principal: { AWS: "*" }, Condition: { StringEquals: { "aws:PrincipalAccount": "1" } } },
    ],
  ])("for %s is not public", (_who, changes) => {
    const { s3 } = newCloud();
    s3.createBucket("own", settings);
    expect(() => {
      s3.putBucketPolicy("own", policyFor("own", "arn:x", changes));
    }).not.toThrow();
  });

  it("does not change when only its spelling does", async () => {
    const cloud = newCloud();
    await create(cloud, "aws_s3_bucket", { bucket: "own" });
    const prior = await create(cloud, "aws_s3_bucket_policy", { bucket: "own", policy: policyFor("own", "arn:x") });
    const respelt = JSON.stringify(JSON.parse(policyFor("own", "arn:x")), null, 2);
    const { changes } = cloud.resources.plan(
      "aws_s3_bucket_policy",
      { bucket: "own", policy: respelt },
      { prior: prior.state, settings },
    );
    expect(changes).toEqual([]);
  });
});

describe("reading an object through CloudFront", () => {
  const arn = "arn:aws:cloudfront::123456789012:distribution/E1";
  const ask = (policy: string | undefined, sourceArn = arn, key = "key") => {
    const { s3 } = newCloud();
    s3.createBucket("own", settings);
    s3.putObject("own", "key", { body: "x" });
    if (policy !== undefined) s3.putBucketPolicy("own", policy);
    const context = { "aws:sourcearn": sourceArn, "aws:securetransport": "true" };
    return s3.getObject("own", key, { service: "cloudfront.amazonaws.com", context }).status;
  };

  it("needs a policy for this distribution", () => {
    expect(ask(undefined)).toBe(403);
    expect(ask(policyFor("own", arn))).toBe(200);
    expect(ask(policyFor("own", arn), "arn:aws:cloudfront::123456789012:distribution/E2")).toBe(403);
  });

  it("takes patterns in ArnLike", () => {
    const Condition = { ArnLike: { "aws:SourceArn": "arn:aws:cloudfront::123456789012:distribution/*" } };
    expect(ask(policyFor("own", arn, { Condition }))).toBe(200);
  });

  it("is refused by a Deny, whatever else is allowed", () => {
    const allow = JSON.parse(policyFor("own", arn)) as { Statement: object[] };
    const deny = (secure: string): object => ({
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: "arn:aws:s3:::own/*",
      Condition: { Bool: { "aws:SecureTransport": secure } },
    });
    expect(ask(JSON.stringify({ ...allow, Statement: [...allow.Statement, deny("false")] }))).toBe(200);
    expect(ask(JSON.stringify({ ...allow, Statement: [...allow.Statement, deny("true")] }))).toBe(403);
  });

  it("says 403 for a missing object to whoever may not list the bucket", () => {
    expect(ask(policyFor("own", arn), arn, "missing")).toBe(403);
    const both = { Action: ["s3:GetObject", "s3:ListBucket"], Resource: ["arn:aws:s3:::own", "arn:aws:s3:::own/*"] };
    expect(ask(policyFor("own", arn, both), arn, "missing")).toBe(404);
  });
});

describe("an object", () => {
  const config = { bucket: "own", key: "a/key", content: "one\r\n" };

  it("has the MD5 of its bytes as etag, and a general content type unless told", async () => {
    const cloud = newCloud();
    await create(cloud, "aws_s3_bucket", { bucket: "own" });
    const { id, state } = await create(cloud, "aws_s3_object", config);
    expect(id).toBe("a/key");
    expect(state).toMatchObject({ etag: md5("one\r\n"), content_type: "application/octet-stream", version_id: "" });
    const encrypted = await create(cloud, "aws_s3_object", {
      ...config,
      key: "kms",
      server_side_encryption: "aws:kms",
    });
    expect(encrypted.state["etag"]).not.toBe(md5("one\r\n"));
  });

  it("shows an edit from outside in the etag alone", async () => {
    const cloud = newCloud();
    await create(cloud, "aws_s3_bucket", { bucket: "own" });
    const prior = await create(cloud, "aws_s3_object", config);
    cloud.s3.putObject("own", "a/key", { body: "other" });
    const found = await cloud.resources.read("aws_s3_object", prior, settings);
    expect(found?.state).toMatchObject({ content: "one\r\n", etag: md5("other") });
    const plan = (wanted: object) =>
      cloud.resources.plan("aws_s3_object", { ...config, ...wanted }, { prior: found?.state ?? {}, settings }).changes;
    expect(plan({})).toEqual([]);
    expect(plan({ etag: md5("one\r\n") })).toEqual([{ path: ["etag"], kind: "update", replaces: false }]);
  });

  it("is replaced where its key or bucket changes, and updated in place otherwise", async () => {
    const cloud = newCloud();
    await create(cloud, "aws_s3_bucket", { bucket: "own" });
    const prior = await create(cloud, "aws_s3_object", config);
    const moved = cloud.resources.plan("aws_s3_object", { ...config, key: "b" }, { prior: prior.state, settings });
    expect(moved.changes).toEqual([{ path: ["key"], kind: "update", replaces: true }]);
    const { changes, resource } = await update(cloud, "aws_s3_object", {
      prior,
      config: { ...config, content: "two" },
    });
    expect(changes).toEqual([{ path: ["content"], kind: "update", replaces: false }]);
    expect(resource.state["etag"]).toBe(md5("two"));
  });

  it("refuses an ACL while the bucket owner is enforced", async () => {
    const cloud = newCloud();
    await create(cloud, "aws_s3_bucket", { bucket: "own" });
    await expect(create(cloud, "aws_s3_object", { ...config, acl: "public-read" })).rejects.toThrow(
      "AccessControlListNotSupported",
    );
  });

  it("needs its bucket", async () => {
    await expect(create(newCloud(), "aws_s3_object", config)).rejects.toThrow(
      "NoSuchBucket: The specified bucket does not exist",
    );
  });
});

import { describe, expect, it } from "@jest/globals";
import { type Cloud, type ProviderSettings } from "../../src/index.js";
import { text } from "../../src/cloud/value.js";
import { awsPackage as pulumiAws } from "../../src/pulumi/packages/aws.js";
import { awsPackage as terraformAws } from "../../src/terraform/packages/aws.js";
import { create, distributionConfig, host, newCloud, publish, settings, zoneId } from "../harness.js";

const other: ProviderSettings = { ...settings, account: "222222222222" };
const roleArn = "arn:aws:iam::222222222222:role/deployer";

/** A certificate of the other account, issued. */
async function certificateOfOther(cloud: Cloud): Promise<string> {
  const request = { region: "us-east-1", domainName: host, validationMethod: "DNS", account: "222222222222" };
  const certificate = cloud.acm.request(request);
  for (const { recordName, recordValue } of certificate.validation) {
    cloud.route53.upsert(zoneId, { name: recordName, type: "CNAME", ttl: 60, values: [recordValue] });
  }
  await cloud.runtime.until(() => certificate.status === "ISSUED", 500);
  return certificate.arn;
}

describe("a provider", () => {
  it.each([
    ["assumes", { region: "eu-central-1", assumeRoles: JSON.stringify([{ roleArn }]) }],
    [
      "assumes last",
      { region: "eu-central-1", assumeRoles: JSON.stringify([{ roleArn: roleArn.replaceAll("2", "1") }, { roleArn }]) },
    ],
  ])("works in the account of the role that it %s, in Pulumi", (_how, config) => {
    expect(pulumiAws.settingsOf(config).account).toBe("222222222222");
  });

  it("works in the account of the role that it assumes, in Terraform", () => {
    const config = { region: "eu-central-1", assume_role: [{ role_arn: roleArn }] };
    expect(terraformAws.settingsOf(config).account).toBe("222222222222");
    expect(terraformAws.settingsOf({ region: "eu-central-1" }).account).toBeUndefined();
  });

  it("is refused where its account is not among the allowed ones, or among the forbidden ones", () => {
    const role = { region: "eu-central-1", assumeRoles: JSON.stringify([{ roleArn }]) };
    const problems = (config: Readonly<Record<string, string>>) => pulumiAws.configProblems({ ...role, ...config });
    expect(problems({ allowedAccountIds: '["222222222222"]' })).toEqual([]);
    expect(problems({ allowedAccountIds: '["111111111111"]' })).toEqual(["AWS account ID not allowed: 222222222222"]);
    expect(problems({ forbiddenAccountIds: '["222222222222"]' })).toHaveLength(1);
    const block = { region: "eu-central-1", assume_role: [{ role_arn: roleArn }], allowed_account_ids: ["1"] };
    expect(terraformAws.configProblems(block)).toEqual(["AWS account ID not allowed: 222222222222"]);
  });
});

describe("what is in another account", () => {
  it("is no distribution and no access control of this one", async () => {
    const cloud = newCloud();
    const { distribution, control, config } = await publish(cloud);
    const read = (type: string, resource: { id: string; state: object }) =>
      cloud.resources.read(type, { ...resource, state: {} }, other);
    expect(await read("aws_cloudfront_distribution", distribution)).toBeUndefined();
    expect(await read("aws_cloudfront_origin_access_control", control)).toBeUndefined();
    await cloud.resources.delete("aws_cloudfront_distribution", distribution, other);
    expect(cloud.cloudfront.find(distribution.id)?.status).toBe("Deployed");
    const { planned } = cloud.resources.plan("aws_cloudfront_distribution", config, { settings: other });
    const options = { planned, settings: other };
    await expect(cloud.resources.update("aws_cloudfront_distribution", distribution, options)).rejects.toThrow(
      "404, RequestID: emulated, NoSuchDistribution",
    );
  });

  it("is no certificate for a distribution of this one", async () => {
    const cloud = newCloud();
    const config = distributionConfig(await certificateOfOther(cloud));
    await expect(create(cloud, "aws_cloudfront_distribution", config)).rejects.toThrow("InvalidViewerCertificate");
  });

  it("has the alias, so that a second distribution is refused", async () => {
    const cloud = newCloud();
    await publish(cloud);
    const config = distributionConfig(await certificateOfOther(cloud));
    await expect(create(cloud, "aws_cloudfront_distribution", config, other)).rejects.toThrow(
      "409, RequestID: emulated, CNAMEAlreadyExists: One or more of the CNAMEs you provided are already associated",
    );
  });

  it("proves a domain by another record", () => {
    const cloud = newCloud();
    const [mine, theirs] = [undefined, "222222222222"].map((account) =>
      cloud.acm.request({
        region: "us-east-1",
        domainName: host,
        validationMethod: "DNS",
        ...(account && { account }),
      }),
    );
    expect(mine!.validation[0]!.recordName).not.toBe(theirs!.validation[0]!.recordName);
  });

  it.each(["read", "delete"] as const)("cannot be %s, if it is a certificate", async (operation) => {
    const cloud = newCloud();
    const { certificate } = await publish(cloud);
    const resource = { id: certificate, state: { region: "us-east-1" } };
    await expect(cloud.resources[operation]("aws_acm_certificate", resource, other)).rejects.toThrow(
      "AccessDeniedException: User: arn:aws:iam::222222222222:user/emulated is not authorized to perform: acm:",
    );
  });

  it("is a bucket whose name is taken, and which nothing can be done to", async () => {
    const cloud = newCloud();
    const bucket = await create(cloud, "aws_s3_bucket", { bucket: "policies" });
    const object = await create(cloud, "aws_s3_object", { bucket: "policies", key: "x", content: "x" });
    const again = (provider: ProviderSettings) => create(cloud, "aws_s3_bucket", { bucket: "policies" }, provider);
    await expect(again(other)).rejects.toThrow("409, RequestID: emulated, BucketAlreadyExists");
    await expect(again(settings)).rejects.toThrow("409, RequestID: emulated, BucketAlreadyOwnedByYou");
    const denied = "403, RequestID: emulated, AccessDenied";
    const policy = { bucket: "policies", key: "x", content: "y" };
    await expect(cloud.resources.read("aws_s3_bucket", bucket, other)).rejects.toThrow(denied);
    await expect(cloud.resources.read("aws_s3_object", object, other)).rejects.toThrow(denied);
    await expect(create(cloud, "aws_s3_object", policy, other)).rejects.toThrow(denied);
    await expect(create(cloud, "aws_s3_bucket_public_access_block", policy, other)).rejects.toThrow();
    await expect(cloud.resources.delete("aws_s3_bucket", bucket, other)).rejects.toThrow(denied);
    expect(cloud.s3.findObject("policies", "x")?.body.toString()).toBe("x");
  });

  it("is a zone whose records neither can be seen nor changed", async () => {
    const cloud = newCloud({ zones: [{ id: zoneId, name: "example.com", account: "222222222222" }] });
    const config = { zone_id: zoneId, name: host, type: "TXT", ttl: 300, records: ["x"] };
    const denied = "403, RequestID: emulated, AccessDenied: User: arn:aws:iam::123456789012:user/emulated";
    await expect(create(cloud, "aws_route53_record", config)).rejects.toThrow(denied);
    const record = await create(cloud, "aws_route53_record", config, other);
    expect(text(record.state, "fqdn")).toBe(host);
    await expect(cloud.resources.read("aws_route53_record", record, settings)).rejects.toThrow(denied);
    await expect(cloud.resources.delete("aws_route53_record", record, settings)).rejects.toThrow(denied);
    expect(cloud.route53.find(zoneId, host, "TXT")?.values).toEqual(['"x"']);
  });
});

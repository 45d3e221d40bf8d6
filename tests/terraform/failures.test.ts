import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { openDeployment, type Deployment } from "./deployment";
import { firstSettings, type Settings } from "./stack";

jest.setTimeout(60_000);

const settings: Settings = { ...firstSettings, host: "cloudfront", zone: "route53" };
const changed: Settings = { ...settings, mx: ["mail.example.com", "*.example.net", "backup.example.com"] };

let deployment: Deployment;
beforeEach(async () => {
  deployment = await openDeployment("tofu");
  await deployment.configure(settings);
}, 900_000);
afterEach(() => deployment.close());

async function expectFailure(): Promise<string> {
  const { exitCode, output } = await deployment.run("apply", "-auto-approve");
  expect(exitCode).toBe(1);
  return output;
}

async function expectRepaired(): Promise<void> {
  expect((await deployment.plan()).exitCode).toBe(2);
  await deployment.apply();
  const { verdict, id, idOfBody } = await deployment.look();
  expect({ verdict, id }).toEqual({ verdict: "accepted", id: idOfBody });
  expect((await deployment.plan()).exitCode).toBe(0);
}

describe("a first apply that fails", () => {
  it.each([
    ["the certificate is not issued", { type: "aws_acm_certificate_validation", operation: "create" }],
    ["the distribution is refused", { type: "aws_cloudfront_distribution", operation: "create" }],
    ["the bucket policy is refused", { type: "aws_s3_bucket_policy", operation: "create" }],
    ["the policy cannot be stored", { type: "aws_s3_object", operation: "create" }],
  ] as const)("announces nothing where %s, and goes on with the next one", async (_, call) => {
    deployment.bed.cloud.control.fail(call);
    await expectFailure();
    expect((await deployment.look()).txt).toBeUndefined();
    await expectRepaired();
  });

  it("leaves alone what somebody else has announced", async () => {
    const theirs = { name: "_mta-sts.example.com", type: "TXT", ttl: 300, values: ['"v=STSv1; id=theirs;"'] };
    deployment.bed.cloud.route53.upsert("Z0EXAMPLECOM", theirs);
    expect(await expectFailure()).toContain("already exists");
    expect((await deployment.look()).id).toBe("theirs");
  });

  it("that lost an answer goes on once the record is imported", async () => {
    deployment.bed.cloud.control.fail({ type: "aws_route53_record", nth: 4, when: "after" });
    await expectFailure();
    expect(await expectFailure()).toContain("already exists");
    const address = "aws_route53_record.mail_sts-record_104DF527";
    await deployment.must("import", address, "Z0EXAMPLECOM__mta-sts.example.com_TXT");
    expect((await deployment.plan()).exitCode).toBe(0);
  });
});

describe("a change that fails", () => {
  beforeEach(async () => {
    await deployment.apply();
    await deployment.configure(changed);
  });

  it("leaves the announcement alone where the policy could not be stored", async () => {
    const before = await deployment.look();
    deployment.bed.cloud.control.fail({ type: "aws_s3_object", operation: "update" });
    await expectFailure();
    const { id, body, verdict } = await deployment.look();
    expect({ id, body, verdict }).toEqual({ id: before.id, body: before.body, verdict: "accepted" });
    await expectRepaired();
    expect((await deployment.look()).id).not.toBe(before.id);
  });

  it("announces the served policy with the next apply, where the announcement had failed", async () => {
    const before = await deployment.look();
    deployment.bed.cloud.control.fail({ type: "aws_route53_record", operation: "update" });
    await expectFailure();
    const between = await deployment.look();
    expect(between.id).toBe(before.id);
    expect(between.idOfBody).not.toBe(before.id);
    await expectRepaired();
  });
});

import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { example, firstSettings, openDeployment, type Deployment } from "./deployment";

jest.setTimeout(60_000);

let deployment: Deployment;
beforeEach(async () => {
  deployment = await openDeployment(example);
  await deployment.configure(firstSettings);
});
afterEach(() => deployment.close());

async function expectFailure(): Promise<string> {
  const { exitCode, output } = await deployment.pulumi("up");
  expect(exitCode).not.toBe(0);
  return output;
}

async function expectRepaired(): Promise<void> {
  await deployment.mustPulumi("up");
  const { verdict, id, idOfBody } = await deployment.look();
  expect({ verdict, id }).toEqual({ verdict: "accepted", id: idOfBody });
  await deployment.mustPulumi("preview", "--refresh", "--expect-no-changes");
}

describe("a first deployment that fails", () => {
  it.each([
    ["the certificate is not issued", { type: "aws_acm_certificate_validation", operation: "create" }],
    ["the distribution is refused", { type: "aws_cloudfront_distribution", operation: "create" }],
    ["the bucket policy is refused", { type: "aws_s3_bucket_policy", operation: "create" }],
    ["the policy cannot be stored", { type: "aws_s3_object", operation: "create" }],
  ] as const)("announces nothing where %s, and goes on with the next up", async (_, call) => {
    deployment.bed.cloud.control.fail(call);
    await expectFailure();
    const { txt } = await deployment.look();
    expect(txt).toBeUndefined();
    await expectRepaired();
  });

  it("leaves alone what somebody else has announced", async () => {
    const theirs = { name: "_mta-sts.example.com", type: "TXT", ttl: 300, values: ['"v=STSv1; id=theirs;"'] };
    deployment.bed.cloud.route53.upsert(firstSettings.zoneId, theirs);
    const output = await expectFailure();
    expect(output).toContain("already exists");
    expect((await deployment.look()).id).toBe("theirs");
  });
});

describe("a change that fails", () => {
  const changed = { mx: '["mail.example.com","*.example.net","backup.example.com"]' };

  it("leaves the announcement alone where the policy could not be stored", async () => {
    await deployment.mustPulumi("up");
    const before = await deployment.look();
    await deployment.configure(changed);
    deployment.bed.cloud.control.fail({ type: "aws_s3_object", operation: "update" });
    await expectFailure();
    const { id, body, verdict } = await deployment.look();
    expect({ id, body, verdict }).toEqual({ id: before.id, body: before.body, verdict: "accepted" });
    await expectRepaired();
    expect((await deployment.look()).id).not.toBe(before.id);
  });

  it("announces the served policy with the next up, where the announcement had failed", async () => {
    await deployment.mustPulumi("up");
    const before = await deployment.look();
    await deployment.configure(changed);
    deployment.bed.cloud.control.fail({ type: "aws_route53_record", operation: "update" });
    await expectFailure();
    const between = await deployment.look();
    expect(between.id).toBe(before.id);
    expect(between.idOfBody).not.toBe(before.id);
    await expectRepaired();
  });
});

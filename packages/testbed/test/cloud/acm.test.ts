import { describe, expect, it } from "@jest/globals";
import { create, host, issuedCertificate, newCloud, publish, settings, zoneId } from "../harness.js";

const config = { domain_name: host, validation_method: "DNS", region: "us-east-1" };

describe("a certificate", () => {
  it("tells at once which record proves the domain, the same each time", async () => {
    const cloud = newCloud();
    const [one, two] = [
      await create(cloud, "aws_acm_certificate", config),
      await create(cloud, "aws_acm_certificate", config),
    ];
    expect(one.state["domain_validation_options"]).toEqual([
      {
        domain_name: host,
        resource_record_name: expect.stringMatching(/^_[0-9a-f]{32}\.mta-sts\.example\.com\.$/),
        resource_record_type: "CNAME",
        resource_record_value: expect.stringMatching(/^_[0-9a-f]{32}\.[0-9a-f]{10}\.acm-validations\.aws\.$/),
      },
    ]);
    expect(two.state["domain_validation_options"]).toEqual(one.state["domain_validation_options"]);
    expect(two.id).not.toBe(one.id);
  });

  it("is issued only when the record can be seen", async () => {
    const cloud = newCloud();
    const { id } = await create(cloud, "aws_acm_certificate", config);
    await cloud.runtime.sleep(10);
    expect(cloud.acm.find(id)?.status).toBe("PENDING_VALIDATION");
    expect(cloud.acm.find(await issuedCertificate(cloud))?.status).toBe("ISSUED");
    expect(await cloud.runtime.until(() => cloud.acm.find(id)?.status === "ISSUED", 100)).toBe(true);
  });

  it.each([
    ["domain_name", { domain_name: "other.example.com" }],
    ["validation_method", { validation_method: "EMAIL" }],
    ["region", { region: "eu-west-1" }],
    ["subject_alternative_names", { subject_alternative_names: [host, "b.example.com"] }],
  ])("is replaced when %s changes", async (name, changes) => {
    const cloud = newCloud();
    const { state } = await create(cloud, "aws_acm_certificate", config);
    const plan = cloud.resources.plan("aws_acm_certificate", { ...config, ...changes }, { prior: state, settings });
    expect(plan.changes.map(({ path, replaces }) => [path[0], replaces])).toEqual([[name, true]]);
  });

  it("is not deleted while a distribution uses it", async () => {
    const cloud = newCloud();
    const { certificate } = await publish(cloud);
    const state = { region: "us-east-1" };
    await expect(cloud.resources.delete("aws_acm_certificate", { id: certificate, state }, settings)).rejects.toThrow(
      `ResourceInUseException: Certificate ${certificate} in account 123456789012 is in use.`,
    );
  });

  it("lives in one region", async () => {
    const cloud = newCloud();
    const { id } = await create(cloud, "aws_acm_certificate", config);
    expect(await cloud.resources.import("aws_acm_certificate", id, settings)).toBeUndefined();
    expect(await cloud.resources.import("aws_acm_certificate", id, { region: "us-east-1" })).toBeDefined();
  });
});

describe("a certificate validation", () => {
  it("waits for the certificate", async () => {
    const cloud = newCloud({ delays: { certificateTimeoutMs: 500 } });
    const { id } = await create(cloud, "aws_acm_certificate", config);
    const waiting = create(cloud, "aws_acm_certificate_validation", { certificate_arn: id, region: "us-east-1" });
    for (const { recordName, recordValue } of cloud.acm.find(id)?.validation ?? []) {
      cloud.route53.upsert(zoneId, { name: recordName, type: "CNAME", ttl: 60, values: [recordValue] });
    }
    expect((await waiting).state).toEqual({
      certificate_arn: id,
      region: "us-east-1",
      validation_record_fqdns: undefined,
    });
  });

  it("gives up after a while", async () => {
    const cloud = newCloud();
    const { id } = await create(cloud, "aws_acm_certificate", config);
    await expect(
      create(cloud, "aws_acm_certificate_validation", { certificate_arn: id, region: "us-east-1" }),
    ).rejects.toThrow(
      `waiting for ACM Certificate (${id}) to be issued: timeout while waiting for state to become 'ISSUED' (last state: 'PENDING_VALIDATION', timeout: 0.05s)`,
    );
  });

  it("wants the right records and the right region", async () => {
    const cloud = newCloud();
    const { id } = await create(cloud, "aws_acm_certificate", config);
    const other = { certificate_arn: id, region: "us-east-1", validation_record_fqdns: ["x.example.com"] };
    await expect(create(cloud, "aws_acm_certificate_validation", other)).rejects.toThrow(
      `missing ${host} DNS validation record: _`,
    );
    await expect(create(cloud, "aws_acm_certificate_validation", { certificate_arn: id })).rejects.toThrow(
      "ResourceNotFoundException",
    );
  });
});

import { describe, expect, it } from "@jest/globals";
import { cloudflareZoneId, create, host, issuedCertificate, newCloud, publish, settings, zoneId } from "../harness.js";

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

  describe("where CAA records say who may issue", () => {
    /** The certificate's status once its proof can be seen. */
    async function statusWith(records: Readonly<Record<string, readonly string[]>>, domainName = host) {
      const cloud = newCloud();
      for (const [name, values] of Object.entries(records)) {
        const type = values.length === 1 && !values[0]!.includes(" ") ? "CNAME" : "CAA";
        cloud.route53.upsert(zoneId, { name, type, ttl: 60, values });
      }
      return cloud.acm.find(await issuedCertificate(cloud, "us-east-1", domainName))?.status;
    }
    const forbids = ['0 issue "letsencrypt.org"'];
    const permits = ['0 issue "letsencrypt.org"', '0 ISSUE "amazonaws.com; account=1"'];

    it.each([
      ["failed where the parent names other CAs only", { "example.com": forbids }, "FAILED"],
      ["issued where one of them is Amazon's", { "example.com": permits }, "ISSUED"],
      ["failed where nobody may", { "example.com": ['0 issue ";"'] }, "FAILED"],
      ["issued where nothing is said of issuing", { "example.com": ['0 iodef "mailto:a@example.com"'] }, "ISSUED"],
      ["issued where the closest set permits it", { "example.com": forbids, [host]: permits }, "ISSUED"],
      ["failed where the name is an alias of one", { [host]: ["x.example.com"], "x.example.com": forbids }, "FAILED"],
      [
        "issued where only the alias's parent has any",
        { [host]: ["x.y.example.com"], "y.example.com": forbids },
        "ISSUED",
      ],
    ])("is %s", async (_what, records, status) => {
      expect(await statusWith(records)).toBe(status);
    });

    it.each([
      [['0 issue "amazon.com"', '0 issuewild ";"'], "FAILED"],
      [['0 issue ";"', '0 issuewild "amazontrust.com"'], "ISSUED"],
    ])("asks issuewild of a wildcard: %j", async (values, status) => {
      expect(await statusWith({ "example.com": values }, "*.example.com")).toBe(status);
    });

    it("stays failed, and so does the wait for it, when the record is corrected", async () => {
      const cloud = newCloud();
      cloud.route53.upsert(zoneId, { name: "example.com", type: "CAA", ttl: 60, values: forbids });
      const arn = await issuedCertificate(cloud);
      const wait = () => create(cloud, "aws_acm_certificate_validation", { certificate_arn: arn, region: "us-east-1" });
      const message = "unexpected state 'FAILED', wanted target 'ISSUED'. last error: CAA_ERROR";
      await expect(wait()).rejects.toThrow(message);
      cloud.route53.upsert(zoneId, { name: "example.com", type: "CAA", ttl: 60, values: permits });
      await expect(wait()).rejects.toThrow(message);
      expect(cloud.acm.find(await issuedCertificate(cloud))?.status).toBe("ISSUED");
    });
  });

  it("is not issued in a zone whose CNAMEs are all flattened", async () => {
    const cloud = newCloud({ authority: "cloudflare" });
    cloud.cloudflare.dns.flattened.add(cloudflareZoneId);
    expect(cloud.acm.find(await issuedCertificate(cloud))?.status).toBe("PENDING_VALIDATION");
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

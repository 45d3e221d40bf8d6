import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { Provider } from "@pulumi/aws/provider.js";
import { RandomId } from "@pulumi/random/randomId.js";
import { external, manualDns, MtaSts, type DnsProvider } from "pulumi-mtasts";
import { cloudfront, route53 } from "pulumi-mtasts/aws";
import { r2, worker } from "pulumi-mtasts/cloudflare";
import { endProgram, find, registered, startProgram, valueOf } from "./harness";

const warnings = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
beforeEach(() => {
  warnings.mockClear();
  return startProgram();
});
afterEach(endProgram);

const config = {
  domain: "example.com",
  mx: ["mail.example.com"],
  tlsRpt: { rua: "mailto:tls-reports@example.org" },
};

describe("external", () => {
  it("publishes the records alone, and points the name to the host", async () => {
    const host = external({ target: "policies.provider.example" });
    const mtaSts = new MtaSts("mail", { ...config, host, dns: route53({ zoneId: "Z1" }) });
    await valueOf(mtaSts.nodes.stsRecord.urn);
    expect(registered.map(({ name }) => name).sort()).toEqual([
      "mail",
      "mail-host-record",
      "mail-sts-record",
      "mail-tls-rpt-record",
    ]);
    expect(find("host-record").inputs).toMatchObject({
      name: "mta-sts.example.com",
      type: "CNAME",
      records: ["policies.provider.example"],
    });
  });
});

describe("manualDns", () => {
  it("creates nothing, and tells every record in the order in which to add them", async () => {
    const host = external({ target: "policies.provider.example" });
    const mtaSts = new MtaSts("mail", { ...config, host, dns: manualDns() });
    const records = await valueOf(mtaSts.records);
    await valueOf(mtaSts.urn);
    expect(registered.map(({ name }) => name)).toEqual(["mail"]);
    expect(records.map(({ name, type }) => `${name} ${type}`)).toEqual([
      "mta-sts.example.com CNAME",
      "_smtp._tls.example.com TXT",
      "_mta-sts.example.com TXT",
    ]);
    expect(warnings).not.toHaveBeenCalled();
  });

  it("says which record a certificate waits for", async () => {
    const mtaSts = new MtaSts("mail", { ...config, host: cloudfront(), dns: manualDns() });
    await valueOf(mtaSts.records);
    await endProgram();
    expect(warnings).toHaveBeenCalledWith(
      "add this record now, the certificate waits for it: _token.mta-sts.example.com CNAME _proof.acm-validations.aws",
      mtaSts,
    );
  });

  it("says in a preview that there will be one", async () => {
    await endProgram();
    await startProgram(true);
    const domain = new RandomId("other", { byteLength: 4 }).id;
    const mtaSts = new MtaSts("mail", { ...config, domain, host: cloudfront(), dns: manualDns() });
    await endProgram();
    expect(warnings.mock.calls).toEqual([
      ["the certificate will wait for a DNS record that the deployment tells: be ready to add it", mtaSts],
    ]);
  });

  it("does not tell a secret domain", async () => {
    const late = { ...config, domain: pulumi.secret("hush.example.com") };
    const mtaSts = new MtaSts("mail", { ...late, host: cloudfront(), dns: manualDns() });
    await valueOf(mtaSts.records);
    await endProgram();
    const told = warnings.mock.calls.map(([text]) => text);
    expect(told).toEqual(["add this record now, the certificate waits for it: [secret]"]);
  });
});

describe("a previous host", () => {
  const dns = route53({ zoneId: "Z1" });
  const elsewhere = external({ target: "policies.provider.example" });

  it("keeps its children, and the name leads to the new one", async () => {
    const mtaSts = new MtaSts("mail", { ...config, host: elsewhere, previousHost: cloudfront(), dns });
    await valueOf(mtaSts.nodes.stsRecord.urn);
    await endProgram();
    expect(find("policy-file").inputs["content"]).toBe(await valueOf(mtaSts.policyText));
    expect(find("distribution").name).toBe("mail-distribution");
    expect(find("host-record").inputs["records"]).toEqual(["policies.provider.example"]);
  });

  it("has the policy before it is announced", () => {
    let announcement: pulumi.CustomResourceOptions = {};
    const watching: DnsProvider = {
      record(name, record, opts) {
        if (record.key === "sts-record") announcement = opts;
        return dns.record(name, record, opts);
      },
    };
    new MtaSts("mail", { ...config, host: elsewhere, previousHost: cloudfront(), dns: watching });
    const awaited = (announcement.dependsOn as readonly pulumi.Resource[]).map(
      (resource) => (resource as unknown as { readonly __name: string }).__name,
    );
    const serving = ["mail-policy-file", "mail-distribution", "mail-bucket-policy", "mail-host-record"];
    expect(awaited).toEqual([...serving, "mail-tls-rpt-record"]);
  });

  it.each([
    ["a Worker", () => worker({ accountId: "a1", zoneId: "z1" })],
    ["a bucket of R2", () => r2({ accountId: "a1", zoneId: "z1", objects: new Provider("r2") })],
  ])("is never %s, which is the name itself", (_, make) => {
    const previousHost = make();
    expect(() => new MtaSts("mail", { ...config, host: cloudfront(), previousHost, dns })).toThrow(
      "previousHost: must be a policy host that returns a target: one that publishes the name itself cannot stay beside " +
        "another, got an object; write something like cloudfront() [argument-type]",
    );
  });

  it("has its own options checked, too", () => {
    const previousHost = external({ target: "" });
    expect(() => new MtaSts("mail", { ...config, host: cloudfront(), previousHost, dns })).toThrow(
      /previousHost\.target: must be a text that is not empty/u,
    );
  });
});

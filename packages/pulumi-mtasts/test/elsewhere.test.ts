import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { external, manualDns, MtaSts } from "pulumi-mtasts";
import { cloudfront, route53 } from "pulumi-mtasts/aws";
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
});

import { describe, expect, it } from "@jest/globals";
import { MtaSts } from "pulumi-mtasts";
import { checkDnsProvider, checkPolicyHost } from "pulumi-mtasts/testing";
import { acmeDns } from "../../../../examples/pulumi-own-provider/acme-dns";
import { acmePages } from "../../../../examples/pulumi-own-provider/acme-pages";
import { endProgram, find, startProgram, valueOf } from "../harness";

describe("the example of a provider of one's own", () => {
  it("keeps records as the component relies on", async () => {
    expect(await checkDnsProvider(() => acmeDns({ zone: "example.com" }))).toEqual([]);
  });

  it("hosts a policy as the component relies on", async () => {
    const outputs = () => ({ hostName: "site-1.acme.example" });
    expect(await checkPolicyHost(acmePages, { outputs })).toEqual([]);
  });

  it("makes a component", async () => {
    await startProgram();
    const mail = { domain: "example.com", mx: ["mail.example.com"], tlsRpt: { rua: "mailto:tls-reports@example.org" } };
    const mtaSts = new MtaSts("mail", { ...mail, host: acmePages(), dns: acmeDns({ zone: "example.com" }) });
    await endProgram();
    expect(find("sts-record").inputs["data"]).toBe(`"v=STSv1; id=${await valueOf(mtaSts.policyId)};"`);
    expect(find("site").inputs).toMatchObject({ domain: "mta-sts.example.com" });
  });
});

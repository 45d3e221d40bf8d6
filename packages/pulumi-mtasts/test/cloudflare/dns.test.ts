import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { Provider } from "@pulumi/cloudflare/provider.js";
import type { RecordInputs } from "pulumi-mtasts";
import { cloudflareDns, type CloudflareDnsOptions } from "pulumi-mtasts/cloudflare";
import { endProgram, find, startProgram, valueOf } from "../harness";

beforeEach(() => startProgram());
afterEach(endProgram);

async function publish(record: Partial<RecordInputs>, options: Partial<CloudflareDnsOptions> = {}) {
  const sts: RecordInputs = { key: "sts-record", type: "TXT", name: "_mta-sts.example.com", value: "v", ttl: 300 };
  const { key, ...rest } = { ...sts, ...record };
  await valueOf(cloudflareDns({ zoneId: "z1", ...options }).record(`mail-${key}`, { key, ...rest }, {}).urn);
  return find(key);
}

describe("cloudflareDns", () => {
  it("quotes a text, which the API wants and the provider leaves to us", async () => {
    const { inputs } = await publish({ value: "v=STSv1; id=1;" });
    expect(inputs).toEqual({
      zoneId: "z1",
      name: "_mta-sts.example.com",
      type: "TXT",
      ttl: 300,
      content: '"v=STSv1; id=1;"',
      proxied: false,
    });
  });

  it("splits a long text into character-strings of 255 octets", async () => {
    const { inputs } = await publish({ value: "x".repeat(300) });
    expect(inputs["content"]).toBe(`"${"x".repeat(255)}" "${"x".repeat(45)}"`);
  });

  it("points to a host without a proxy in between", async () => {
    const { inputs } = await publish({ key: "host-record", type: "CNAME", value: "d1.cloudfront.net" });
    expect(inputs).toMatchObject({ type: "CNAME", content: "d1.cloudfront.net", proxied: false });
  });

  it("changes the arguments of one record alone", async () => {
    const transform = { tlsRptRecord: (args: object) => ({ ...args, comment: "reports" }) };
    await publish({}, { transform } as Partial<CloudflareDnsOptions>);
    await publish({ key: "tls-rpt-record" }, { transform } as Partial<CloudflareDnsOptions>);
    expect(find("sts-record").inputs).not.toHaveProperty("comment");
    expect(find("tls-rpt-record").inputs).toMatchObject({ comment: "reports" });
  });

  it("takes a provider of its own", async () => {
    const provider = new Provider("dns-account", { apiToken: "t" });
    expect((await publish({}, { provider })).provider).toContain("::dns-account::");
  });
});

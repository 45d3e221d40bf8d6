import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { Provider } from "@pulumi/aws/provider.js";
import type { RecordInputs } from "pulumi-mtasts";
import { route53, type Route53Options } from "pulumi-mtasts/aws";
import { endProgram, find, startProgram, valueOf } from "../harness";

beforeEach(() => startProgram());
afterEach(endProgram);

async function publish(record: Partial<RecordInputs>, options: Partial<Route53Options> = {}) {
  const sts: RecordInputs = { key: "sts-record", type: "TXT", name: "_mta-sts.example.com", value: "v", ttl: 300 };
  const { key, ...rest } = { ...sts, ...record };
  await valueOf(route53({ zoneId: "Z1", ...options }).record(`mail-${key}`, { key, ...rest }, {}).urn);
  return find(key);
}

describe("route53", () => {
  it("leaves a short text as it is: the provider quotes it", async () => {
    const { inputs } = await publish({ value: "v=STSv1; id=1;" });
    expect(inputs).toEqual({
      zoneId: "Z1",
      name: "_mta-sts.example.com",
      type: "TXT",
      ttl: 300,
      records: ["v=STSv1; id=1;"],
    });
  });

  it("splits a long text into character-strings of 255 octets", async () => {
    const { inputs } = await publish({ value: "x".repeat(300) });
    expect(inputs["records"]).toEqual([`${"x".repeat(255)}""${"x".repeat(45)}`]);
  });

  it("leaves a host name as it is", async () => {
    const { inputs } = await publish({ key: "host-record", type: "CNAME", value: "d1.cloudfront.net" });
    expect(inputs).toMatchObject({ type: "CNAME", records: ["d1.cloudfront.net"] });
  });

  it("never overwrites what somebody else has published", async () => {
    expect((await publish({})).inputs).not.toHaveProperty("allowOverwrite");
  });

  it.each([
    ["certificate-record", "certificateRecord"],
    ["host-record", "hostRecord"],
    ["sts-record", "stsRecord"],
    ["tls-rpt-record", "tlsRptRecord"],
  ] as const)("changes the arguments of the %s alone", async (key, option) => {
    const transform = { [option]: (args: object) => ({ ...args, ttl: 60 }) };
    const keys = ["certificate-record", "host-record", "sts-record", "tls-rpt-record"] as const;
    for (const other of keys) await publish({ key: other }, { transform });
    expect(keys.filter((other) => find(other).inputs["ttl"] === 60)).toEqual([key]);
  });

  it("takes a provider of its own", async () => {
    const account = new Provider("dns-account", { region: "eu-central-1" });
    expect((await publish({}, { provider: account })).provider).toContain("::dns-account::");
  });
});

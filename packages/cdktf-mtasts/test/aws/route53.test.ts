import { describe, expect, it } from "@jest/globals";
import { Construct } from "constructs";
import type { RecordInputs } from "cdktf-mtasts";
import { AwsProvider, route53, type Route53Options } from "cdktf-mtasts/aws";
import { find, newStack, synth, type Attributes } from "../harness";

function publish(record: Partial<RecordInputs>, options: Partial<Route53Options> = {}): Attributes {
  const stack = newStack();
  const sts: RecordInputs = { key: "sts-record", type: "TXT", name: "_mta-sts.example.com", value: "v", ttl: 300 };
  route53({ zoneId: "Z1", ...options }).record(new Construct(stack, "mail"), { ...sts, ...record }, {});
  return find(synth(stack), record.key ?? sts.key).attributes;
}

describe("route53", () => {
  it("leaves a short text as it is: the provider quotes it", () => {
    expect(publish({ value: "v=STSv1; id=1;" })).toEqual({
      zone_id: "Z1",
      name: "_mta-sts.example.com",
      type: "TXT",
      ttl: 300,
      records: ["v=STSv1; id=1;"],
    });
  });

  it("splits a long text into character-strings of 255 octets", () => {
    const { records } = publish({ value: "x".repeat(300) });
    expect(records).toEqual([`${"x".repeat(255)}""${"x".repeat(45)}`]);
  });

  it("leaves a host name as it is", () => {
    const attributes = publish({ key: "host-record", type: "CNAME", value: "d1.cloudfront.net" });
    expect(attributes).toMatchObject({ type: "CNAME", records: ["d1.cloudfront.net"] });
  });

  it("never overwrites what somebody else has published", () => {
    expect(publish({})).not.toHaveProperty("allow_overwrite");
  });

  it.each([
    ["certificate-record", "certificateRecord"],
    ["host-record", "hostRecord"],
    ["sts-record", "stsRecord"],
    ["tls-rpt-record", "tlsRptRecord"],
  ] as const)("changes the arguments of the %s alone", (key, option) => {
    const transform = { [option]: (args: object) => ({ ...args, ttl: 60 }) };
    const keys = ["certificate-record", "host-record", "sts-record", "tls-rpt-record"] as const;
    expect(keys.filter((other) => publish({ key: other }, { transform })["ttl"] === 60)).toEqual([key]);
  });

  it("takes a provider of its own", () => {
    const stack = newStack();
    const provider = new AwsProvider(stack, "other", {}, { alias: "other" });
    const scope = new Construct(stack, "mail");
    const record: RecordInputs = { key: "sts-record", type: "TXT", name: "a.example.com", value: "v", ttl: 300 };
    route53({ zoneId: "Z1", provider }).record(scope, record, {});
    expect(find(synth(stack), "sts-record").attributes["provider"]).toBe("aws.other");
  });
});

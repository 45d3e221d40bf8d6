import { describe, expect, it } from "@jest/globals";
import { Construct } from "constructs";
import type { RecordInputs } from "cdktf-mtasts";
import { CloudflareProvider, cloudflareDns, type CloudflareDnsOptions } from "cdktf-mtasts/cloudflare";
import { find, newStack, synth, type Attributes } from "../harness";

const sts: RecordInputs = { key: "sts-record", type: "TXT", name: "_mta-sts.example.com", value: "v", ttl: 300 };

function publish(record: Partial<RecordInputs>, options: Partial<CloudflareDnsOptions> = {}): Attributes {
  const stack = newStack();
  cloudflareDns({ zoneId: "z1", ...options }).record(new Construct(stack, "mail"), { ...sts, ...record }, {});
  return find(synth(stack), record.key ?? sts.key).attributes;
}

describe("cloudflareDns", () => {
  it("quotes a text, and proxies nothing", () => {
    expect(publish({ value: "v=STSv1; id=1;" })).toEqual({
      zone_id: "z1",
      name: "_mta-sts.example.com",
      type: "TXT",
      ttl: 300,
      content: '"v=STSv1; id=1;"',
      proxied: false,
    });
  });

  it("splits a long text into character-strings of 255 octets", () => {
    expect(publish({ value: "x".repeat(300) })["content"]).toBe(`"${"x".repeat(255)}" "${"x".repeat(45)}"`);
  });

  it("leaves a host name as it is", () => {
    const attributes = publish({ key: "host-record", type: "CNAME", value: "d1.cloudfront.net" });
    expect(attributes).toMatchObject({ type: "CNAME", content: "d1.cloudfront.net" });
  });

  it("changes the arguments of the records that are asked for", () => {
    const transform = { stsRecord: (args: object) => ({ ...args, comment: "MTA-STS" }) as never };
    expect(publish({}, { transform })["comment"]).toBe("MTA-STS");
    expect(publish({ key: "tls-rpt-record" }, { transform })).not.toHaveProperty("comment");
  });

  it("takes a provider of its own", () => {
    const stack = newStack();
    const provider = new CloudflareProvider(stack, "other", {}, { alias: "other" });
    cloudflareDns({ zoneId: "z1", provider }).record(new Construct(stack, "mail"), sts, {});
    expect(find(synth(stack), "sts-record").attributes["provider"]).toBe("cloudflare.other");
  });
});

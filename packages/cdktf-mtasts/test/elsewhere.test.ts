import { describe, expect, it } from "@jest/globals";
import { external, manualDns, MtaSts } from "cdktf-mtasts";
import { cloudfront, route53 } from "cdktf-mtasts/aws";
import { children, config, find, newStack, synth } from "./harness";

const warnings = (mtaSts: MtaSts<never, never> | MtaSts<object, undefined>): readonly unknown[] =>
  mtaSts.node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => data as unknown);

describe("external", () => {
  it("publishes the records alone, and points the name to the host", () => {
    const stack = newStack();
    const host = external({ target: "policies.provider.example" });
    new MtaSts(stack, "mail", { ...config, host, dns: route53({ zoneId: "Z1" }) });
    const synthesised = synth(stack);
    expect(
      children(synthesised)
        .map(({ key }) => key)
        .sort(),
    ).toEqual(["host-name", "host-record", "sts-record", "tls-rpt-record"]);
    expect(find(synthesised, "host-record").attributes).toMatchObject({
      name: "mta-sts.example.com",
      type: "CNAME",
      records: ["policies.provider.example"],
    });
  });
});

describe("manualDns", () => {
  it("creates nothing, and tells every record in the order in which to add them", () => {
    const stack = newStack();
    const host = external({ target: "policies.provider.example" });
    const mtaSts = new MtaSts(stack, "mail", { ...config, host, dns: manualDns() });
    expect(children(synth(stack))).toEqual([]);
    expect(mtaSts.records.map(({ name, type }) => `${name} ${type}`)).toEqual([
      "mta-sts.example.com CNAME",
      "_smtp._tls.example.com TXT",
      "_mta-sts.example.com TXT",
    ]);
    expect(warnings(mtaSts)).toEqual([]);
  });

  it("says that a certificate waits for a record, and how to read it", () => {
    const mtaSts = new MtaSts(newStack(), "mail", { ...config, host: cloudfront(), dns: manualDns() });
    expect(warnings(mtaSts)).toEqual([
      expect.stringMatching(
        /^the first apply waits until you have added .*"terraform show".*domain_validation_options/u,
      ),
    ]);
  });
});

import { describe, expect, it } from "@jest/globals";
import type { Fault } from "../src/issue";
import { domainFault, mxFault } from "../src/name-fault";

type Verdict = readonly [code: string, write?: string];

describe("name faults", () => {
  it.each<readonly [text: string, asDomain: Verdict, asMx: Verdict]>([
    ["*.a.example.", ["domain-trailing-dot"], ["mx-trailing-dot", "*.a.example"]],
    ["MX 10 a.example.com", ["domain-invalid", "a.example.com"], ["mx-list", "a.example.com"]],
    ["a.example,10", ["domain-invalid", "a.example"], ["mx-list", "a.example"]],
    ["_smtp._tls.a.example", ["domain-underscore", "a.example"], ["mx-underscore", "a.example"]],
    ["ä.1", ["domain-u-label"], ["mx-u-label"]],
    ["１.２.３.４", ["domain-u-label"], ["mx-u-label"]],
    ["https://user:pw@a.example:8443/x", ["domain-invalid", "a.example"], ["mx-ip-address", "a.example"]],
    ["1.2.3", ["domain-ip-address"], ["mx-ip-address"]],
    ["...", ["domain-trailing-dot"], ["mx-trailing-dot"]],
    [".", ["domain-invalid"], ["mx-null"]],
  ])("%j as a domain is %j, as mx %j", (text, asDomain, asMx) => {
    expect(verdictOf(domainFault(text))).toEqual(asDomain);
    expect(verdictOf(mxFault(text))).toEqual(asMx);
  });

  it("offers a list of names up to a length that can be read", () => {
    const names = Array.from({ length: 9 }, (_, i) => `mx${i}.example.com`);
    expect(mxFault(names.slice(0, 8).join(" ")).write).toHaveLength(8);
    expect(mxFault(names.join(" ")).write).toBeUndefined();
  });
});

function verdictOf({ code, write }: Fault): readonly unknown[] {
  return write === undefined ? [code] : [code, write];
}

import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { meantDomain } from "../../src/held/meant-domain";
import { hostileText } from "../fixtures/arbitraries";

describe("meantDomain", () => {
  it.each([
    ["acme.org", "acme.org"],
    ["Acme.ORG.", "acme.org"],
    ["https://mta-sts.acme.org/.well-known/mta-sts.txt", "acme.org"],
    ["http://acme.org:8080/path?a=b#c", "acme.org"],
    ["mta-sts.acme.org/.well-known/mta-sts.txt", "acme.org"],
    ["acme.org:443", "acme.org"],
    ["bob@acme.org", "acme.org"],
    ["mailto:bob@acme.org", "acme.org"],
    ["Bob <bob@acme.org>", "acme.org"],
    ['"acme.org",', "acme.org"],
    ["_mta-sts.acme.org", "acme.org"],
    ["_mta-sts.mta-sts.acme.org", "acme.org"],
    ["_smtp._tls.acme.org.", "acme.org"],
    ["mta-sts.acme.co.uk", "acme.co.uk"],
    ["bücher.example", "bücher.example"],
    ["mta-sts.net", "mta-sts.net"],
    ["not a name", "not a name"],
    ["  ", ""],
    ["https://", "https://"],
    ["2001:db8::1", "2001:db8::1"],
    ["192.0.2.1", "192.0.2.1"],
  ])("%j means %j", (given, domain) => {
    expect(meantDomain(given)).toBe(domain);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        meantDomain(text);
      }),
    );
  });
});

import { describe, expect, it } from "@jest/globals";
import { lintMx, type MxFacts } from "../src/lint-mx";
import type { PolicyField } from "../src/policy-lines";
import { isPublicSuffix } from "../src/public-suffix";

function told(patterns: readonly string[], facts: MxFacts = {}): readonly string[] {
  const line = { number: 1, start: 0, end: 0 };
  const fields = patterns.map((value): PolicyField => ({ key: "mx", value, line, keyAt: 0, valueAt: 0 }));
  return lintMx(fields, facts).map(({ code }) => code);
}

describe("lintMx", () => {
  it.each<readonly [patterns: readonly string[], facts: MxFacts, codes: readonly string[], why: string]>([
    [["mail.contoso.com"], {}, [], "a host"],
    [["mx*.contoso.com"], {}, [], "left to the strict reader"],
    [["*.contoso.com"], {}, [], "wildcards are told only where more is known"],
    [["*.contoso.com"], { domain: "Contoso.com" }, ["mx-wildcard-own-domain"], "the domain in any case"],
    [["*.notcontoso.com"], { domain: "contoso.com" }, [], "label boundary"],
    [["*.contoso.net"], { mxHosts: ["mx.contoso.net"] }, ["mx-wildcard-any"], "hosts known"],
    [["*.mail.protection.outlook.com"], { mxHosts: ["a.mail.protection.outlook.com"] }, [], "documented wildcard"],
    [["google.com"], { mxHosts: ["google.com"] }, [], "an MX record proves the name"],
    [["mta-sts.contoso.com"], { mxHosts: ["mta-sts.contoso.com."] }, [], "odd, but an MX"],
    [
      ["*.outlook.com"],
      { mxHosts: ["a.mail.protection.outlook.com"] },
      ["mx-provider-base", "mx-provider-mismatch"],
      "another form",
    ],
    [
      ["*.mx.microsoft"],
      { mxHosts: ["a.i-v1.mx.microsoft"] },
      ["mx-provider-base", "mx-provider-mismatch"],
      "one label too few",
    ],
    [["b.h-v1.mx.microsoft"], { mxHosts: ["a.i-v1.mx.microsoft"] }, ["mx-provider-mismatch"], "another tenant"],
    [["*.co.uk"], {}, [], "nobody knows without a list"],
    [["*.co.uk"], { isPublicSuffix }, ["mx-wildcard-too-broad"], "public suffix"],
    [["*.contoso.co.uk"], { isPublicSuffix }, [], "below a public suffix"],
    [["*.internal"], { isPublicSuffix }, ["mx-wildcard-too-broad"], "one label"],
    [["a.contoso.com", "A.contoso.com"], {}, ["mx-uppercase", "mx-duplicate"], "the same in another case"],
    [["b.contoso.com", "*.contoso.com"], {}, ["mx-duplicate"], "covered by a later wildcard"],
    [["*.1.2.3.4"], {}, ["mx-ip-address"], "digits only"],
  ])("%j with %j: %j, %s", (patterns, facts, codes) => {
    expect(told(patterns, facts)).toEqual(codes);
  });

  it("raises no alarm at what mail providers document", () => {
    const patterns = [
      "*.mail.protection.outlook.com",
      "*.h-v1.mx.microsoft",
      "smtp.google.com",
      "aspmx.l.google.com",
      "*.aspmx.l.google.com",
      "gmail-smtp-in.l.google.com",
      "*.gmail-smtp-in.l.google.com",
      "*.mx.cloudflare.net",
      "mail.protonmail.ch",
      "in1-smtp.messagingengine.com",
      "mx01.mail.icloud.com",
      "inbound-smtp.eu-west-1.amazonaws.com",
      "www123.your-server.de",
    ];
    expect(told(patterns, { domain: "contoso.com", isPublicSuffix })).toEqual([]);
  });
});

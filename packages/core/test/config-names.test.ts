import { describe, expect, it } from "@jest/globals";
import { checkPlaceholders, withoutPolicyHost } from "../src/config-names";
import { toIssue } from "../src/issue";

const NAMES = { domain: "contoso.com", mx: [], mxMigration: undefined, rua: [] };

function told(names: Partial<Parameters<typeof checkPlaceholders>[0]>): readonly string[] {
  const lines: string[] = [];
  checkPlaceholders({ ...NAMES, ...names }, (fault, ...path) => {
    lines.push(`${path.join(".")} ${toIssue(fault, path).code}`);
    return null;
  });
  return lines;
}

describe("checkPlaceholders", () => {
  it("finds templates in every name", () => {
    const to = ["mx.contoso.com", "*.yourdomain.com"];
    const mxMigration = { to, narrow: false, mxMovedAt: undefined } as never;
    const rua = ["mailto:tls@contoso.com", "https://changeme.com/tls"];
    expect(told({ mx: ["mail.example.com"], mxMigration, rua })).toEqual([
      "mx.0 policy-placeholder",
      "mxMigration.to.1 policy-placeholder",
      "tlsRpt.rua.1 value-placeholder",
    ]);
  });

  it("is silent about an example that is one throughout, and about what could not be read", () => {
    expect(told({ domain: "example.com", mx: ["mail.example.net"], rua: ["mailto:tls@example.org"] })).toEqual([]);
    expect(told({ mx: null, mxMigration: null, rua: null })).toEqual([]);
  });
});

describe("withoutPolicyHost", () => {
  it.each([
    ["mta-sts.acme.net", "acme.net"],
    ["mta-sts.mail.acme.co.uk", "mail.acme.co.uk"],
    ["mta-sts.mta-sts.acme.net", "acme.net"],
    ["acme.net", "acme.net"],
    ["mta-sts.net", "mta-sts.net"],
    ["mta-sts.co.uk", "mta-sts.co.uk"],
    ["my-mta-sts.acme.net", "my-mta-sts.acme.net"],
  ])("%s: %s", (name, domain) => {
    expect(withoutPolicyHost(name)).toBe(domain);
  });
});

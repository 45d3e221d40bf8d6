import { describe, expect, it } from "@jest/globals";
import { checkConfig, type CheckedConfig } from "../src/config";
import { toIssue } from "../src/issue";

interface Outcome {
  readonly checked: CheckedConfig | null;
  readonly places: readonly string[];
}

function check(config: unknown): Outcome {
  const places: string[] = [];
  const checked = checkConfig(config, (fault, ...path) => {
    const { code } = toIssue(fault, path);
    places.push(`${path.join(".")} ${code}`);
    return null;
  });
  return { checked, places };
}

describe("checkConfig", () => {
  it("fills in every default", () => {
    const { checked } = check({ domain: "EXAMPLE.com", mx: ["Mail.example.com"] });
    expect(checked).toEqual({
      domain: "example.com",
      mode: "testing",
      mx: ["mail.example.com"],
      maxAge: 86_400,
      revision: 0,
      announcedIds: [],
      mxMigration: undefined,
      longestMaxAge: 0,
      noneSince: undefined,
      rua: [],
    });
  });

  it("reports all problems at once, in the order of the configuration", () => {
    const config = {
      domain: "bücher.example",
      mode: "live",
      mx: ["a.example.com.", "mail.example.com", "b_.example.com"],
      maxAge: -1,
      revision: 1.5,
      tlsRpt: { rua: ["tls@example.com", "ftp://example.com/"] },
    };
    expect(check(config)).toEqual({
      checked: null,
      places: [
        "domain domain-u-label",
        "mode policy-mode-word",
        "mx.0 mx-trailing-dot",
        "mx.2 mx-underscore",
        "revision revision-invalid",
        "maxAge max-age-invalid",
        "tlsRpt.rua.0 tlsrpt-unsupported-scheme",
        "tlsRpt.rua.1 tlsrpt-unsupported-scheme",
      ],
    });
  });

  it("names a single destination as it is written, without an index", () => {
    const { places } = check({ domain: "example.com", mx: ["mail.example.com"], tlsRpt: { rua: "tls@example.com" } });
    expect(places).toEqual(["tlsRpt.rua tlsrpt-unsupported-scheme"]);
  });

  it("takes configurations without a prototype", () => {
    const config = Object.assign(Object.create(null) as object, { domain: "example.com", mx: ["mail.example.com"] });
    expect(check(config).checked?.domain).toBe("example.com");
  });

  it.each(["constructor", "__proto__", "toString"])("does not take the inherited name %s for a mode", (mode) => {
    const { places } = check({ domain: "example.com", mode, mx: ["mail.example.com"] });
    expect(places).toContain("mode policy-mode-invalid");
  });
});

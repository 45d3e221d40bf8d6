import { describe, expect, it } from "@jest/globals";
import { planDeployment, type MtaStsConfig } from "@mtasts/core";
import { flagText } from "../../src/show/flag-text";

const sound: MtaStsConfig = {
  domain: "example.com",
  mode: "testing",
  mx: ["mail.example.com"],
  tlsRpt: { rua: ["mailto:tls@example.net"] },
};

/** What the reader of a command line is told of a configuration. */
function told(config: Partial<MtaStsConfig>, flags: Parameters<typeof flagText>[1] = {}): readonly string[] {
  const plan = planDeployment({ ...sound, ...config });
  return (plan.ok ? plan.warnings : plan.issues).map((issue) => flagText(issue, flags));
}

describe("flagText", () => {
  it("names the option in place of the argument, also in advice", () => {
    const { tlsRpt: _, ...without } = sound;
    const plan = planDeployment(without);
    expect(plan.ok && plan.warnings.map((issue) => flagText(issue, {}))).toEqual([
      "--rua: without TLS-RPT, delivery failures are not reported to you; add --rua mailto:tls-reports@example.com, with your own address (RFC 8461 §6) [rollout-no-tlsrpt]",
    ]);
    expect(told({ domain: "localhost" })).toEqual([expect.stringMatching(/^--domain: /u)]);
    expect(told({ maxAge: 40_000_000 })).toEqual([expect.stringMatching(/^--max-age: /u)]);
  });

  it("counts the values of an option from the second one on", () => {
    expect(told({ mx: ["mail.example.com."] })).toEqual([expect.stringMatching(/^--mx: /u)]);
    expect(told({ mx: ["mail.example.com", "mx_2.example.com"] })).toEqual([
      expect.stringMatching(/^--mx \(value 2\): /u),
    ]);
  });

  it("names where the hosts came from", () => {
    const mx = ["mail.example.com."];
    expect(told({ mx }, { fromDns: true })).toEqual([expect.stringMatching(/^--from-dns: /u)]);
    expect(told({ mx }, { provider: "custom" })).toEqual([expect.stringMatching(/^--provider: /u)]);
  });

  it("leaves an issue alone that no option can fix", () => {
    const issue = {
      code: "argument-unknown",
      severity: "error",
      path: ["other"],
      message: "there is no such argument",
    };
    expect(flagText(issue as Parameters<typeof flagText>[0], {})).toBe(
      "other: there is no such argument [argument-unknown]",
    );
  });
});

import { describe, expect, it } from "@jest/globals";
import { judgeMx } from "../../src/preflight/judge-mx";
import { nothing, planOf } from "../fixtures/preflight-issues";

describe("judgeMx", () => {
  const seen = { ...nothing, mx: { isMissing: false, exchanges: [""] } };

  it.each([
    ["testing", "warning"],
    ["enforce", "error"],
  ] as const)("takes a null MX in %s for an %s", (mode, severity) => {
    expect(judgeMx(planOf({ mode }), seen)).toMatchObject([{ code: "mx-null", severity }]);
  });

  it.each([
    ["testing", "warning"],
    ["enforce", "error"],
  ] as const)("reports in %s one %s for a domain without MX records, and for an address", (mode, severity) => {
    const judged = (...exchanges: readonly string[]): unknown =>
      judgeMx(planOf({ mode }), { ...nothing, mx: { isMissing: false, exchanges } });
    expect(judged()).toMatchObject([{ code: "mx-implicit", severity }]);
    expect(judged()).toHaveLength(1);
    expect(judged("mail.example.com", "192.0.2.25.")).toMatchObject([{ code: "mx-record-address", severity }]);
  });

  it("compares without case and final dots, and takes a wildcard for one label", () => {
    const plan = planOf({ mx: ["*.example.net"] });
    const exchanges = ["MX1.Example.NET.", "a.b.example.net"];
    expect(judgeMx(plan, { ...nothing, mx: { isMissing: false, exchanges } })).toHaveLength(1);
  });
});

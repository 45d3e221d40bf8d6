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

  it("compares without case and final dots, and takes a wildcard for one label", () => {
    const plan = planOf({ mx: ["*.example.net"] });
    const exchanges = ["MX1.Example.NET.", "a.b.example.net"];
    expect(judgeMx(plan, { ...nothing, mx: { isMissing: false, exchanges } })).toHaveLength(1);
  });
});

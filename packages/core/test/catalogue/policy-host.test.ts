import { describe, expect, it } from "@jest/globals";
import { policyHostIssues } from "../../src/catalogue/policy-host";
import { STYLE } from "../fixtures/wording";

describe("policyHostIssues", () => {
  it.each(Object.entries(policyHostIssues))("%s is worded in house style", (code, { summary, advice }) => {
    expect(code).toMatch(STYLE.code);
    expect(summary).toMatch(STYLE.text);
    expect(advice).toMatch(STYLE.text);
  });
});

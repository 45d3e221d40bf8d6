import { describe, expect, it } from "@jest/globals";
import { policyIssues } from "../../src/catalogue/policy";
import { STYLE } from "../fixtures/wording";

describe("policyIssues", () => {
  it.each(Object.entries(policyIssues))("%s is worded in house style", (code, { summary, advice }) => {
    expect(code).toMatch(STYLE.code);
    expect(summary).toMatch(STYLE.text);
    expect(advice).toMatch(STYLE.text);
  });
});

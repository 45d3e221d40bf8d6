import { describe, expect, it } from "@jest/globals";
import { mxCoverageIssues } from "../../src/catalogue/mx-coverage";
import { STYLE } from "../fixtures/wording";

describe("mxCoverageIssues", () => {
  it.each(Object.entries(mxCoverageIssues))("%s is worded in house style", (code, { summary, advice }) => {
    expect(code).toMatch(STYLE.code);
    expect(summary).toMatch(STYLE.text);
    expect(advice).toMatch(STYLE.text);
  });
});

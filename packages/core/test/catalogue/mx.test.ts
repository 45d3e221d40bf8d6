import { describe, expect, it } from "@jest/globals";
import { mxIssues } from "../../src/catalogue/mx";
import { STYLE } from "../fixtures/wording";

describe("mxIssues", () => {
  it.each(Object.entries(mxIssues))("%s is worded in house style", (code, { summary, advice }) => {
    expect(code).toMatch(STYLE.code);
    expect(summary).toMatch(STYLE.text);
    expect(advice).toMatch(STYLE.text);
  });
});

import { describe, expect, it } from "@jest/globals";
import { lifecycleIssues } from "../../src/catalogue/lifecycle";
import { STYLE } from "../fixtures/wording";

describe("lifecycleIssues", () => {
  it.each(Object.entries(lifecycleIssues))("%s is worded in house style", (code, { summary, advice }) => {
    expect(code).toMatch(STYLE.code);
    expect(summary).toMatch(STYLE.text);
    expect(advice).toMatch(STYLE.text);
  });
});

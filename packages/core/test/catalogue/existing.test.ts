import { describe, expect, it } from "@jest/globals";
import { existingIssues } from "../../src/catalogue/existing";
import { STYLE } from "../fixtures/wording";

describe("existingIssues", () => {
  it.each(Object.entries(existingIssues))("%s is worded in house style", (code, { summary, advice }) => {
    expect(code).toMatch(STYLE.code);
    expect(summary).toMatch(STYLE.text);
    expect(advice).toMatch(STYLE.text);
  });
});

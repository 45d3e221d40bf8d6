import { describe, expect, it } from "@jest/globals";
import { argumentIssues } from "../../src/catalogue/arguments";
import { STYLE } from "../fixtures/wording";

describe("argumentIssues", () => {
  it.each(Object.entries(argumentIssues))("%s is worded in house style", (code, { summary, advice }) => {
    expect(code).toMatch(STYLE.code);
    expect(summary).toMatch(STYLE.text);
    expect(advice).toMatch(STYLE.text);
  });
});

import { describe, expect, it } from "@jest/globals";
import { stageIssues } from "../../src/catalogue/stages";
import { STYLE } from "../fixtures/wording";

describe("stageIssues", () => {
  it.each(Object.entries(stageIssues))("%s is worded in house style", (code, { summary, advice }) => {
    expect(code).toMatch(STYLE.code);
    expect(summary).toMatch(STYLE.text);
    expect(advice).toMatch(STYLE.text);
  });
});

import { describe, expect, it } from "@jest/globals";
import { deploymentIssues } from "../../src/catalogue/deployment";
import { STYLE } from "../fixtures/wording";

describe("deploymentIssues", () => {
  it.each(Object.entries(deploymentIssues))("%s is worded in house style", (code, { summary, advice }) => {
    expect(code).toMatch(STYLE.code);
    expect(summary).toMatch(STYLE.text);
    expect(advice).toMatch(STYLE.text);
  });
});

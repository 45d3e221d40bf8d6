import { describe, expect, it } from "@jest/globals";
import { mxServerIssues } from "../../src/catalogue/mx-server";
import { STYLE } from "../fixtures/wording";

describe("mxServerIssues", () => {
  it.each(Object.entries(mxServerIssues))("%s is worded in house style", (code, { summary, advice }) => {
    expect(code).toMatch(STYLE.code);
    expect(summary).toMatch(STYLE.text);
    expect(advice).toMatch(STYLE.text);
  });
});

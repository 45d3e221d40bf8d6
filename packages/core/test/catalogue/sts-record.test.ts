import { describe, expect, it } from "@jest/globals";
import { stsRecordIssues } from "../../src/catalogue/sts-record";
import { STYLE } from "../fixtures/wording";

describe("stsRecordIssues", () => {
  it.each(Object.entries(stsRecordIssues))("%s is worded in house style", (code, { summary, advice }) => {
    expect(code).toMatch(STYLE.code);
    expect(summary).toMatch(STYLE.text);
    expect(advice).toMatch(STYLE.text);
  });
});

import { describe, expect, it } from "@jest/globals";
import { tlsRptIssues } from "../../src/catalogue/tls-rpt";
import { STYLE } from "../fixtures/wording";

describe("tlsRptIssues", () => {
  it.each(Object.entries(tlsRptIssues))("%s is worded in house style", (code, { summary, advice }) => {
    expect(code).toMatch(STYLE.code);
    expect(summary).toMatch(STYLE.text);
    expect(advice).toMatch(STYLE.text);
  });
});

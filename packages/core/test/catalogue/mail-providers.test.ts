import { describe, expect, it } from "@jest/globals";
import { mailProviderIssues } from "../../src/catalogue/mail-providers";
import { STYLE } from "../fixtures/wording";

describe("mailProviderIssues", () => {
  it.each(Object.entries(mailProviderIssues))("%s is worded in house style", (code, { summary, advice }) => {
    expect(code).toMatch(STYLE.code);
    expect(summary).toMatch(STYLE.text);
    expect(advice).toMatch(STYLE.text);
  });
});

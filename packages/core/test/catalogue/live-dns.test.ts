import { describe, expect, it } from "@jest/globals";
import { liveDnsIssues } from "../../src/catalogue/live-dns";
import { STYLE } from "../fixtures/wording";

describe("liveDnsIssues", () => {
  it.each(Object.entries(liveDnsIssues))("%s is worded in house style", (code, { summary, advice }) => {
    expect(code).toMatch(STYLE.code);
    expect(summary).toMatch(STYLE.text);
    expect(advice).toMatch(STYLE.text);
  });
});

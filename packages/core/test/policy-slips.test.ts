import { describe, expect, it } from "@jest/globals";
import { emptyListKey, isRichText, listItem, nonAsciiFault, slipInLine, slipInValue } from "../src/policy-slips";

describe("slipInLine", () => {
  it.each([
    ["<html>", "policy-rich-text"],
    ["<!doctype html>", "policy-rich-text"],
    ["</pre>", "policy-rich-text"],
    ["\\f0\\fs24 version: STSv1\\", "policy-rich-text"],
    ["{\\rtf1", "policy-rich-text"],
    ["\u00a0mode: none", "policy-non-ascii"],
    ["“mode”: none", "policy-non-ascii"],
    ["mode none", undefined],
    ["# mode: none", undefined],
    ["note: \u0000é", undefined],
    ["\\", undefined],
    ["<", undefined],
  ])("%j: %s", (text, code) => {
    expect(slipInLine(text)?.code).toBe(code);
  });
});

describe("slipInValue", () => {
  it.each([
    ["86400version: STSv1", "policy-joined"],
    ["enforce mx:a.example", "policy-joined"],
    ["STSv1\\nmode: none", "policy-joined"],
    ["mail.mx:25", undefined],
    ["mx: a.example", undefined],
    ["enforce\\", "policy-rich-text"],
    ["enforce<BR>", "policy-rich-text"],
    ["enforce</p>", "policy-rich-text"],
    ["<yourdomain>", "policy-placeholder"],
    ["{{ mode }}", "policy-placeholder"],
    ["${mode}", "policy-placeholder"],
    ["$MX_HOST", "policy-placeholder"],
    ["mx_1.example.net", undefined],
    ["enforced", undefined],
  ])("%j: %s", (value, code) => {
    expect(slipInValue(value)?.code).toBe(code);
  });
});

describe("shapes", () => {
  it("of lists and formats are told", () => {
    expect([emptyListKey(" mx: "), emptyListKey("mx: a"), emptyListKey("mode:")]).toEqual([true, false, false]);
    expect([listItem(" -  a "), listItem("-a"), listItem("- "), listItem("a")]).toEqual([
      "a",
      undefined,
      undefined,
      undefined,
    ]);
    expect([isRichText("{\\rtf"), isRichText("{}")]).toEqual([true, false]);
    expect([nonAsciiFault("a"), nonAsciiFault("ä")?.severity]).toEqual([undefined, "error"]);
  });
});

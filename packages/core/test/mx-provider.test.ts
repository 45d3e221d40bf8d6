import { describe, expect, it } from "@jest/globals";
import { fittingPatterns, isDocumentedPattern, meantByBase } from "../src/mx-provider";

describe("meantByBase", () => {
  it("knows the names that no MX host has", () => {
    expect(meantByBase("mail.protection.outlook.com")).toEqual(["*.mail.protection.outlook.com"]);
    expect(meantByBase("*.mx.microsoft")).toEqual([]);
    expect(meantByBase("google.com")).toContain("smtp.google.com");
    expect(meantByBase("contoso-com.mail.protection.outlook.com")).toBeUndefined();
  });
});

describe("isDocumentedPattern", () => {
  it.each([
    ["*.mail.protection.outlook.com", true],
    ["*.h-v1.mx.microsoft", true],
    ["*.mx.microsoft", false],
    ["*.mx.cloudflare.net", true],
    ["*.google.com", false],
  ])("%s: %s", (pattern, verdict) => {
    expect(isDocumentedPattern(pattern)).toBe(verdict);
  });
});

describe("fittingPatterns", () => {
  it("offers what the provider documents, else the host itself", () => {
    expect(fittingPatterns("*.outlook.com", ["a.mail.protection.outlook.com"])).toEqual([
      "*.mail.protection.outlook.com",
    ]);
    expect(fittingPatterns("b.h-v1.mx.microsoft", ["a.i-v1.mx.microsoft"])).toEqual(["a.i-v1.mx.microsoft"]);
    expect(fittingPatterns("aspmx.l.google.com", ["mail.contoso.com"])).toEqual([]);
    expect(fittingPatterns("mail.contoso.com", ["smtp.google.com"])).toEqual([]);
  });
});

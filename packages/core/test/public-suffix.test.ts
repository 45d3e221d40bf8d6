import { describe, expect, it } from "@jest/globals";
import { isPublicSuffix } from "../src/public-suffix";

describe("isPublicSuffix", () => {
  it.each([
    ["com", true],
    ["co.uk", true],
    ["CO.UK", true],
    ["github.io", true],
    ["example.com", false],
    ["mail.protection.outlook.com", false],
    ["internal", false],
    ["", false],
    ["https://com", false],
  ])("%j: %s", (name, verdict) => {
    expect(isPublicSuffix(name)).toBe(verdict);
  });
});

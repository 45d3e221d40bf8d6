import { describe, expect, it } from "@jest/globals";
import * as check from "../src";
import * as node from "../src/node";

describe("@mtasts/check", () => {
  it("exports exactly its public API", () => {
    expect(Object.keys(check).sort()).toEqual([
      "checkDomain",
      "isPublicAddress",
      "lookBeforeDeploying",
      "printable",
      "readDomain",
      "waitUntilServed",
    ]);
    expect(Object.keys(node).sort()).toEqual(["fetchPolicyGuarded", "isOffline", "nodePorts", "readEnvironment"]);
  });
});

describe("readDomain", () => {
  it.each([
    ["Example.COM.", "example.com"],
    [" bücher.example ", "xn--bcher-kva.example"],
  ])("reads %j as %s", (given, value) => {
    expect(check.readDomain(given)).toMatchObject({ ok: true, value });
  });

  it("refuses what is no domain", () => {
    expect(check.readDomain("exa mple")).toMatchObject({ ok: false });
  });
});

describe("printable", () => {
  it.each([
    ["mail.example.com", "mail.example.com"],
    ["\u001b[2J\u0007", "\\u{1b}[2J\\u{7}"],
    ["a\r\nb\tc", "a\\u{d}\\u{a}b\\u{9}c"],
    ["\u009b31m", "\\u{9b}31m"],
    ["\u202eevil\u2066", "\\u{202e}evil\\u{2066}"],
    ["a\u00a0b\u2028", "a\\u{a0}b\\u{2028}"],
    ["bücher ✓", "bücher ✓"],
  ])("%j is %s", (text, printed) => {
    expect(check.printable(text)).toBe(printed);
  });
});

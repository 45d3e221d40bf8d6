import { describe, expect, it } from "@jest/globals";
import { hasScheme, readUri } from "../src/uri";

describe("readUri", () => {
  it("takes a URI apart", () => {
    expect(readUri("HTTPS://u@h:1/p/q?a=b?c#d")).toEqual({
      scheme: "https",
      authority: "u@h:1",
      path: "/p/q",
      query: "a=b?c",
    });
    expect(readUri("mailto:a@b")).toEqual({ scheme: "mailto", authority: undefined, path: "a@b", query: undefined });
  });

  it.each([
    ["https://[::1]:1/", "IP literal"],
    ["a+b-c.1:x", "scheme with marks"],
    ["x:%2c%2C", "escapes of both cases"],
    ["x:", "empty path"],
    ["x:/a//b", "rooted path"],
    ["https://h?q", "query right after the host"],
  ])("takes %s: %s", (text) => {
    expect(readUri(text)).toBeDefined();
  });

  it.each([
    ["", "nothing"],
    ["noscheme", "no colon"],
    ["1a:x", "scheme with a digit first"],
    ["+a:x", "scheme with a mark first"],
    [":x", "empty scheme"],
    ["x:a,b", "comma"],
    ["x:a!b", "exclamation mark"],
    ["x:a;b", "semicolon"],
    ["x:%", "lone percent sign"],
    ["x:%2", "half an escape"],
    ["x:%2g", "no hex digit"],
    ["x:a b", "space"],
    ["x:ä", "not ASCII"],
    ["x:[a]", "brackets in a path"],
    ["x://[::1", "open bracket"],
    ["x://[::g]/", "no hex digit in an IP literal"],
    ["x:a#b#c", "second fragment"],
    ["x:\\", "backslash"],
    ['x:"', "quotation mark"],
  ])("refuses %s: %s", (text) => {
    expect(readUri(text)).toBeUndefined();
  });
});

describe("hasScheme", () => {
  it.each([
    ["mailto:", true],
    ["a b:", false],
    ["a", false],
  ])("%j: %s", (text, verdict) => {
    expect(hasScheme(text)).toBe(verdict);
  });
});

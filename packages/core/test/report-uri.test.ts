import { describe, expect, it } from "@jest/globals";
import { findDestinationFault, findUriFault, isUnusualDestination } from "../src/report-uri";

describe("findDestinationFault", () => {
  it.each([
    ["mailto:a@example.com", undefined],
    ["MAILTO:a@Example.COM", undefined],
    ["mailto:a%2Cb@example.com?subject=x", undefined],
    ["https://example.com", undefined],
    ["https://[2001:db8::1]:8443/v1", undefined],
    ["https://192.0.2.1/", undefined],
    ["mailto:a@b@example.com", "tlsrpt-mailto-address"],
    ["mailto:@example.com", "tlsrpt-mailto-address"],
    ["mailto:a@", "tlsrpt-mailto-address"],
    ["mailto:a@127.0.0.1", "tlsrpt-mailto-address"],
    ["mailto://a@example.com", "tlsrpt-mailto-address"],
    ["https:example.com", "tlsrpt-https-host"],
    ["https:///path", "tlsrpt-https-host"],
    ["https://a_b.example/", "tlsrpt-https-host"],
    ["https://1.2/", "tlsrpt-https-host"],
    ["https://192.0.2.256/", "tlsrpt-https-host"],
    ["https://[1:2]/", "tlsrpt-https-host"],
    ["https://example.com:x/", "tlsrpt-https-host"],
    ["tel:1", "tlsrpt-unsupported-scheme"],
    ["mailto:${var.a}", "unknown-at-plan-time"],
  ])("%s: %s", (text, code) => {
    expect(findDestinationFault(text)?.code).toBe(code);
  });
});

describe("findUriFault", () => {
  it("judges the grammar alone", () => {
    expect(findUriFault("mailto:")).toBeUndefined();
    expect(findUriFault("tel:1")).toBeUndefined();
    expect(findUriFault("mailto:a@example.com!1G")?.write).toBe("mailto:a@example.com");
    expect(findUriFault("mailto:a!b@example.com!1G")?.write).toBeUndefined();
    expect(findUriFault("a@example.com")?.write).toBe("mailto:a@example.com");
  });
});

describe("isUnusualDestination", () => {
  it.each([
    ["https://example.com/v1", false],
    ["mailto:a@example.com?subject=b", false],
    ["https://example.com:8443/", true],
    ["https://[2001:db8::1]/", true],
    ["https://example.com/?a=b", true],
    ["not a URI", false],
  ])("%s: %s", (text, verdict) => {
    expect(isUnusualDestination(text)).toBe(verdict);
  });
});

import { describe, expect, it } from "@jest/globals";
import { isAddressAsHost, noMxRecord, noneCovered, notCovered } from "../src/mx-coverage";

describe("a host that no pattern covers", () => {
  it("is worth a warning while testing, and an error otherwise", () => {
    expect(notCovered("a.example", "testing")).toMatchObject({ got: "a.example", severity: "warning" });
    expect(notCovered("a.example", "enforce")).toEqual({ code: "mx-not-covered", got: "a.example" });
  });

  it("is told with the others where none is covered", () => {
    expect(noneCovered(["a.example", "b.example"], "testing")).toMatchObject({
      got: "a.example, b.example",
      severity: "warning",
    });
    expect(noneCovered(["a.example"], "enforce")).toEqual({ code: "mx-none-covered", got: "a.example" });
  });
});

describe("a domain without MX records", () => {
  const mx = ["mail.example.com"];

  it("has one issue, which weighs what the policy would refuse", () => {
    expect(noMxRecord("example.com", { mode: "enforce", mx })).toMatchObject({
      code: "mx-implicit",
      severity: "error",
    });
    expect(noMxRecord("example.com", { mode: "testing", mx })).toMatchObject({ severity: "warning" });
    const fault = { code: "mx-implicit", got: "example.com" };
    expect(noMxRecord("example.com", { mode: "none", mx })).toEqual(fault);
    expect(noMxRecord("example.com", { mode: "enforce", mx: ["example.com"] })).toEqual(fault);
    expect(noMxRecord("example.com", undefined)).toEqual(fault);
  });
});

describe("an address in place of a host name", () => {
  it.each(["192.0.2.25", "2001:db8::25"])("%s is one", (host) => {
    expect(isAddressAsHost(host)).toBe(true);
  });

  it.each(["mail.example.com", "25.example.com", "1.2.3.4.example"])("%s is none", (host) => {
    expect(isAddressAsHost(host)).toBe(false);
  });
});

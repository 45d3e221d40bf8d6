import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { cloudflareTxtContent, relativeName, route53TxtValue, txtChunks } from "../src/dns-encoding";

const long = "a".repeat(255) + "b".repeat(255) + "c";

describe("txtChunks", () => {
  it.each([
    ["", [""]],
    ["a", ["a"]],
    ["a".repeat(255), ["a".repeat(255)]],
    [long, ["a".repeat(255), "b".repeat(255), "c"]],
  ])("splits at 255 octets, case %#", (value, chunks) => {
    expect(txtChunks(value)).toEqual(chunks);
  });

  it("loses nothing", () => {
    fc.assert(fc.property(fc.string({ maxLength: 2_000 }), (value) => txtChunks(value).join("") === value));
  });
});

describe("route53TxtValue", () => {
  it("leaves the outer quotes to the provider", () => {
    expect(route53TxtValue("v=STSv1; id=1;")).toBe("v=STSv1; id=1;");
    expect(route53TxtValue(long)).toBe(`${"a".repeat(255)}""${"b".repeat(255)}""c`);
  });
});

describe("cloudflareTxtContent", () => {
  it("quotes every character-string", () => {
    expect(cloudflareTxtContent("v=STSv1; id=1;")).toBe('"v=STSv1; id=1;"');
    expect(cloudflareTxtContent(long)).toBe(`"${"a".repeat(255)}" "${"b".repeat(255)}" "c"`);
  });
});

describe("relativeName", () => {
  it.each([
    ["_mta-sts.example.com", "example.com", "_mta-sts"],
    ["_mta-sts.mail.example.com", "example.com", "_mta-sts.mail"],
    ["_mta-sts.Example.COM.", "example.com.", "_mta-sts"],
    ["example.com", "example.com", "@"],
    ["notexample.com", "example.com", undefined],
    ["example.com", "mail.example.com", undefined],
    [".example.com", "xexample.com", undefined],
  ])("%s in %s is %s", (name, zone, relative) => {
    expect(relativeName(name, zone)).toBe(relative);
  });
});

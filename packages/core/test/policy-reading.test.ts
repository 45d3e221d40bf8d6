import { describe, expect, it } from "@jest/globals";
import { readPolicyText } from "../src/policy-reading";

describe("readPolicyText", () => {
  it("gives every part of one pass over the text", () => {
    const reading = readPolicyText("version:STSv1\r\nmode: none\r\nmode: testing\r\nmax_age: 99999999\r\n\r\n");
    expect(reading.fields.map(({ key }) => key)).toEqual(["version", "mode", "mode", "max_age"]);
    expect(reading.first.get("mode")?.value).toBe("none");
    expect(reading.faults.map(({ code }) => code)).toEqual(["policy-blank-line", "max-age-too-long"]);
    expect(reading.notes.map(({ code }) => code)).toEqual(["policy-no-space-after-colon"]);
    expect(reading.policy).toEqual({ mode: "none", mx: [], maxAge: 31_557_600 });
    expect(reading.bytes).toBe(63);
  });

  it("counts bytes, not characters", () => {
    expect(readPolicyText("note: é").bytes).toBe(8);
    expect(readPolicyText(new TextEncoder().encode("note: é")).bytes).toBe(8);
  });

  it("has nothing to give of what it cannot decode", () => {
    expect(readPolicyText(new Uint8Array([0xff]))).toMatchObject({
      policy: undefined,
      fields: [],
      notes: [],
      bytes: 0,
    });
  });
});

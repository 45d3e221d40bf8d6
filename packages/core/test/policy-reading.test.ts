import { describe, expect, it } from "@jest/globals";
import { readPolicyText, utf8Length } from "../src/policy-reading";

describe("readPolicyText", () => {
  it("gives every part of one pass over the text", () => {
    const reading = readPolicyText("version:STSv1\r\nmode: none\r\nmode: testing\r\nmax_age: 99999999\r\n\r\n");
    expect(reading.fields.map(({ key }) => key)).toEqual(["version", "mode", "mode", "max_age"]);
    expect(reading.faults.map(({ code }) => code)).toEqual(["policy-blank-line", "max-age-too-long"]);
    expect(reading.policy).toEqual({ mode: "none", mx: [], maxAge: 31_557_600 });
    expect(reading.end).toBe(63);
  });

  it("counts bytes, not characters", () => {
    expect([utf8Length("note: e"), utf8Length("note: é")]).toEqual([7, 8]);
    expect(readPolicyText("€".repeat(21_845)).faults).not.toContainEqual({ code: "policy-size" });
    expect(readPolicyText("€".repeat(21_846)).faults).toEqual([{ code: "policy-size" }]);
  });

  it("has nothing to give of what it cannot decode", () => {
    expect(readPolicyText(new Uint8Array([0xff]))).toMatchObject({
      policy: undefined,
      fields: [],
      text: "",
      end: 0,
    });
  });
});

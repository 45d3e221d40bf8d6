import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { formatPolicy } from "../src/policy";
import { policyId } from "../src/policy-id";
import { parseStsRecord } from "../src/sts-record";
import { canonicalPolicy } from "./fixtures/arbitraries";

describe("policyId", () => {
  it("T7: is half of the SHA-256 of the bytes served, and so one for each instance", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(policyId(text)).toBe(createHash("sha256").update(text, "utf8").digest("hex").slice(0, 32));
      }),
    );
  });

  it("is an id as RFC 8461 §3.1 wants it", () => {
    expect(parseStsRecord(`v=STSv1; id=${policyId("")};`).ok).toBe(true);
  });

  it("changes with every byte", () => {
    fc.assert(
      fc.property(canonicalPolicy, fc.nat(), fc.integer({ min: 1, max: 127 }), (policy, at, change) => {
        const text = formatPolicy(policy);
        const i = at % text.length;
        const other = text.slice(0, i) + String.fromCharCode(text.charCodeAt(i) ^ change) + text.slice(i + 1);
        expect(policyId(other)).not.toBe(policyId(text));
      }),
    );
  });
});

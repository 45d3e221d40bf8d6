import { describe, expect, it } from "@jest/globals";
import { senderDelivers } from "../../src/lifecycle/delivery";
import { deliveryVectors } from "../fixtures/lifecycle-vectors";

const good = { host: "mail.example.com", starttls: true, certificateValid: true };
const policy = { mode: "enforce", mx: ["mail.example.com"], maxAge: 604_800 } as const;

describe("senderDelivers", () => {
  it("has vectors", () => {
    expect(deliveryVectors).toHaveLength(9);
  });

  it.each(deliveryVectors)("$name: $why", ({ mode, mxMatches, starttls, certificateValid, expect: wanted }) => {
    const host = mxMatches ? "mail.example.com" : "other.example.com";
    const { outcome, failures, recheck } = senderDelivers({ ...policy, mode }, [{ host, starttls, certificateValid }]);
    expect(outcome).toBe(wanted.deliver ? "delivered" : "deferred");
    if (wanted.report !== undefined) expect(failures.at(0)?.type ?? null).toBe(wanted.report);
    if (wanted.recheckDns !== undefined) expect(recheck).toBe(wanted.recheckDns);
  });

  it("passes over a host that fails, in the order of the records", () => {
    const other = { ...good, host: "other.example.com" };
    expect(senderDelivers(policy, [other, good])).toEqual({
      outcome: "delivered",
      host: "mail.example.com",
      failures: [{ host: "other.example.com", type: "validation-failure" }],
      recheck: false,
    });
  });

  it("delivers without a policy, and defers without a host", () => {
    expect(senderDelivers(undefined, [good]).outcome).toBe("delivered");
    expect(senderDelivers(undefined, [])).toEqual({ outcome: "deferred", failures: [], recheck: false });
  });
});

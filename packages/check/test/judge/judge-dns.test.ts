import { describe, expect, it } from "@jest/globals";
import { judgeDns } from "../../src/judge/judge-dns";
import { addressOf, replyOf, seenWith } from "./seen";

describe("judgeDns", () => {
  const silent = seenWith(replyOf("TIMEOUT"));

  it("reports one cause, with the resolver, where no query was answered", () => {
    expect(judgeDns(silent)).toMatchObject({
      code: "dns-unavailable",
      message: expect.stringContaining(
        'no DNS query for the domain was answered by 192.0.2.53, so nothing is known about it, got "TIMEOUT"',
      ),
    });
    expect(judgeDns({ ...silent, nameServers: [] })?.message).toContain("was answered, so nothing is known");
  });

  it("blames the domain's own servers, and not the resolver, once anything was answered", () => {
    const { records, policy, mail } = silent;
    const missing = replyOf("NXDOMAIN");
    expect(judgeDns({ ...silent, records: { ...records, sts: { ...records.sts, reply: missing } } })).toBeUndefined();
    expect(judgeDns({ ...silent, mail: { ...mail, reply: missing } })).toBeUndefined();
    const address = addressOf(replyOf("TIMEOUT"), replyOf());
    expect(judgeDns({ ...silent, policy: { ...policy, address } })).toBeUndefined();
  });

  it("says nothing of a check that ran out of time", () => {
    expect(judgeDns({ ...silent, isCutShort: true })).toBeUndefined();
  });
});

import { describe, expect, it } from "@jest/globals";
import { hostNameAt, judgeExisting, recordsAt, refused } from "../../src/preflight/existing";
import { emptyZone, first, later, unknown } from "../fixtures/existing-issues";
import { liveOf, nothing, planOf } from "../fixtures/preflight-issues";

const reports = { texts: ["v=TLSRPTv1; rua=mailto:a@example.org"], aliases: [] };

describe("what is seen of a name", () => {
  it("is what the zone's own servers hold, and what a resolver shows where they did not answer", () => {
    const record = { texts: ["v=STSv1; id=a1;"], aliases: [] };
    expect(recordsAt({ ...nothing, record, zone: emptyZone }, "sts")).toEqual({ texts: [], aliases: [] });
    expect(recordsAt({ ...nothing, record, zone: { unseen: "TIMEOUT" } }, "sts")).toBe(record);
    expect(recordsAt({ ...nothing, tlsRpt: { unseen: "TIMEOUT" } }, "tlsRpt")).toBeUndefined();
    expect(hostNameAt(liveOf(planOf()))).toEqual({ aliases: ["d1.cloudfront.net"], hasAddress: true });
    expect(hostNameAt(nothing)).toBeUndefined();
  });
});

describe("judgeExisting", () => {
  it("looks at no TLS-RPT record where the deployment makes none", () => {
    const seen = { ...nothing, tlsRpt: reports };
    const { records, ...rest } = planOf();
    const plan = { ...rest, records: { sts: records.sts } };
    expect(judgeExisting(plan, { seen, announced: undefined, publishing: first.publishing! })).toEqual([]);
  });

  it("takes a TLS-RPT record for another tool's where nothing of this package is announced", () => {
    const facts = { seen: { ...nothing, tlsRpt: reports }, announced: undefined };
    const codes = [first, unknown, later].map(({ publishing }) =>
      judgeExisting(planOf(), { ...facts, publishing: publishing! }).map(({ code }) => code),
    );
    expect(codes).toEqual([["tls-rpt-not-ours"], ["tls-rpt-not-ours"], []]);
  });
});

describe("refused", () => {
  it("advises what the provider knows of the record", () => {
    const publishing = { ...first.publishing!, takeOver: { host: "do this" } };
    expect(refused({ code: "host-name-taken", got: "x" }, publishing, "host")).toMatchObject({
      path: ["host"],
      refusedIn: "warn",
      message: expect.stringMatching(/; do this$/u) as unknown,
    });
  });
});

import { describe, expect, it } from "@jest/globals";
import { argumentIssues, formatIssue } from "../../src";
import { zoneMoveIssues, zoneMoveRules, zoneMoveTimes } from "../../src/adapter";

const dns = { recordType: "aws_route53_record" };

describe("zoneMoveTimes", () => {
  it("waits for the longest TTL of a delegation, and that of the records", () => {
    expect(zoneMoveTimes({ dns }, 300)).toEqual({ removeAfterSeconds: 173_100, slackSeconds: 3_600, former: dns });
    expect(zoneMoveTimes({ dns, nsTtl: 3_600 }, 60).removeAfterSeconds).toBe(3_660);
  });

  it("calculates a date once the NS records have changed, from nothing else", () => {
    const move = { dns: { ...dns, nameSuffix: "2" }, delegatedSince: "2026-11-01T13:00:00+01:00" };
    expect(zoneMoveTimes(move, 300)).toEqual({
      removeAfterSeconds: 173_100,
      delegatedSince: "2026-11-01T12:00:00Z",
      removableFrom: "2026-11-03T12:05:00Z",
      slackSeconds: 3_600,
      former: { recordType: "aws_route53_record", nameSuffix: "2" },
    });
    expect(zoneMoveTimes({ dns: {} }, 300).former).toEqual({});
  });
});

describe("zoneMoveRules", () => {
  it.each([{}, { nsTtl: 0, delegatedSince: "2026-11-01T12:00:00Z" }, { nsTtl: 2_147_483_647 }])("accept %j", (move) => {
    expect(argumentIssues(move, zoneMoveRules)).toEqual([]);
  });

  it.each([
    { nsTtl: -1 },
    { nsTtl: 0.5 },
    { nsTtl: "60" },
    { nsTtl: 2_147_483_648 },
    { delegatedSince: "2026-11-01" },
    { delegatedSince: 5 },
    { nsttl: 60 },
  ])("refuse %j", (move) => {
    expect(argumentIssues(move, zoneMoveRules)).toHaveLength(1);
  });
});

describe("zoneMoveIssues", () => {
  it("refuse a change of the NS records that is yet to come", () => {
    const move = { delegatedSince: "1970-01-01T00:01:00Z" };
    expect(zoneMoveIssues(move, 60)).toEqual([]);
    expect(zoneMoveIssues({}, 60)).toEqual([]);
    expect(zoneMoveIssues(move, 59).map(formatIssue)).toEqual([
      'previousDns.delegatedSince: lies in the future, got "1970-01-01T00:01:00Z"; write when it was seen, and leave it out until then [time-in-future]',
    ]);
  });

  it("leave what is no time to its rule", () => {
    expect(zoneMoveIssues({ delegatedSince: {} as string }, 0)).toEqual([]);
  });
});

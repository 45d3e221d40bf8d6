import { describe, expect, it } from "@jest/globals";
import { announcementIn } from "../../src/preflight/announcement";
import { judgeRecord } from "../../src/preflight/judge-record";
import { isSeen, type SeenInternet } from "../../src/preflight/seen";
import { liveOf, planOf } from "../fixtures/preflight-issues";

const [testing, enforce, none] = (["testing", "enforce", "none"] as const).map((mode) => planOf({ mode }));

function codesOf(plan: ReturnType<typeof planOf>, seen: SeenInternet): readonly string[] {
  if (!isSeen(seen.record)) return [];
  return judgeRecord(plan, seen.record, announcementIn(seen)).map(({ code, severity }) => `${code} ${severity}`);
}

describe("judgeRecord", () => {
  it("lets a policy go through its modes, and back only with a revision", () => {
    expect(codesOf(enforce!, liveOf(testing!))).toEqual([]);
    expect(codesOf(none!, liveOf(enforce!))).toEqual([]);
    expect(codesOf(enforce!, liveOf(none!))).toEqual(["id-reused error"]);
    expect(codesOf(planOf({ mode: "enforce", revision: 1 }), liveOf(none!))).toEqual([]);
  });

  it("sees a second roll-back that keeps the revision of the first", () => {
    const again = planOf({ mode: "enforce", revision: 1 });
    expect(codesOf(planOf({ revision: 1 }), liveOf(again))).toEqual(["id-reused error"]);
    expect(codesOf(planOf({ revision: 2 }), liveOf(again))).toEqual([]);
    const weekly = { maxAge: 604_800, revision: 1 };
    const live = liveOf(planOf({ ...weekly, mode: "enforce" }));
    expect(codesOf(planOf(weekly), live)).toEqual(["id-reused error"]);
    expect(codesOf(planOf({ ...weekly, revision: 2 }), live)).toEqual([]);
  });

  it("goes on from a change that was interrupted under a third id", () => {
    const seen = liveOf(testing!, { policy: { body: enforce!.site.body } });
    expect(codesOf(planOf({ revision: 1 }), seen)).toEqual(["live-id-differs info"]);
  });

  it("does not take a record for a stranger's where it cannot see what is served", () => {
    expect(codesOf(enforce!, liveOf(testing!, { policy: { unseen: "timeout" } }))).toEqual([]);
    expect(codesOf(enforce!, liveOf(testing!, { policy: {} }))).toEqual([]);
  });

  it("accepts an alias that leads to the very announcement, and other texts beside it with a warning", () => {
    const { policyId } = testing!;
    const record = {
      texts: [`v=STSv1; id=${policyId};`, "google-site-verification=x"],
      aliases: ["sts.example.net"],
      ttl: 60,
    };
    expect(codesOf(testing!, liveOf(testing!, { record }))).toEqual(["txt-unrelated-records warning"]);
  });

  it("finds a text that is no announcement", () => {
    const record = { texts: ["v=spf1 -all"], aliases: [], ttl: 60 };
    expect(codesOf(testing!, { ...liveOf(testing!), record })).toEqual(["txt-not-ours error"]);
  });

  it("tells of a long TTL only where the record changes", () => {
    const record = { texts: [`v=STSv1; id=${testing!.policyId};`], aliases: [], ttl: 7_200 };
    expect(codesOf(testing!, liveOf(testing!, { record }))).toEqual([]);
    expect(codesOf(enforce!, liveOf(testing!, { record }))).toEqual(["txt-ttl-long warning"]);
  });
});

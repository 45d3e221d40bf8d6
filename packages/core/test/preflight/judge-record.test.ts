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
    expect(codesOf(enforce!, liveOf(none!))).toEqual(["id-reused warning"]);
    expect(codesOf(planOf({ mode: "enforce", revision: 1 }), liveOf(none!))).toEqual([]);
  });

  it("guesses nothing where the announced ids are remembered", () => {
    const seen = liveOf(enforce!);
    if (!isSeen(seen.record)) throw new Error("the record is seen");
    expect(judgeRecord(testing!, seen.record, announcementIn(seen), true)).toEqual([]);
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

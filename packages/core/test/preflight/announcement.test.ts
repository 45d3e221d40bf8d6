import { describe, expect, it } from "@jest/globals";
import { announcementIn } from "../../src/preflight/announcement";
import { liveOf, nothing, planOf } from "../fixtures/preflight-issues";

const plan = planOf();
const other = planOf({ mode: "enforce" });
const foreign = { texts: ["v=STSv1; id=20240101;"], aliases: [], ttl: 60 };
const text = "version: STSv1\nmode: testing\nmx: mail.example.com\nmax_age: 86400\n";

describe("announcementIn", () => {
  it.each([
    ["whole", liveOf(plan)],
    ["interrupted", liveOf(plan, { policy: { body: other.site.body } })],
    ["foreign", liveOf(plan, { record: foreign })],
    ["foreign", liveOf(plan, { policy: { body: text } })],
    ["foreign", liveOf(plan, { record: foreign, policy: {} })],
    ["unknown", liveOf(plan, { policy: { unseen: "timeout" } })],
  ])("is %s", (state, seen) => {
    expect(announcementIn(seen)?.state).toBe(state);
  });

  it("is none where there is none, or where senders see none", () => {
    expect(announcementIn(nothing)).toBeUndefined();
    expect(announcementIn({ ...nothing, record: { unseen: "SERVFAIL" } })).toBeUndefined();
    expect(announcementIn({ ...nothing, record: { texts: ["v=spf1 -all"], aliases: [] } })).toBeUndefined();
  });
});

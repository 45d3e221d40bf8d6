import { describe, expect, it } from "@jest/globals";
import { announcementIn } from "../../src/preflight/announcement";
import { judgeReturn } from "../../src/preflight/judge-return";
import { liveOf, planOf } from "../fixtures/preflight-issues";

type Plan = Parameters<typeof planOf>[0];

/** What is said where the one policy is live and the other is planned. */
function told(live: Plan, planned: Plan): readonly string[] {
  const announced = announcementIn(liveOf(planOf(live)));
  if (announced === undefined) throw new Error("the policy is announced");
  return judgeReturn(planOf(planned), announced).map(({ code, severity, message }) => {
    return `${severity} ${code} ${/write \d+$/u.exec(message)?.[0] ?? ""}`;
  });
}

describe("judgeReturn", () => {
  it.each<[string, Plan, Plan]>([
    ["forward", { mode: "testing" }, { mode: "enforce" }],
    ["back with a revision", { mode: "enforce" }, { mode: "testing", revision: 1 }],
    ["back with another revision", { mode: "enforce", revision: 1 }, { mode: "testing", revision: 2 }],
    // max_age may hold a revision or not
    [
      "back from an age that looks like a revision",
      { mode: "enforce", maxAge: 604_801 },
      { maxAge: 604_800, revision: 1 },
    ],
    ["within a mode", { mode: "enforce", maxAge: 604_800 }, { mode: "enforce" }],
    ["from an age of the user's own", { maxAge: 90_000 }, { mode: "enforce" }],
  ])("says nothing %s", (_, live, planned) => {
    expect(told(live, planned)).toEqual([]);
  });

  it.each<[string, Plan, Plan, number]>([
    ["a return without a revision", { mode: "enforce" }, {}, 1],
    ["a return from another age", { mode: "enforce", maxAge: 604_800 }, {}, 1],
    ["a return from none", { mode: "none" }, { mode: "enforce" }, 1],
    ["a second return with the revision of the first", { mode: "enforce", revision: 1 }, { revision: 1 }, 2],
    ["a roll-back that is reverted", { revision: 1 }, { mode: "enforce" }, 2],
    ["a lowered revision", { mode: "enforce", revision: 3 }, { revision: 1 }, 4],
    ["a lowered revision in the same mode", { mode: "enforce", revision: 2 }, { mode: "enforce", revision: 1 }, 3],
  ])("warns of %s", (_, live, planned, write) => {
    expect(told(live, planned)).toEqual([`warning id-reused write ${write}`]);
  });
});

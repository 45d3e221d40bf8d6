import { describe, expect, it } from "@jest/globals";
import type { MtaStsConfig } from "../../src/config";
import { announcementIn } from "../../src/preflight/announcement";
import { statedBy } from "../../src/preflight/claim-facts";
import { isOver, judgePast } from "../../src/preflight/judge-past";
import type { SeenInternet } from "../../src/preflight/seen";
import { liveOf, planOf } from "../fixtures/preflight-issues";

const NOW = 1_793_534_400; // 2026-11-01T12:00:00Z
const enforce = planOf({ mode: "enforce" });
const none = planOf({ mode: "none" });
const rolledBack = planOf({ revision: 1 });
const long = planOf({ mode: "enforce", maxAge: 31_557_600, longestMaxAge: 31_557_600 });

/** The code and the path of each issue. */
function toldOf(config: Partial<MtaStsConfig>, seen: SeenInternet, more: object = {}): readonly string[] {
  const live = announcementIn(seen);
  const stated = { ...statedBy(planOf(config)), now: NOW, ...more };
  return live === undefined ? [] : judgePast(stated, live).map(({ code, path }) => `${path.join(".")} ${code}`);
}

const noneSince = "2025-11-01T12:00:00Z";
const lift = { allowDestroy: true };

describe("the past as the arguments state it", () => {
  it.each<[string, Partial<MtaStsConfig>, SeenInternet, object, readonly string[]]>([
    ["a retirement that begins", { mode: "none" }, liveOf(enforce), {}, []],
    ["a date while mode none is live", { mode: "none", noneSince }, liveOf(none), lift, []],
    [
      "a date before mode none is live",
      { mode: "none", noneSince },
      liveOf(enforce),
      {},
      ["noneSince none-not-announced"],
    ],
    ["a date after a roll-back", { mode: "none", noneSince }, liveOf(rolledBack), {}, ["noneSince none-not-announced"]],
    [
      "a lifted protection before mode none is live",
      { mode: "none" },
      liveOf(enforce),
      lift,
      ["allowDestroy none-not-announced"],
    ],
    ["the end of a policy that was never enforced", { mode: "none", longestMaxAge: 0 }, liveOf(planOf()), lift, []],
    [
      "a date that rests on a host that does not answer",
      { mode: "none", noneSince },
      liveOf(none, { policy: { unseen: "reset" } }),
      lift,
      [],
    ],
    [
      "a date in the hour in which resolvers may lag",
      { mode: "none", noneSince: "2026-11-01T11:30:00Z" },
      liveOf(enforce, { policy: { body: none.site.body } }),
      {},
      [],
    ],
    [
      "a record of another party beside the policy",
      { mode: "none", noneSince },
      liveOf(none, { record: { texts: ["v=STSv1; id=1;"], aliases: [] } }),
      {},
      [],
    ],
    ["an age that covers the live one", { mode: "enforce", longestMaxAge: 31_557_600 }, liveOf(long), {}, []],
    ["an age below the live one", { mode: "enforce" }, liveOf(long), {}, ["longestMaxAge longest-max-age-too-short"]],
    ["the same in mode none", { mode: "none" }, liveOf(long), {}, ["longestMaxAge longest-max-age-too-short"]],
    ["the same in testing", { revision: 1 }, liveOf(long), {}, ["longestMaxAge longest-max-age-too-short"]],
    [
      "nothing enforced, it is said",
      { mode: "none", longestMaxAge: 0 },
      liveOf(enforce),
      {},
      ["longestMaxAge longest-max-age-too-short"],
    ],
    ["a long age in testing, which stops no mail", { mode: "enforce" }, liveOf(planOf({ maxAge: 31_557_600 })), {}, []],
    ["a roll-back", { revision: 1 }, liveOf(enforce), {}, []],
    ["a roll-back without a revision", {}, liveOf(enforce), {}, ["revision revision-not-raised"]],
    ["enforce for the first time", { mode: "enforce" }, liveOf(planOf()), {}, []],
  ])("%s", (...[, config, seen, more, told]) => {
    expect(toldOf(config, seen, more)).toEqual(told);
  });

  it("writes an age that the revision is still added to", () => {
    const live = announcementIn(
      liveOf(planOf({ mode: "enforce", maxAge: 5_000_000, longestMaxAge: 5_000_000, revision: 1 })),
    );
    const [issue] = judgePast(statedBy(planOf({ mode: "enforce", revision: 1 })), live!);
    expect(issue?.message).toContain("max_age 5000001, which every wait has to include, got 2419200; write 5000000");
  });
});

describe("isOver", () => {
  it("gives resolvers an hour, and takes what is unknown for long ago", () => {
    expect([isOver("2026-11-01T11:30:00Z", NOW), isOver("2026-11-01T10:00:00Z", NOW)]).toEqual([false, true]);
    expect([isOver(undefined, NOW), isOver("2026-11-01T11:30:00Z")]).toEqual([true, true]);
  });
});

import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { MtaStsConfig } from "../src/config";
import { planDeployment, type DeploymentPlan } from "../src/plan";
import { mxPattern } from "./fixtures/arbitraries";
import { valueOf } from "./fixtures/expect-issues";

const old = ["mail.example.com", "*.example.org"];

function plan(config: Partial<MtaStsConfig>): DeploymentPlan {
  return valueOf(planDeployment({ domain: "example.com", mode: "enforce", mx: old, ...config }));
}

describe("a migration of MX records", () => {
  it("widens the policy, and tells the waits", () => {
    const { policy, mxMigration } = plan({ mxMigration: { to: ["a.example.net", "mail.example.com"] } });
    expect(policy.mx).toEqual(["*.example.org", "a.example.net", "mail.example.com"]);
    expect(mxMigration).toEqual({
      moveAfterSeconds: { relaxed: 300, strict: 2_419_500 },
      oldHostsOffAfterSeconds: 86_400,
      slackSeconds: 3_600,
    });
  });

  it("tells dates as soon as it knows what they are counted from", () => {
    const announcedSince = "2026-11-01T13:00:00+01:00";
    const to = ["a.example.net"];
    expect(plan({ mxMigration: { to, announcedSince } }).mxMigration).toMatchObject({
      moveFrom: { relaxed: "2026-11-01T12:05:00Z", strict: "2026-11-29T12:05:00Z" },
    });
    const movedSince = "2026-11-30T00:00:00Z";
    expect(plan({ mxMigration: { to, announcedSince, movedSince, mxTtl: 3_600 } }).mxMigration).toMatchObject({
      oldHostsOffFrom: "2026-11-30T01:00:00Z",
      narrowFrom: "2026-11-30T01:00:00Z",
    });
  });

  it.each([
    ["where nothing was ever enforced", { mode: "testing" }, 0],
    ["in none, where that is told", { mode: "none", longestMaxAge: 0 }, 0],
    ["after a roll-back", { mode: "testing", revision: 1 }, 2_419_501],
    ["in testing, where something was enforced", { mode: "testing", longestMaxAge: 604_800 }, 605_100],
    ["with a short age, which some senders raise", { maxAge: 86_400, longestMaxAge: 86_400 }, 605_100],
    ["with the longest age", { maxAge: 86_400, longestMaxAge: 31_557_600 }, 31_557_900],
    ["where the new hosts are covered already", { mxMigration: { to: ["a.example.org"] } }, 0],
  ] as const)("%s", (_, config, strict) => {
    const { mxMigration } = plan({ mxMigration: { to: ["a.example.net"] }, ...config });
    expect(mxMigration?.moveAfterSeconds.strict).toBe(strict);
  });

  it("is for senders over once it is narrowed: without it the bytes and the id are the same", () => {
    const patterns = fc.array(mxPattern, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(patterns, patterns, (mx, to) => {
        const narrow = { to, movedSince: "2026-11-01T12:00:00Z", narrow: true };
        const narrowed = plan({ mx, mxMigration: narrow });
        const { site, policyId, mxMigration } = plan({ mx: to });
        expect({ site, policyId }).toEqual({ site: narrowed.site, policyId: narrowed.policyId });
        expect(mxMigration).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  it("depends on no clock", () => {
    const config: MtaStsConfig = { domain: "example.com", mx: old, mxMigration: { to: ["a.example.net"] } };
    expect(valueOf(planDeployment(config, { now: 0 }))).toEqual(valueOf(planDeployment(config, { now: 2e9 })));
  });
});

describe("a retirement", () => {
  it("tells the wait, and the date once mode none was seen", () => {
    expect(plan({ mode: "none" }).retirement).toEqual({
      longestMaxAge: 2_419_200,
      waitSeconds: 2_419_500,
      slackSeconds: 3_600,
    });
    expect(plan({ mode: "none", noneSince: "2026-11-01T12:00:00Z" }).retirement).toEqual({
      longestMaxAge: 2_419_200,
      noneSince: "2026-11-01T12:00:00Z",
      waitSeconds: 2_419_500,
      removableFrom: "2026-11-29T12:05:00Z",
      slackSeconds: 3_600,
    });
  });

  it.each([
    [{ longestMaxAge: 0 }, 0],
    [{ longestMaxAge: 86_400 }, 605_100],
    [{ longestMaxAge: 31_557_600 }, 31_557_900],
    [{ longestMaxAge: 31_557_600, revision: 5 }, 31_557_900],
    [{ revision: 5 }, 2_419_505],
  ])("%j: %d seconds", (config, waitSeconds) => {
    expect(plan({ mode: "none", ...config }).retirement?.waitSeconds).toBe(waitSeconds);
  });

  it("is told in mode none alone", () => {
    expect(plan({}).retirement).toBeUndefined();
    expect(plan({ mode: "testing", revision: 1 }).retirement).toBeUndefined();
  });
});

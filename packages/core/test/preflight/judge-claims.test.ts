import { describe, expect, it } from "@jest/globals";
import type { MtaStsConfig } from "../../src/config";
import { statedBy } from "../../src/preflight/claim-facts";
import { judgeClaims } from "../../src/preflight/judge-claims";
import { formatIssue } from "../../src/issue";
import type { PreflightFacts } from "../../src/preflight/judge-preflight";
import { claimFixtures } from "../fixtures/claim-issues";
import { liveOf, nothing, planOf } from "../fixtures/preflight-issues";

/** One deployment after the other; `mx`: what the MX records name by then. */
interface Stage {
  readonly config: Partial<MtaStsConfig>;
  readonly mx?: readonly string[];
  readonly allowDestroy?: boolean;
}

const [from, to] = ["mail.example.com", "mail.example.net"];
const announcedSince = "2026-03-02T09:05:00Z";
const movedSince = "2026-03-31T08:00:00Z";
const moving = { to: [to], announcedSince };
const retiring = { mode: "none", noneSince: "2026-10-01T09:00:00Z" } as const;

/** The life of a domain as the guides lead it. */
const life: readonly Stage[] = [
  { config: {} },
  { config: { maxAge: 604_800 } },
  { config: { mode: "enforce", maxAge: 604_800 } },
  { config: { mode: "enforce" } },
  { config: { revision: 1 } },
  { config: { mode: "enforce", revision: 1 } },
  { config: { mode: "enforce", revision: 1, mxMigration: { to: [to] } } },
  { config: { mode: "enforce", revision: 1, mxMigration: moving } },
  { config: { mode: "enforce", revision: 1, mxMigration: { ...moving, movedSince } }, mx: [to] },
  { config: { mode: "enforce", revision: 1, mxMigration: { ...moving, movedSince, narrow: true } }, mx: [to] },
  { config: { mode: "enforce", revision: 1, mx: [to] }, mx: [to] },
  { config: { mode: "enforce", revision: 2, mx: [to], maxAge: 31_000_000, longestMaxAge: 31_000_000 }, mx: [to] },
  { config: { mode: "none", revision: 2, mx: [to], longestMaxAge: 31_000_000 }, mx: [to] },
  { config: { ...retiring, revision: 2, mx: [to], longestMaxAge: 31_000_000 }, mx: [to] },
  { config: { ...retiring, revision: 2, mx: [to], longestMaxAge: 31_000_000 }, mx: [to], allowDestroy: true },
];

const NOW = 1_793_534_400; // 2026-11-01T12:00:00Z

describe("judgeClaims", () => {
  it.each(claimFixtures.map(([facts, lines, why]) => [why, facts as PreflightFacts, lines] as const))(
    "%s",
    (_, { plan, seen, now = NOW, allowDestroy = false, ...hostMove }, lines) => {
      const issues = judgeClaims({ ...statedBy(plan), now, allowDestroy, hostMove }, seen);
      expect(issues.map(formatIssue)).toEqual(lines);
      expect(issues.filter(({ severity, refusedIn }) => severity !== "error" || refusedIn !== "warn")).toEqual([]);
    },
  );

  it("says nothing in the life of a domain, before each deployment and after it", () => {
    let seen = nothing;
    for (const { config, mx = [from], allowDestroy = false } of life) {
      const plan = planOf(config);
      const stated = { ...statedBy(plan), allowDestroy, now: NOW };
      const live = { isMissing: false, exchanges: mx, ttl: 300 };
      expect([config, judgeClaims(stated, { ...seen, mx: live })]).toEqual([config, []]);
      seen = liveOf(plan, { mx: live });
      expect([config, judgeClaims(stated, seen)]).toEqual([config, []]);
    }
  });

  it("takes what nobody could see for no proof", () => {
    const unseen = { unseen: "TIMEOUT" };
    const plan = planOf({ ...retiring, mxMigration: { ...moving, movedSince } });
    expect(judgeClaims(statedBy(plan), { mx: unseen, record: unseen, name: unseen, policy: unseen })).toEqual([]);
  });

  it("refuses a retirement and its end in the deployment that is to begin it", () => {
    const stated = { ...statedBy(planOf({ ...retiring, noneSince: "2025-10-01T09:00:00Z" })), allowDestroy: true };
    const issues = judgeClaims(stated, liveOf(planOf({ mode: "enforce" })));
    expect(issues.map(({ path, severity, refusedIn }) => [path, severity, refusedIn])).toEqual([
      [["noneSince"], "error", "warn"],
      [["allowDestroy"], "error", "warn"],
    ]);
  });
});

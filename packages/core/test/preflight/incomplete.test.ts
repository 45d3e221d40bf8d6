import { describe, expect, it } from "@jest/globals";
import { formatIssue } from "../../src/issue";
import type { DeploymentPlan } from "../../src/plan";
import { statedBy } from "../../src/preflight/claim-facts";
import { incompleteIssue, offlineIssue } from "../../src/preflight/incomplete";
import type { PreflightMode } from "../../src/preflight/refusal";
import type { SeenInternet } from "../../src/preflight/seen";
import { incompleteFixtures } from "../fixtures/claim-issues";
import { liveOf, nothing, planOf } from "../fixtures/preflight-issues";

interface Facts {
  readonly plan: DeploymentPlan;
  readonly seen: SeenInternet;
  readonly mode: PreflightMode;
}

const unseen = { unseen: "TIMEOUT" };
const blind: SeenInternet = { mx: unseen, record: unseen };
const none = planOf({ mode: "none", noneSince: "2026-10-01T09:00:00Z" });

function told(plan: DeploymentPlan, seen: SeenInternet, mode: PreflightMode, more = {}) {
  const { severity, message = "" } = incompleteIssue({ ...statedBy(plan), ...more }, seen, mode) ?? {};
  return [severity, /did not check ([^;]*);/u.exec(message)?.[1]];
}

describe("incompleteIssue", () => {
  it.each(incompleteFixtures.map(([facts, lines, why]) => [why, facts as Facts, lines] as const))(
    "%s",
    (_, { plan, seen, mode }, lines) => {
      const issue = incompleteIssue(statedBy(plan), seen, mode);
      expect(issue === undefined ? [] : [formatIssue(issue)]).toEqual(lines);
    },
  );

  it("weighs what the mode asks for, and what was stated", () => {
    expect(told(planOf(), blind, "warn")).toEqual(["info", undefined]);
    expect(told(planOf(), blind, "error")).toEqual(["warning", undefined]);
    expect(told(planOf(), blind, "required")).toEqual(["error", undefined]);
    expect(told(none, blind, "warn")).toEqual(["warning", "noneSince, longestMaxAge"]);
    expect(told(none, blind, "required")).toEqual(["error", "noneSince, longestMaxAge"]);
  });

  it("names each argument that rests on what was not seen", () => {
    const mxMigration = {
      to: ["mail.example.net"],
      announcedSince: "2026-03-02T09:05:00Z",
      movedSince: "2026-03-31T08:00:00Z",
    };
    const moving = planOf({ mode: "enforce", mxMigration });
    expect(told(moving, liveOf(moving, { mx: unseen }), "warn")).toEqual(["warning", "mxMigration.movedSince"]);
    expect(told(moving, blind, "warn", { keepsFormer: true })).toEqual([
      "warning",
      "mxMigration.announcedSince, mxMigration.movedSince, previousHost, longestMaxAge",
    ]);
    expect(told(planOf({ mode: "none" }), liveOf(none, { policy: unseen }), "warn", { allowDestroy: true })).toEqual([
      "warning",
      "allowDestroy, longestMaxAge",
    ]);
  });

  it("says that nothing is served where an argument rests on it", () => {
    expect(incompleteIssue(statedBy(none), liveOf(none, { policy: {} }), "warn")?.message).toContain(
      "preflight found no policy at the policy host, so it did not check noneSince, longestMaxAge;",
    );
    expect(incompleteIssue(statedBy(planOf()), liveOf(planOf(), { policy: {} }), "required")).toBeUndefined();
  });

  it("speaks to the reader of a checked plan, and does not blame the network for a host that serves nothing", () => {
    const advice = (seen: SeenInternet, mode: PreflightMode | "check"): string | undefined =>
      incompleteIssue(statedBy(none), seen, mode)?.message.split("; ")[1];
    expect(advice(blind, "check")).toBe(
      "check the network, or name another resolver with --resolver, and run the check again",
    );
    const empty = liveOf(none, { policy: {} });
    expect(advice(empty, "check")).toBe("check what the policy host serves, and run the check again");
    expect(advice(empty, "warn")).toBe("check what the policy host serves, and deploy again");
    expect(incompleteIssue(statedBy(none), blind, "check")?.severity).toBe("warning");
  });

  it("is silent where all was seen, and where nothing is announced yet", () => {
    expect(incompleteIssue(statedBy(none), liveOf(none), "required")).toBeUndefined();
    expect(incompleteIssue(statedBy(planOf()), nothing, "required")).toBeUndefined();
  });

  it("says of mode error that it does not fail closed", () => {
    expect(incompleteIssue(statedBy(planOf()), blind, "error")?.message).toContain(
      'and mode "error" does not refuse that, as "required" does',
    );
  });
});

describe("offlineIssue", () => {
  it("is a warning where errors were asked for, and refused where the check is required", () => {
    expect(offlineIssue("error")).toMatchObject({ severity: "warning", path: ["preflight"] });
    expect(offlineIssue("required")).toMatchObject({ severity: "error", code: "preflight-incomplete" });
    expect(offlineIssue("warn").message).toBe(
      "MTASTS_OFFLINE is set in the environment, so nothing that is live was checked; unset MTASTS_OFFLINE, and deploy again",
    );
  });
});

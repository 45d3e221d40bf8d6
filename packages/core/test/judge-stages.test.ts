import { describe, expect, it } from "@jest/globals";
import type { MtaStsConfig } from "../src/config";
import type { Circumstances } from "../src/judge-stages";
import { planDeployment } from "../src/plan";
import { linesOf } from "./fixtures/expect-issues";
import { stageIssues } from "./fixtures/stage-issues";

const enforce: MtaStsConfig = {
  domain: "example.com",
  mode: "enforce",
  mx: ["mail.example.com"],
  tlsRpt: { rua: "mailto:tls-reports@example.org" },
};
const announced = 1_793_534_400;
const at = (seconds: number): string => new Date((announced + seconds) * 1_000).toISOString();

/** The codes that a configuration is told at a time after the announcement. */
function codes(config: Partial<MtaStsConfig>, seconds: number, more: Circumstances = {}): readonly string[] {
  const plan = planDeployment({ ...enforce, ...config }, { now: announced + seconds, ...more });
  return (plan.ok ? plan.warnings : plan.issues).map(({ code }) => code);
}

describe("judgeStages", () => {
  const cases = stageIssues.map(([input, issues, why, circumstances]) => ({ input, issues, why, circumstances }));
  it.each(cases)("$why, case %#", ({ input, issues, circumstances }) => {
    expect(linesOf(planDeployment(input as MtaStsConfig, circumstances))).toEqual(issues);
  });

  it("lets the policy be narrowed at the very second at which the TTL is over", () => {
    const mxMigration = { to: ["a.example.net"], announcedSince: at(-3_000_000), movedSince: at(0), narrow: true };
    expect(codes({ mxMigration }, 86_399)).toEqual(["mx-narrowed-too-early"]);
    expect(codes({ mxMigration }, 86_400)).toEqual([]);
  });

  it("lets the MX records move at the very second at which each wait is over", () => {
    const moved = (seconds: number) => ({
      mxMigration: { to: ["a.example.net"], announcedSince: at(0), movedSince: at(seconds) },
    });
    expect(codes(moved(2_419_499), 2_419_499)).toEqual(["mx-moved-too-early"]);
    expect(codes(moved(2_419_500), 2_419_500)).toEqual([]);
    const told = (seconds: number) => {
      const plan = planDeployment({ ...enforce, ...moved(seconds) }, { now: announced + seconds });
      return plan.ok ? plan.warnings.map(({ message }) => message).join() : "";
    };
    expect(told(299)).toContain("all senders until");
    expect(told(300)).not.toContain("all senders until");
  });

  it("lets everything be removed at the very second at which the wait is over", () => {
    const retired = { mode: "none", noneSince: at(0) } as const;
    expect(codes(retired, 2_419_499, { allowDestroy: true })).toEqual(["removal-too-early"]);
    expect(codes(retired, 2_419_500, { allowDestroy: true })).toEqual([]);
    expect(codes({ ...retired, revision: 3 }, 2_419_502, { allowDestroy: true })).toEqual(["removal-too-early"]);
  });

  it("compares nothing with a clock that it is not told", () => {
    const plan = planDeployment(
      { ...enforce, mxMigration: { to: ["a.example.net"], movedSince: "9999-01-01T00:00:00Z", narrow: true } },
      {},
    );
    expect(plan.ok).toBe(true);
  });
});

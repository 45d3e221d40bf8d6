import { describe, expect, it } from "@jest/globals";
import { planRetirement, type RetirementFacts } from "../../src/lifecycle/retirement";

const none = { mode: "none", maxAge: 86_400, txtTtl: 300 } as const;
const enforced = { mode: "enforce", maxAge: 2_419_200, fileEnded: 0, idEnded: 0, txtTtl: 300 } as const;
const facts: RetirementFacts = { now: 0, present: none, history: [enforced] };

describe("planRetirement", () => {
  it.each<readonly [change: Partial<RetirementFacts>, notBefore: number, codes: readonly string[], why: string]>([
    [{}, 2_419_500, ["removal-too-early"], "four weeks and a TTL"],
    [{ now: 2_419_500 }, 2_419_500, [], "all is over"],
    [{ history: [] }, 0, [], "nothing was ever enforced"],
    [{ history: [{ ...enforced, mode: "testing" }] }, 0, [], "testing refuses nothing"],
    [{ present: { ...none, mode: "enforce" } }, 2_419_500, ["removal-without-none"], "still enforced"],
    [
      { present: { ...none, mode: "enforce" }, history: [] },
      605_100,
      ["removal-without-none"],
      "the wait if none were announced now",
    ],
    [{ present: { ...none, mode: "testing" } }, 2_419_500, ["removal-without-none"], "after a roll-back"],
  ])("%j: not before %i, %j, %s", (change, notBefore, codes) => {
    const plan = planRetirement({ ...facts, ...change });
    expect(plan.notBefore).toBe(notBefore);
    expect(plan.waitSeconds).toBe(notBefore - (change.now ?? 0));
    expect(plan.issues.map(({ code }) => code)).toEqual(codes);
  });

  it("has only the longest wait where the history is unknown", () => {
    const { history, ...bare } = facts;
    expect(history).toHaveLength(1);
    const plan = planRetirement({ ...bare, presentSince: -100 });
    expect(plan.notBefore).toBe(31_557_800);
    expect(plan.issues.map(({ code }) => code)).toEqual(["removal-too-early", "history-unknown"]);
  });
});

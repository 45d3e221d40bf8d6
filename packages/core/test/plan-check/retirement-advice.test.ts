import { describe, expect, it } from "@jest/globals";
import { toIssue } from "../../src/issue";
import { adviseOnPlan } from "../../src/plan-check/retirement-advice";

describe("adviseOnPlan", () => {
  const early = toIssue({ code: "removal-too-early", problem: "senders may hold a policy" }, []);

  it("asks for the facts that a check of a plan takes", () => {
    expect(adviseOnPlan(toIssue({ code: "history-unknown" }, ["history"]), {}).message).toBe(
      "it is unknown for how long senders hold what was enforced before; pass the longest max_age that was ever enforced as --longest-max-age, 0 if there was none; without it only a year and the TTL are certain",
    );
    expect(adviseOnPlan(early, {}).message).toBe(
      "senders may hold a policy; keep record and host until then, and pass the time when mode none was first seen announced as --none-since: without it, the wait begins with this check",
    );
  });

  it("leaves alone what was told, and other issues", () => {
    expect(adviseOnPlan(early, { noneSince: 0 })).toBe(early);
    const other = toIssue({ code: "removal-without-none" }, ["mode"]);
    expect(adviseOnPlan(other, {})).toBe(other);
  });
});

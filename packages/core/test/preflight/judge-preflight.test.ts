import { describe, expect, it } from "@jest/globals";
import { formatIssue } from "../../src/issue";
import { judgePreflight, type PreflightFacts } from "../../src/preflight/judge-preflight";
import { liveOf, nothing, onCloudFront, planOf, preflightIssues } from "../fixtures/preflight-issues";

describe("judgePreflight", () => {
  it.each(preflightIssues.map(([facts, lines, why]) => [why, facts, lines] as const))("%s", (_, facts, lines) => {
    expect(judgePreflight(facts as PreflightFacts).map(formatIssue)).toEqual(lines);
  });

  it("says nothing of what could not be seen", () => {
    const unseen = { unseen: "TIMEOUT" };
    const seen = { mx: unseen, record: unseen, name: unseen, policy: unseen };
    expect(judgePreflight({ ...onCloudFront, plan: planOf({ mode: "enforce" }), seen })).toEqual([]);
  });

  it("refuses a return to testing without a revision in every mode, in one issue", () => {
    const issues = judgePreflight({ ...onCloudFront, plan: planOf(), seen: liveOf(planOf({ mode: "enforce" })) });
    expect(issues.map(({ code, refusedIn }) => [code, refusedIn])).toEqual([["revision-not-raised", "warn"]]);
  });

  it("bounds what a stranger can make it say", () => {
    const exchanges = Array.from({ length: 500 }, (_, i) => `mx${i}.example.net`);
    const issues = judgePreflight({
      ...onCloudFront,
      plan: planOf(),
      seen: { ...nothing, mx: { isMissing: false, exchanges } },
    });
    expect(issues).toHaveLength(21);
    expect(issues.at(-1)?.message).toContain('got "480 more"');
  });
});

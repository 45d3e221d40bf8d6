import { describe, expect, it } from "@jest/globals";
import { planTransition } from "../../src/lifecycle/transition";
import { judgeChange, judgeFirst, judgeRemoval } from "../../src/lifecycle/transition-issues";
import { formatIssue } from "../../src/issue";
import { lifecycleIssues, type TransitionInput } from "../fixtures/lifecycle-issues";

const policy = { mode: "enforce", mx: ["mx1.example.com"], maxAge: 604_800 } as const;
const from = { policy, id: "a1", txtTtl: 300 };

describe("issues of a transition", () => {
  it.each(lifecycleIssues)("are told word for word, case %#", (input, lines) => {
    const [old, next, facts] = input as TransitionInput;
    expect(planTransition(old, next, facts).issues.map(formatIssue)).toEqual(lines);
  });

  it("are none where all is well", () => {
    const to = { ...from, policy: { ...policy, mode: "none" as const }, id: "b2" };
    expect(judgeChange(from, to, to, { now: 0, history: [] })).toEqual([]);
    expect(judgeRemoval(to, { now: 0, history: [] })).toEqual([]);
    expect(judgeFirst(to, { now: 0, history: [] })).toEqual([]);
  });

  it("take a policy that comes back after others for no first one", () => {
    const history = [{ mode: "testing", maxAge: 86_400, fileEnded: 0, idEnded: 0, txtTtl: 300 }] as const;
    expect(judgeFirst(from, { now: 0, history })).toEqual([]);
  });

  it("name the wider policy on the way, if its id is spent", () => {
    const bridge = { policy: { ...policy, mx: ["mx1.example.com", "mx2.example.com"] }, id: "c3" };
    const to = { policy: { ...policy, mx: ["mx2.example.com"] }, id: "b2", txtTtl: 300 };
    const history = [{ ...policy, id: "c3", fileEnded: 0, idEnded: 0, txtTtl: 300 }];
    expect(judgeChange(from, to, bridge, { now: 0, history }).map(({ code }) => code)).toEqual(["id-reused"]);
  });
});

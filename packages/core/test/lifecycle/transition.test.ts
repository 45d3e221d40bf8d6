import { describe, expect, it } from "@jest/globals";
import type { PolicyInstance } from "../../src/lifecycle/history";
import type { Publication } from "../../src/lifecycle/publication";
import type { Step } from "../../src/lifecycle/steps";
import { planTransition, type TransitionFacts } from "../../src/lifecycle/transition";
import {
  toPolicy,
  transitionVectors,
  type TransitionVector,
  type VectorInstance,
  type VectorPublication,
} from "../fixtures/lifecycle-vectors";
import { contentOf, strict, type Target } from "./explorer/planning";
import { ANY_SENDER, targetsOf } from "./explorer/scenarios";
import { search } from "./explorer/search";
import { EMPTY } from "./explorer/world";

const facts: TransitionFacts = { now: 0, history: [], mxTtl: 3_600, hostTtl: 300, negativeTtl: 900 };
const mx1 = ["mx1.example.com"];
const mx2 = ["mx2.example.com"];
const both = [...mx1, ...mx2];
const from: Publication = {
  policy: { mode: "enforce", mx: mx1, maxAge: 2_419_200 },
  id: "a1",
  txtTtl: 300,
  host: "cloudfront",
  mx: mx1,
};
const wide: Publication = { ...from, policy: { ...from.policy, mx: both }, id: "b2" };

/** The steps in a line each, waits in front. */
function told(steps: readonly Step[]): readonly string[] {
  return steps.flatMap(({ kind, policy, afterSeconds, notBefore }) => [
    ...(afterSeconds === undefined ? [] : [`wait ${afterSeconds.relaxed} or ${afterSeconds.strict}`]),
    ...(notBefore === undefined ? [] : [`until ${notBefore.relaxed} or ${notBefore.strict}`]),
    policy === undefined ? kind : `${kind} ${policy.mode} ${policy.mx.map((host) => host.slice(0, 3)).join("+")}`,
  ]);
}

describe("planTransition", () => {
  const announceWide = ["policy-file enforce mx1+mx2", "verify-https enforce mx1+mx2", "txt-record enforce mx1+mx2"];
  const announceSecond = ["policy-file enforce mx2", "verify-https enforce mx2", "txt-record enforce mx2"];
  const second: Publication = { ...from, policy: { ...from.policy, mx: mx2 }, id: "c3", mx: mx2 };

  it.each<
    readonly [what: string, from: Publication | null, to: Publication | null, verdict: string, steps: readonly string[]]
  >([
    ["nothing", null, null, "now", []],
    ["no change", from, from, "now", []],
    ["an MX more", from, { ...wide, mx: both }, "in-steps", [...announceWide, "wait 300 or 2419500", "mx-record"]],
    ["MX records alone", wide, { ...wide, mx: both }, "now", ["mx-record"]],
    [
      "an MX less",
      { ...wide, mx: both },
      second,
      "in-steps",
      ["mx-record", "wait 3600 or 3600", "mx-host-off", ...announceSecond],
    ],
    [
      "other MX hosts",
      from,
      second,
      "in-steps",
      [...announceWide, "wait 300 or 2419500", "mx-record", "wait 3600 or 3600", "mx-host-off", ...announceSecond],
    ],
    [
      "another host",
      from,
      { ...from, host: "worker" },
      "in-steps",
      [
        "policy-host-certificate",
        "policy-file enforce mx1",
        "verify-https enforce mx1",
        "policy-host-dns",
        "wait 300 or 300",
        "policy-host-off",
      ],
    ],
    [
      "another host and policy, one after the other",
      from,
      { ...wide, host: "worker" },
      "refused",
      [
        "policy-host-certificate",
        "policy-file enforce mx1",
        "verify-https enforce mx1",
        "policy-host-dns",
        "wait 300 or 300",
        "policy-host-off",
        ...announceWide,
      ],
    ],
    ["the end without none", from, null, "refused", []],
    ["an id that stays", from, { ...wide, id: "a1" }, "refused", []],
  ])("%s", (...[, old, next, verdict, steps]) => {
    const plan = planTransition(old, next, facts);
    expect(plan.verdict).toBe(verdict);
    expect(told(plan.steps)).toEqual(steps);
  });

  it("waits for what an earlier policy and a stopped deployment leave behind", () => {
    const history = [{ ...from.policy, fileEnded: 100, idEnded: 100, txtTtl: 300 }];
    expect(told(planTransition(wide, { ...wide, mx: both }, { ...facts, history }).steps)).toEqual([
      "until 400 or 2419600",
      "mx-record",
    ]);
    const testing = { ...from, policy: { ...from.policy, mode: "testing" as const } };
    const served = [{ policy: from.policy, id: "z9" }];
    const { steps } = planTransition(testing, { ...wide, mx: both }, { ...facts, served });
    expect(told(steps)).toEqual([...announceWide, "wait 300 or 2419500", "mx-record"]);
  });

  it("ends with the record first once every policy is over", () => {
    const none = { ...from, policy: { ...from.policy, mode: "none" as const } };
    const history = [{ ...from.policy, fileEnded: 0, idEnded: 0, txtTtl: 300 }];
    const early = planTransition(none, null, { ...facts, history });
    expect([early.verdict, told(early.steps)[0]]).toEqual(["refused", "until 2419500 or 2419500"]);
    const late = planTransition(none, null, { ...facts, now: 2_419_500, history });
    expect([late.verdict, told(late.steps)]).toEqual([
      "now",
      ["txt-record-off", "policy-host-dns-off", "policy-host-off"],
    ]);
  });
});

describe("the vectors", () => {
  const vectors = transitionVectors.filter(({ to }) => to === null || !("delegateTo" in to));

  it("are nine, and one for a delegation", () => {
    expect(vectors).toHaveLength(9);
  });

  it.each(vectors)("$name: $why", (vector) => {
    const { expect: wanted } = vector;
    const plan = planVector(vector);
    const waits = plan.steps.map(
      ({ afterSeconds }) => afterSeconds?.[wanted.cautious === true ? "strict" : "relaxed"] ?? 0,
    );
    if (wanted.order !== undefined) expect(orderOf(plan.steps)).toEqual(wanted.order);
    for (const [first, then] of wanted.before ?? []) {
      const kinds: readonly string[] = plan.steps.map(({ kind }) => kind);
      expect(kinds).toEqual(expect.arrayContaining([first, then]));
      expect(kinds.indexOf(first)).toBeLessThan(kinds.indexOf(then));
    }
    if (wanted.waitSeconds !== undefined) expect(Math.max(...waits)).toBe(wanted.waitSeconds);
    if (wanted.idMustChange !== undefined) expect(plan.idMustChange).toBe(wanted.idMustChange);
    if (wanted.earliestRemovalSeconds !== undefined)
      expect(plan.steps[0]?.notBefore?.strict).toBe(wanted.earliestRemovalSeconds);
    if (wanted.effectiveAfterSeconds !== undefined) expect(plan.effectiveAfter).toEqual(wanted.effectiveAfterSeconds);
    if (wanted.lint !== undefined)
      expect(plan.issues).toContainEqual(expect.objectContaining({ code: wanted.lint, severity: wanted.severity }));
    if (wanted.refuse !== undefined) expect(plan.verdict === "refused").toBe(wanted.refuse);
  });
});

function planVector({ from: old, to, history, expect: wanted }: TransitionVector): ReturnType<typeof planTransition> {
  const next = to === null || "delegateTo" in to ? null : publication(to);
  const past = (history ?? wanted.history ?? []).map(instance);
  return planTransition(old === null ? null : publication(old), next, { ...facts, history: past });
}

/** In the vectors the patterns are the hosts of the MX records. */
function publication(vector: VectorPublication): Publication {
  return { policy: toPolicy(vector), id: vector.id, txtTtl: vector.txtTtlSeconds, mx: vector.mx };
}

function instance(vector: VectorInstance): PolicyInstance {
  const { mode, maxAgeSeconds: maxAge, lastServedSeconds, lastAnnouncedSeconds, txtTtlSeconds: txtTtl } = vector;
  return { mode, maxAge, fileEnded: lastServedSeconds, idEnded: lastAnnouncedSeconds, txtTtl };
}

/** The kinds as the vectors name them: a wait is an entry of its own, and one word stands for the ends of the host. */
function orderOf(steps: readonly Step[]): readonly string[] {
  const names = steps.flatMap(({ kind, afterSeconds, notBefore }) => {
    const isWaiting = afterSeconds !== undefined || notBefore !== undefined;
    const name = kind === "policy-host-dns-off" ? "policy-host" : kind.replace(/-off$/, "");
    return isWaiting ? ["wait", name] : [name];
  });
  return names.filter((name, i) => name !== names[i - 1]);
}

describe("every sequence of transitions", () => {
  const modes = [contentOf("testing", 0, 1), contentOf("enforce", 0, 1), contentOf("none", 0, 1)];
  const longer = [...modes, contentOf("enforce", 0, 3)];
  // Patterns and MX records as masks: the first host, the second, both; and both in the policy alone.
  const [one, two, pair, wider] = [[1, 1] as const, [2, 2] as const, [3, 3] as const, [3, 1] as const];

  it.each<readonly [what: string, targets: readonly Target[], depth: number, atLeast: number]>([
    ["modes, and a move to another MX host", targetsOf(modes, [one, two], ["A"]), 4, 140_000],
    ["modes, and MX hosts that come and go", targetsOf(modes, [one, two, pair], ["A"]), 4, 620_000],
    ["modes, ages and wider policies", targetsOf(longer, [one, wider], ["A"]), 4, 1_410_000],
    ["policy hosts", targetsOf(modes.slice(0, 2), [one, wider], ["A", "B"]), 4, 235_000],
  ])(
    "that is allowed keeps mail flowing: %s",
    (_, targets, depth, atLeast) => {
      const found = search({ start: EMPTY, behaviours: ANY_SENDER, targets, depth, measure: strict });
      expect([...found.broken.values()]).toEqual([]);
      // Not vacuous: this much was looked at.
      expect(found.states).toBeGreaterThan(atLeast);
      expect(found.allowed).toBeGreaterThan(0);
      expect(found.refused).toBeGreaterThan(0);
    },
    300_000,
  );
});

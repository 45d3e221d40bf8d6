import { describe, expect, it } from "@jest/globals";
import { senderBehaviours, type SenderBehaviour } from "../../src/lifecycle/sender-behaviours";
import type { Step, StepKind } from "../../src/lifecycle/steps";
import {
  certainWait,
  dayWait,
  effectiveMaxAge,
  fullWait,
  idWait,
  longer,
  OPERATIONAL_SLACK,
} from "../../src/lifecycle/waits";
import type { Invariant } from "./explorer/invariants";
import { contentOf, strict, type Measure, type Target } from "./explorer/planning";
import { announced, ANY_SENDER, STUBBORN, unplanned } from "./explorer/scenarios";
import { search } from "./explorer/search";
import { EMPTY, TICK, type World } from "./explorer/world";

describe("effectiveMaxAge", () => {
  it.each([
    ["enforce", 2_419_200, 2_419_200, "as published"],
    ["enforce", 60, 604_800, "raised to a week"],
    ["testing", 60, 86_400, "raised to a day"],
    ["none", 0, 86_400, "raised to a day"],
    ["none", 99_999_999, 31_557_600, "no more than a year"],
  ] as const)("%s, %i: %i, %s", (...[mode, maxAge, seconds]) => {
    expect(effectiveMaxAge(mode, maxAge)).toBe(seconds);
  });
});

describe("the waits with the default numbers", () => {
  const enforce = { mode: "enforce", maxAge: 2_419_200 } as const;

  it("are those of the design", () => {
    expect(idWait({ txtTtl: 300 })).toBe(300);
    expect(idWait({ negativeTtl: 900 })).toBe(900);
    expect(dayWait({ txtTtl: 300 })).toBe(86_700);
    expect(fullWait(enforce, { txtTtl: 300 })).toBe(2_419_500);
    expect(certainWait({ txtTtl: 300 })).toBe(31_557_900);
    expect(OPERATIONAL_SLACK).toBe(3_600);
  });

  it("are combined in either measure", () => {
    expect(longer({ relaxed: 1, strict: 4 }, { relaxed: 3, strict: 2 })).toEqual({ relaxed: 3, strict: 4 });
  });
});

const relaxed: Measure = ({ afterSeconds, notBefore }) => ({
  after: afterSeconds?.relaxed ?? 0,
  notBefore: notBefore?.relaxed ?? 0,
});

/** The same waits, but one of them a tick shorter. */
function shortened(measure: Measure, kind: StepKind): Measure {
  return (step: Step) => {
    const { after, notBefore } = measure(step);
    return step.kind === kind ? { after: after - TICK, notBefore: notBefore - TICK } : { after, notBefore };
  };
}

function target(mode: "testing" | "enforce" | "none", patterns: number, mx: number, age = 1): NonNullable<Target> {
  return { content: contentOf(mode, patterns, age), mx, host: "A" };
}

const first = target("enforce", 1, 1);
const { eager, extending, reviving, revivingDaily } = senderBehaviours;

/** Waits as they are looked for in the small world: what is done, which step waits, who is harmed if it comes a tick early. */
const waits: readonly (readonly [
  what: string,
  targets: readonly Target[],
  kind: StepKind,
  measure: Measure,
  senders: readonly SenderBehaviour[],
  broken: Invariant,
])[] = [
  ["W_full before MX records", [first, target("enforce", 3, 3)], "mx-record", strict, [STUBBORN], "I3"],
  [
    "W_full after a long age",
    [target("enforce", 1, 1, 3), target("enforce", 3, 3)],
    "mx-record",
    strict,
    [STUBBORN],
    "I3",
  ],
  [
    "W_full after an earlier policy",
    [first, target("enforce", 3, 1), target("enforce", 3, 3)],
    "mx-record",
    strict,
    [STUBBORN],
    "I3",
  ],
  [
    "W_id for senders that look at the id",
    [first, target("enforce", 2, 2)],
    "mx-record",
    relaxed,
    [eager, extending, reviving, revivingDaily],
    "I7",
  ],
  ["the MX records' TTL", [target("testing", 1, 1), target("testing", 2, 2)], "mx-host-off", strict, [eager], "I7"],
  [
    "the host name's TTL",
    [target("testing", 1, 1), { ...target("enforce", 1, 1), host: "B" }],
    "policy-host-off",
    strict,
    [eager],
    "I1",
  ],
  ["the end of a retirement", [first, target("none", 1, 1), null], "txt-record-off", strict, [STUBBORN], "I4"],
];

describe("the waits, searched for in the small world", () => {
  it.each(waits)("%s: not a tick less", (...[, targets, kind, measure, behaviours, broken]) => {
    const options = { start: EMPTY, behaviours, targets, depth: 3, wanted: (each: Invariant) => each === broken };
    const exact = search({ ...options, measure });
    expect([...exact.broken.values()]).toEqual([]);
    expect(exact.states).toBeGreaterThan(100);
    const early = search({ ...options, measure: shortened(measure, kind), untilBroken: true });
    expect([...early.broken.keys()]).toEqual([broken]);
  });
});

describe("what the lints forbid", () => {
  const testing = contentOf("testing", 1, 1);
  const enforce = contentOf("enforce", 1, 1);
  const other = contentOf("enforce", 2, 1);
  const both = contentOf("enforce", 3, 1);

  it.each<readonly [code: string, world: World, broken: Invariant, trace: readonly string[]]>([
    [
      "id-reused",
      unplanned(
        announced(testing),
        [
          { content: other, id: 1 },
          { content: testing, id: 0 },
        ],
        [{ instance: 1 }, { kind: "txt-record", instance: 1 }, { instance: 2 }, { kind: "txt-record", instance: 2 }],
      ),
      "I2",
      [
        "start",
        "policy-file",
        "sender asks; sender holds enforce 2 for 1, age 0",
        "txt-record; sender holds enforce 2 for 1, age 0",
        "policy-file; sender holds enforce 2 for 1, age 0",
        "txt-record; sender holds enforce 2 for 1, age 0",
      ],
    ],
    [
      "id-not-changed",
      unplanned(announced(enforce), [{ content: both, id: 0 }], [{ instance: 1 }]),
      "I2",
      ["start", "sender asks; sender holds enforce 1 for 1, age 0", "policy-file; sender holds enforce 1 for 1, age 0"],
    ],
    [
      "host-and-policy-together",
      unplanned(
        announced(testing),
        [{ content: enforce, id: 1 }],
        [
          { instance: 1, host: "B" },
          { kind: "policy-host-dns", host: "B" },
          { kind: "txt-record", instance: 1 },
        ],
      ),
      "I1",
      ["start", "policy-file", "policy-host-dns", "txt-record"],
    ],
    [
      "order-txt-before-https",
      unplanned(
        announced(testing),
        [{ content: enforce, id: 1 }],
        [{ kind: "txt-record", instance: 1 }, { instance: 1 }],
      ),
      "I1",
      ["start", "txt-record"],
    ],
    [
      "enforce-mx-and-policy-together",
      unplanned(
        announced(enforce),
        [{ content: other, id: 1 }],
        [{ instance: 1 }, { kind: "txt-record", instance: 1 }, { kind: "mx-record", mx: 2 }],
      ),
      "I3",
      ["start", "policy-file", "sender asks; sender holds enforce 2 for 1, age 0"],
    ],
    [
      "mx-changed-without-policy",
      unplanned(announced(enforce), [], [{ kind: "mx-record", mx: 2 }]),
      "I7",
      ["start", "mx-record"],
    ],
    [
      "rollout-no-testing",
      unplanned(
        EMPTY,
        [{ content: other, id: 0 }],
        [{ instance: 0 }, { kind: "policy-host-dns" }, { kind: "txt-record", instance: 0 }],
      ),
      "I7",
      ["start", "policy-file", "policy-host-dns", "txt-record"],
    ],
    [
      "removal-without-none",
      { ...unplanned(announced(enforce), [], [{ kind: "txt-record-off" }]), ending: true },
      "I4",
      [
        "start",
        "sender asks; sender holds enforce 1 for 1, age 0",
        "txt-record-off; sender holds enforce 1 for 1, age 0",
      ],
    ],
  ])("%s breaks an invariant, by the shortest way", (_, start, broken, trace) => {
    const wanted = (each: Invariant): boolean => each === broken;
    const found = search({ start, behaviours: ANY_SENDER, targets: [], depth: 0, measure: strict, wanted });
    expect(found.broken.get(broken)).toEqual(trace);
  });
});

import { describe, expect, it } from "@jest/globals";
import { planMxMigration, type MxMigrationFacts } from "../../src/lifecycle/mx-migration";

const old = { mode: "enforce", maxAge: 2_419_200, mx: ["mx1.example.com"], txtTtl: 300 } as const;
const wide = { ...old, mx: ["mx1.example.com", "mx2.example.com"] };
const facts: MxMigrationFacts = {
  now: 0,
  hosts: ["mx2.example.com"],
  present: old,
  history: [],
  mxTtl: 3_600,
  negativeTtl: 900,
};
const ended = { ...old, fileEnded: -100, idEnded: -60 };

describe("planMxMigration", () => {
  it.each<readonly [change: Partial<MxMigrationFacts>, relaxed: number, strict: number, why: string]>([
    [{}, 300, 2_419_500, "the old policy refuses the new host"],
    [{ present: { ...old, maxAge: 60 } }, 300, 605_100, "some raise a short age"],
    [{ present: wide }, 0, 0, "the present policy covers it"],
    [{ present: { ...old, mode: "testing" } }, 0, 0, "testing refuses nothing"],
  ])("%j: %i or %i seconds after the announcement, %s", (change, relaxed, strict) => {
    const plan = planMxMigration({ ...facts, ...change });
    expect(plan).toEqual({ afterAnnouncement: { relaxed, strict }, oldHostsOff: 3_600, slack: 3_600, issues: [] });
  });

  it("reckons with an earlier policy that is held for longer", () => {
    const { notBefore } = planMxMigration({ ...facts, present: wide, history: [ended] });
    expect(notBefore).toEqual({ relaxed: 240, strict: 2_419_440 });
  });

  it("forgets what is over or covers the host", () => {
    expect(planMxMigration({ ...facts, now: 2_419_440, history: [ended] }).notBefore).toBeUndefined();
    expect(planMxMigration({ ...facts, history: [{ ...ended, mx: wide.mx }] }).notBefore).toBeUndefined();
  });

  it("waits for the denial to be forgotten where there was no record", () => {
    const { present, ...bare } = facts;
    expect(present).toBe(old);
    expect(planMxMigration(bare).afterAnnouncement).toEqual({ relaxed: 0, strict: 0 });
    expect(planMxMigration({ ...bare, history: [ended] }).afterAnnouncement).toEqual({ relaxed: 900, strict: 900 });
  });

  it("takes nothing unknown for zero", () => {
    const { history, ...bare } = facts;
    expect(history).toEqual([]);
    const unknown = planMxMigration({ ...bare, presentSince: -10 });
    expect(unknown.notBefore).toEqual({ relaxed: 31_557_890, strict: 31_557_890 });
    expect(unknown.issues.map(({ code, path }) => [code, path])).toEqual([["history-unknown", ["history"]]]);

    const { idEnded, ...open } = ended;
    expect(idEnded).toBe(-60);
    const half = planMxMigration({ ...facts, history: [open] });
    expect(half.notBefore).toEqual({ relaxed: 31_557_900, strict: 31_557_900 });
    expect(half.issues.map(({ path }) => path)).toEqual([["history", 0, "idEnded"]]);

    const { maxAge, ...ageless } = old;
    expect(maxAge).toBe(2_419_200);
    const present = planMxMigration({ ...facts, present: ageless });
    expect(present.afterAnnouncement).toEqual({ relaxed: 300, strict: 31_557_900 });
    expect(present.issues.map(({ path }) => path)).toEqual([["present", "maxAge"]]);
  });
});

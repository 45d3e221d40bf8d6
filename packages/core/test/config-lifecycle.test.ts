import { describe, expect, it } from "@jest/globals";
import { checkLongestMaxAge, checkMxMigration, checkNoneSince } from "../src/config-lifecycle";
import type { Fault } from "../src/issue";

function recording() {
  const told: string[] = [];
  const report = ({ code }: Fault, ...path: (string | number)[]) => {
    told.push(`${path.join(".")} ${code}`);
    return null;
  };
  return { told, report };
}

describe("checkMxMigration", () => {
  it("fills in every default", () => {
    const { told, report } = recording();
    expect(checkMxMigration({ to: ["Mail.Example.net"] }, report)).toEqual({
      to: ["mail.example.net"],
      announcedSince: undefined,
      movedSince: undefined,
      mxTtl: 86_400,
      narrow: false,
    });
    expect(checkMxMigration(undefined, report)).toBeUndefined();
    expect(told).toEqual([]);
  });

  it("reports all problems at once", () => {
    const { told, report } = recording();
    const wrong = { to: ["a.example.net."], announcedSince: "now", movedSince: 7, mxTtl: 0.5, narrow: 1, extra: 1 };
    expect(checkMxMigration(wrong, report)).toBeNull();
    expect(told).toEqual([
      "mxMigration.to.0 mx-trailing-dot",
      "mxMigration.announcedSince time-invalid",
      "mxMigration.movedSince argument-type",
      "mxMigration.mxTtl mx-ttl-invalid",
      "mxMigration.narrow argument-type",
      "mxMigration.extra argument-unknown",
    ]);
  });

  it.each([[null], [[]], ["mail.example.net"], [Promise.resolve({ to: [] })]])("is an object, and not %j", (value) => {
    const { told, report } = recording();
    expect(checkMxMigration(value, report)).toBeNull();
    expect(told).toHaveLength(1);
  });

  it("takes the largest TTL there is, and none that is larger", () => {
    const { told, report } = recording();
    const to = ["a.example.net"];
    expect(checkMxMigration({ to, mxTtl: 0 }, report)).toMatchObject({ mxTtl: 0 });
    expect(checkMxMigration({ to, mxTtl: 2_147_483_647 }, report)).toMatchObject({ mxTtl: 2_147_483_647 });
    expect(checkMxMigration({ to, mxTtl: 2_147_483_648 }, report)).toBeNull();
    expect(told).toEqual(["mxMigration.mxTtl mx-ttl-invalid"]);
  });
});

describe("checkLongestMaxAge", () => {
  it.each([
    [undefined, 2_419_200, undefined, []],
    [undefined, 2_419_201, null, ["longestMaxAge longest-max-age-too-short"]],
    [0, 0, 0, []],
    [0, 1, null, ["longestMaxAge longest-max-age-too-short"]],
    [604_800, 604_800, 604_800, []],
    // Of an age that is none it is said elsewhere.
    [undefined, 31_557_601, undefined, []],
    [-1, 0, null, ["longestMaxAge max-age-invalid"]],
  ])("%j beside an enforced age of %d", (value, enforced, expected, issues) => {
    const { told, report } = recording();
    expect(checkLongestMaxAge(value, enforced, report)).toBe(expected);
    expect(told).toEqual(issues);
  });
});

describe("checkNoneSince", () => {
  it("belongs to mode none", () => {
    const { told, report } = recording();
    expect(checkNoneSince("2026-11-01T12:00:00Z", "none", report)).toBe(1_793_534_400);
    expect(checkNoneSince(undefined, "enforce", report)).toBeUndefined();
    expect(checkNoneSince("2026-11-01T12:00:00Z", "testing", report)).toBeNull();
    // A mode that is wrong itself may have been meant to be none.
    expect(checkNoneSince("2026-11-01T12:00:00Z", null, report)).toBe(1_793_534_400);
    expect(told).toEqual(["noneSince none-since-without-none"]);
  });
});

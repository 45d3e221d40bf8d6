import { describe, expect, it } from "@jest/globals";
import { planOf } from "./fixtures/preflight-issues";

describe("the claims of a plan", () => {
  it("are the defaults where nothing is stated", () => {
    expect(planOf().claims).toEqual({ longestMaxAge: 0 });
    expect(planOf({ mode: "enforce", revision: 2 }).claims).toEqual({ longestMaxAge: 2_419_202 });
  });

  it("are what the arguments state, in UTC", () => {
    expect(planOf({ mode: "none", noneSince: "2026-11-01T13:00:00+01:00", longestMaxAge: 604_800 }).claims).toEqual({
      longestMaxAge: 604_800,
      noneSince: "2026-11-01T12:00:00Z",
    });
    const mxMigration = {
      to: ["mail.example.net"],
      announcedSince: "2026-09-01T12:00:00Z",
      movedSince: "2026-10-01T12:00:00Z",
      mxTtl: 3_600,
      narrow: true,
    };
    expect(planOf({ mode: "enforce", mxMigration }).claims.mxMigration).toEqual({
      from: ["mail.example.com"],
      ...mxMigration,
    });
    expect(planOf({ mode: "enforce", mxMigration: { to: ["mail.example.net"] } }).claims.mxMigration).toEqual({
      from: ["mail.example.com"],
      to: ["mail.example.net"],
      mxTtl: 86_400,
      narrow: false,
    });
  });
});

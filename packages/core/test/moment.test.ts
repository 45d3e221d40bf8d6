import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { duration, moment, readMoment } from "../src/moment";

describe("readMoment", () => {
  it.each([
    ["2026-11-01T12:00:00Z", 1_793_534_400],
    ["2026-11-01T12:00Z", 1_793_534_400],
    ["2026-11-01T12:00:00.999Z", 1_793_534_400],
    ["2026-11-01T14:00:00+02:00", 1_793_534_400],
    ["2026-11-01T06:30:00-05:30", 1_793_534_400],
    ["2024-02-29T00:00:00Z", 1_709_164_800],
  ])("%s is %d", (text, seconds) => {
    expect(readMoment(text)).toBe(seconds);
  });

  it.each([
    ["2026-11-01", "a date alone is another moment for every reader"],
    ["2026-11-01T12:00:00", "no zone"],
    ["2026-11-01 12:00:00Z", "no T"],
    ["2026-02-29T00:00:00Z", "no such day"],
    ["2026-04-31T00:00:00Z", "no such day"],
    ["2026-13-01T00:00:00Z", "no such month"],
    ["2026-11-01T24:00:00Z", "no such hour"],
    ["2026-11-01T12:60:00Z", "no such minute"],
    ["2026-11-01T12:00:60Z", "no such second"],
    ["2026-11-01T12:00:00+24:00", "no such zone"],
    ["1793534400", "seconds"],
    ["", "nothing"],
    [" 2026-11-01T12:00:00Z", "a space before"],
  ])("%j is none: %s", (text) => {
    expect(readMoment(text)).toBeUndefined();
  });

  it("reads what moment writes", () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }), (seconds) => {
        expect(readMoment(moment(seconds))).toBe(seconds);
      }),
    );
  });
});

describe("duration", () => {
  it("is told in its largest units", () => {
    expect([0, 1, 61, 3_600, 86_700, 2_419_500, 31_557_900].map(duration)).toEqual([
      "0 seconds",
      "1 second",
      "1 minute and 1 second",
      "1 hour",
      "1 day and 5 minutes",
      "28 days and 5 minutes",
      "365 days and 6 hours",
    ]);
  });
});

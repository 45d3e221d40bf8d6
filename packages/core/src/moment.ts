const TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/**
 * Seconds since 1970 of a time in ISO 8601, which must tell its zone and its minute: a date alone is another moment for every
 * reader. Undefined if the text is none, or if the calendar has no such day.
 *
 * @example
 * import { readMoment } from "@mtasts/core/lifecycle";
 *
 * const seconds: number | undefined = readMoment("2026-11-01T12:00:00Z"); // 1793534400
 */
export function readMoment(text: string): number | undefined {
  const [, date, hour, minute, second = "0", sign, zoneHour = "0", zoneMinute = "0"] = TIME.exec(text) ?? [];
  const midnight = Date.parse(`${date ?? ""}T00:00:00Z`);
  // What the calendar does not have, such as 31 April, is no day or another one.
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== date) return undefined;
  const clock = secondsOf(hour, minute, second);
  const offset = secondsOf(zoneHour, zoneMinute, "0");
  if (clock === undefined || offset === undefined) return undefined;
  return midnight / 1_000 + clock + (sign === "-" ? offset : -offset);
}

/** Seconds since midnight; undefined for a time that no clock shows. */
function secondsOf(hour = "", minute = "", second = ""): number | undefined {
  const isShown = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  return isShown ? Number(hour) * 3_600 + Number(minute) * 60 + Number(second) : undefined;
}

/**
 * Seconds since 1970 as people and programs read them, in UTC.
 *
 * @example
 * import { moment } from "@mtasts/core/lifecycle";
 *
 * const text: string = moment(1_793_534_400); // "2026-11-01T12:00:00Z"
 */
export function moment(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().replace(".000Z", "Z");
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/**
 * Seconds in the one or two largest units that they fill.
 *
 * @example
 * import { duration } from "@mtasts/core/lifecycle";
 *
 * const text: string = duration(2_419_500); // "28 days and 5 minutes"
 */
export function duration(seconds: number): string {
  const parts: string[] = [];
  let rest = Math.max(0, Math.round(seconds));
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest %= size;
    if (count > 0 && parts.length < 2) parts.push(`${count} ${unit}${count === 1 ? "" : "s"}`);
  }
  return parts.length === 0 ? "0 seconds" : parts.join(" and ");
}

import type { Fault } from "./issue";
import type { Mode } from "./mode";
import { nonAsciiFault } from "./policy-slips";
import { every, isDigit } from "./scanner";

/** The largest max_age (RFC 8461 §3.2): a year of 365.25 days, in seconds. */
export const MAX_AGE_LIMIT = 31_557_600;

const DAY = 86_400;
const WEEK = 604_800;

/**
 * What keeps the text from being a max_age, if anything.
 *
 *     sts-policy-max-age-value = 1*10(DIGIT)
 */
export function maxAgeFault(value: string): Fault | undefined {
  // RFC 8461 §3.2 (P7): digits only, and the maximum is 31557600
  if (!every(value, isDigit)) return nonAsciiFault(value) ?? { code: "max-age-invalid", got: value };
  const isTooLong = value.length > 10 || Number(value) > MAX_AGE_LIMIT;
  return isTooLong ? { code: "max-age-too-long", got: value } : undefined;
}

/** How many seconds that are grammatical suit the mode; `undefined` if they do. */
export function durationFault(seconds: number, mode: Mode | undefined): Fault | undefined {
  // RFC 8461 §3.2 (P7): 0 is grammatical, but nobody could keep such a policy
  if (seconds === 0) return { code: "max-age-too-short", got: seconds, severity: "error" };
  if (seconds < DAY) return { code: "max-age-too-short", got: seconds };
  if (mode === "enforce" && seconds < WEEK) return { code: "max-age-too-short-enforce", got: seconds };
  return mode === "testing" && seconds > 2 * WEEK ? { code: "max-age-long-testing", got: seconds } : undefined;
}

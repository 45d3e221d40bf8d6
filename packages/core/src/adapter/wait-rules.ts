import type { ArgumentRule } from "../argument-issues";

/** A day: whoever waits longer has another problem. */
const MAX_TIMEOUT_SECONDS = 86_400;

/** What there is in `waitUntilServed`. */
export const waitRules: Readonly<Record<"timeoutSeconds", ArgumentRule>> = {
  timeoutSeconds: {
    accepts: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_TIMEOUT_SECONDS,
    problem: `must be whole seconds from 1 to ${MAX_TIMEOUT_SECONDS}, and known from the start`,
    like: "600",
  },
};

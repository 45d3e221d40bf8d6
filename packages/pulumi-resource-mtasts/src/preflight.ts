/** What to do about what a look at the live domain finds. */
export const Preflight = {
  /** No check. */
  Off: "off",
  /** Arguments that the live domain disproves are refused before anything is created. Everything else is a warning. */
  Warn: "warn",
  /** Every error is refused. What could not be checked is a warning, so this does not fail closed. */
  Error: "error",
  /** Every error is refused, and so is what could not be checked. */
  Required: "required",
} as const;

/** One of them. */
export type Preflight = (typeof Preflight)[keyof typeof Preflight];

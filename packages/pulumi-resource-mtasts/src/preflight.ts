/** What to do about what a look at the live domain finds. */
export const Preflight = {
  /** Nobody is asked. */
  Off: "off",
  /** It is told, and nothing is refused. */
  Warn: "warn",
  /** What is more than unwise is refused before anything is created. */
  Error: "error",
} as const;

/** One of them. */
export type Preflight = (typeof Preflight)[keyof typeof Preflight];

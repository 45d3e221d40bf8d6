/** What a sender does when no MX host can be reached securely (RFC 8461 §5). */
export const Mode = {
  /** Reports it, and delivers all the same. */
  Testing: "testing",
  /** Refuses to deliver. */
  Enforce: "enforce",
  /** Acts as if there were no policy: how an enforced one is retired. */
  None: "none",
} as const;

/** One of them. */
export type Mode = (typeof Mode)[keyof typeof Mode];

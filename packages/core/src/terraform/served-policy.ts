/** The policy that is to be found, and where. */
export interface ServedPolicy {
  /** Where senders fetch it (RFC 8461 §3.2). */
  readonly url: string;
  /** The first 32 hex digits of the SHA-256 of its bytes. */
  readonly policyId: string;
}

import { sha256 } from "@noble/hashes/sha2";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils";

/** An id holds at most 32 letters and digits (RFC 8461 §3.1): half of the 64 hex digits of SHA-256. */
const ID_LENGTH = 32;

/**
 * The id of a policy: the first 32 hex digits of SHA-256 over exactly the bytes served. Any change of a byte changes the id,
 * and nothing else does, so announce it only for the text that it was computed from.
 *
 * @example
 * import { formatPolicy, policyId } from "@mtasts/core";
 *
 * const id: string = policyId(formatPolicy({ mode: "testing", mx: ["mail.example.com"], maxAge: 86400 }));
 */
export function policyId(policyText: string): string {
  // RFC 8461 §3.1 (T6, T7): letters and digits, and another id for every other instance
  return bytesToHex(sha256(utf8ToBytes(policyText))).slice(0, ID_LENGTH);
}

/** Whether this package may have made the id: 32 hex digits. */
export function isOwnForm(id: string): boolean {
  return /^[0-9a-f]{32}$/u.test(id);
}

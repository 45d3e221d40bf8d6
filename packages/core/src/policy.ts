import { lowerCase } from "./host-name";
import { parsed, toLineIssue, type Parsed } from "./issue";
import { readPolicyText, type Policy } from "./policy-reading";

/**
 * The strict verdict of RFC 8461 §3.2 on the bytes that a policy host served, or on text already decoded. Never throws; patterns
 * keep their order and case. Unknown keys are ignored and so is every later duplicate, both as the RFC says.
 *
 * @example
 * import { parsePolicy } from "@mtasts/core";
 *
 * const policy = parsePolicy("version: STSv1\r\nmode: enforce\r\nmx: *.example.net\r\nmax_age: 604800\r\n");
 * const mx: readonly string[] = policy.ok ? policy.value.mx : [];
 */
export function parsePolicy(text: string | Uint8Array): Parsed<Policy> {
  const { policy, faults } = readPolicyText(text);
  return parsed(
    policy,
    faults.map((fault) => toLineIssue(fault)),
  );
}

/**
 * What a tolerant sender makes of a policy that somebody has published: blank lines, indented lines, a final dot of a pattern
 * and too large a max_age, which becomes the maximum, are warnings here. Everything else is as strict as {@link parsePolicy}.
 * Never throws.
 *
 * @example
 * import { readPolicy } from "@mtasts/core";
 *
 * const policy = readPolicy("\nversion: STSv1\nmode: enforce\nmx: mail.example.net\nmax_age: 99999999\n");
 * const maxAge: number = policy.ok ? policy.value.maxAge : 0; // 31557600
 */
export function readPolicy(text: string | Uint8Array): Parsed<Policy> {
  const { policy, faults } = readPolicyText(text);
  return parsed(
    policy,
    faults.map((fault) => toLineIssue(fault, "checking")),
  );
}

/**
 * The canonical text of a policy, which is what to serve: the keys in the order of the RFC's example, each line ended by CRLF,
 * one space after the colon, patterns in lower case, without duplicates and sorted by code point. The patterns stay in mode
 * none, because some senders refuse a policy without any.
 *
 * @example
 * import { formatPolicy } from "@mtasts/core";
 *
 * const text: string = formatPolicy({ mode: "testing", mx: ["*.example.net", "mail.example.com"], maxAge: 86400 });
 */
export function formatPolicy(policy: Policy): string {
  const { mode, mx, maxAge } = canonicalPolicy(policy);
  const patterns = mx.map((pattern) => `mx: ${pattern}`);
  const lines = ["version: STSv1", `mode: ${mode}`, ...patterns, `max_age: ${maxAge}`];
  return lines.map((line) => `${line}\r\n`).join("");
}

/** The policy as it is published: patterns in lower case, without duplicates, sorted by code point. */
export function canonicalPolicy({ mode, mx, maxAge }: Policy): Policy {
  // Patterns are ASCII, and there the order of code units, which sort() has, is that of code points.
  return { mode, mx: [...new Set(mx.map(lowerCase))].sort(), maxAge };
}

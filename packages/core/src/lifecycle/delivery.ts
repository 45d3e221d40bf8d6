import { matchesMx } from "../domain";
import type { Policy } from "../policy-reading";

/** One MX host as a sender finds it. */
export interface TriedHost {
  /** The name in the MX record. */
  readonly host: string;
  readonly starttls: boolean;
  /** Whether the certificate is trusted, valid now and made out for the host. */
  readonly certificateValid: boolean;
}

/** Result types of RFC 8460 §4.3 that a host can fail with. */
export type HostFailure = "validation-failure" | "starttls-not-supported" | "certificate-not-trusted";

/** How a delivery ends. There is no permanent failure: RFC 8461 §5 asks for a newer policy first. */
export interface Delivery {
  readonly outcome: "delivered" | "deferred";
  /** The host that took the message. */
  readonly host?: string;
  readonly failures: readonly { readonly host: string; readonly type: HostFailure }[];
  /** Whether the sender must ask for a newer policy before it may give up (RFC 8461 §5.1). */
  readonly recheck: boolean;
}

/**
 * What a sender does with its policy and the MX hosts of a domain, in the order in which it tries them. In `enforce` it passes
 * over a host that fails, in `testing` it only reports; `none` and no policy are the same (RFC 8461 §5).
 *
 * @example
 * import { senderDelivers } from "@mtasts/core/lifecycle";
 *
 * const policy = { mode: "enforce", mx: ["mail.example.com"], maxAge: 604_800 } as const;
 * const { outcome }: { readonly outcome: string } = senderDelivers(policy, [
 *   { host: "other.example.com", starttls: true, certificateValid: true },
 * ]); // "deferred"
 */
export function senderDelivers(policy: Policy | undefined, hosts: readonly TriedHost[]): Delivery {
  // RFC 8461 §5: none is handled as though there were no policy
  const applied = policy?.mode === "none" ? undefined : policy;
  const failures: { host: string; type: HostFailure }[] = [];
  // RFC 8461 §8.4: hosts are tried in the ordinary order, and one that fails counts as unreachable
  for (const tried of hosts) {
    const { host } = tried;
    const type = applied === undefined ? undefined : failureOf(applied, tried);
    if (type !== undefined) failures.push({ host, type });
    if (type === undefined || applied?.mode !== "enforce")
      return { outcome: "delivered", host, failures, recheck: false };
  }
  return { outcome: "deferred", failures, recheck: applied?.mode === "enforce" };
}

function failureOf(policy: Policy, { host, starttls, certificateValid }: TriedHost): HostFailure | undefined {
  if (!matchesMx(host, policy.mx)) return "validation-failure";
  if (!starttls) return "starttls-not-supported";
  return certificateValid ? undefined : "certificate-not-trusted";
}

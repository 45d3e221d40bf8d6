import type { DnsRecord } from "../plan";
import { always, type Step } from "./steps";

/** A domain whose policy somebody else publishes. */
export interface DelegationArgs {
  readonly domain: string;
  /** The domain whose policy is taken over. */
  readonly provider: string;
  /** The TTL of the policy host's name as it is now, in seconds; of one that does not exist, for how long that is remembered. */
  readonly hostTtl: number;
  /** The TTL of the new records in seconds. */
  readonly ttl: number;
}

/** What to publish instead of record and host of one's own. */
export interface DelegationPlan {
  readonly records: { readonly host: DnsRecord; readonly sts: DnsRecord };
  /** The name that the provider needs a certificate for: its own is not enough, since senders ask for this one. */
  readonly certificateFor: string;
  readonly steps: readonly Step[];
}

/**
 * Another domain's policy in the place of one's own (RFC 8461 §8.2): both names become aliases, so that the provider changes the
 * id and the file. The host comes first, or its old addresses would answer for the provider's id.
 *
 * @example
 * import { planDelegation } from "@mtasts/core/lifecycle";
 *
 * const { records } = planDelegation({ domain: "user.example", provider: "provider.example", hostTtl: 300, ttl: 300 });
 * const target: string = records.sts.value; // "_mta-sts.provider.example"
 */
export function planDelegation({ domain, provider, hostTtl, ttl }: DelegationArgs): DelegationPlan {
  const alias = (label: string): DnsRecord => {
    return { name: `${label}.${domain}`, type: "CNAME", value: `${label}.${provider}`, ttl };
  };
  return {
    records: { host: alias("mta-sts"), sts: alias("_mta-sts") },
    certificateFor: `mta-sts.${domain}`,
    steps: [
      { kind: "policy-host-certificate" },
      { kind: "policy-host-dns" },
      { kind: "txt-record", afterSeconds: always(hostTtl) },
    ],
  };
}

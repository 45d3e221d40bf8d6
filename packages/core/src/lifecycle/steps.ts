import type { Policy } from "../policy-reading";
import type { Wait } from "./waits";

/** One thing to do. `…-off` takes away what is no longer needed; `verify-https` fetches the file as a sender does. */
export type StepKind =
  | "tlsrpt-record"
  | "policy-host-certificate"
  | "policy-file"
  | "policy-host-dns"
  | "verify-https"
  | "txt-record"
  | "mx-record"
  | "mx-host-off"
  | "txt-record-off"
  | "policy-host-dns-off"
  | "policy-host-off";

/** One thing to do, and how long to wait before it. */
export interface Step {
  readonly kind: StepKind;
  /** What the step serves or announces; not the final policy where a wider one comes between. */
  readonly policy?: Policy;
  readonly id?: string;
  /**
   * Seconds since the step before was *observed*, by a query to the authoritative servers and not by the end of a deployment.
   *
   * @default - none
   */
  readonly afterSeconds?: Wait;
  /**
   * The earliest time on the clock of the history.
   *
   * @default - none
   */
  readonly notBefore?: Wait;
}

/** A first announcement: TLS-RPT first, and the TXT record once the file can be fetched (RFC 8461 §8.1). */
export function announceFirst(policy: Policy, id: string): readonly Step[] {
  return [
    { kind: "tlsrpt-record" },
    { kind: "policy-host-certificate" },
    { kind: "policy-file", policy, id },
    { kind: "policy-host-dns" },
    { kind: "verify-https", policy, id },
    { kind: "txt-record", policy, id },
  ];
}

/** A new policy in the place of another: the TXT record last, so that no id leads to an older file (RFC 8461 §8.1). */
export function announceNext(policy: Policy, id: string): readonly Step[] {
  return [
    { kind: "policy-file", policy, id },
    { kind: "verify-https", policy, id },
    { kind: "txt-record", policy, id },
  ];
}

/** The same bytes from another host, which takes over the name; the old one answers whoever holds its address. */
export function moveHost(policy: Policy, id: string, hostTtl: number): readonly Step[] {
  return [
    { kind: "policy-host-certificate" },
    { kind: "policy-file", policy, id },
    { kind: "verify-https", policy, id },
    { kind: "policy-host-dns" },
    { kind: "policy-host-off", afterSeconds: always(hostTtl) },
  ];
}

/** The end of a retirement: nothing may be announced that can't be fetched, so the TXT record goes first and the host last. */
export function remove(notBefore: number | undefined): readonly Step[] {
  const first: Step = { kind: "txt-record-off" };
  return [
    notBefore === undefined ? first : { ...first, notBefore: always(notBefore) },
    { kind: "policy-host-dns-off" },
    { kind: "policy-host-off" },
  ];
}

/** A wait that is the same for every sender. */
export function always(seconds: number): Wait {
  return { relaxed: seconds, strict: seconds };
}

import { preflightIssue, type PreflightFault, type PreflightIssue } from "./preflight-issue";
import type { RecordRole } from "./existing";

/** A record that the provider's zone holds where the deployment creates one, as the provider itself lists it. */
export interface ZoneHolding {
  /** `proof` is the record that validates the certificate of the policy host. */
  readonly role: RecordRole | "proof";
  /** The full name, without a final dot. */
  readonly name: string;
  readonly type: string;
  /** How to import it, where a record of its type can be. */
  readonly takeOver?: string;
}

/** The records that the zone holds already, although DNS answers from another zone and does not show them. */
export function judgeHoldings(holdings: readonly ZoneHolding[]): readonly PreflightIssue[] {
  return holdings.map(({ role, name, type, takeOver = DELETION }) => {
    const { code, path } = PLACES[role];
    const problem = `the zone holds a record of type ${type} at ${name} already, which DNS does not show, since another zone answers for the domain`;
    const fault: PreflightFault = { code, problem, advice: takeOver, refusedIn: "warn" };
    return preflightIssue(fault, path);
  });
}

const PLACES = {
  sts: { code: "txt-not-ours", path: ["dns"] },
  tlsRpt: { code: "tls-rpt-not-ours", path: ["tlsRpt"] },
  host: { code: "host-name-taken", path: ["host"] },
  proof: { code: "host-name-taken", path: ["host"] },
} as const;

const DELETION = "delete that record in the zone, and deploy again: the deployment creates its own";

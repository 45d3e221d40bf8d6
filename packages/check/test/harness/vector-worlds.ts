import type { NameData } from "@mtasts/testbed/stage";
import type { FetchVector, TxtVector } from "./vectors";
import { DOMAIN, POLICY, type Web, type World } from "./world";

/** The answer of a vector; status 0 stands for no HTTPS at all. */
export function webOf({ status, headers, bodyBytes, bodyIsPolicy = true }: FetchVector): Web {
  if (status === 0) return { kind: "refused", detail: "ECONNREFUSED" };
  const body = bodyIsPolicy ? padded(bodyBytes ?? POLICY.length) : "<html>no policy</html>";
  return { status, headers, body };
}

/** The policy, made longer by a field that senders ignore. */
function padded(bytes: number): string {
  const missing = bytes - POLICY.length;
  return missing <= 0 ? POLICY : `${POLICY}x: ${"x".repeat(missing - 5)}\r\n`;
}

/** The names of a vector, and the domain that is asked about. */
export function worldOf(vector: TxtVector): { readonly domain: string; readonly zone: NonNullable<World["zone"]> } {
  const { rrset, dnsError, zone } = vector;
  if (rrset !== undefined) return { domain: DOMAIN, zone: { "_mta-sts.bank.example": { txt: rrset } } };
  if (dnsError !== undefined) return { domain: DOMAIN, zone: { "_mta-sts.bank.example": FAILURES[dnsError] ?? null } };
  const names: Record<string, NameData> = {};
  for (const [name, cname] of Object.entries(zone?.cname ?? {})) names[name] = { cname };
  for (const [name, txt] of Object.entries(zone?.txt ?? {})) names[name] = typeof txt === "string" ? SERVFAIL : { txt };
  return { domain: (zone?.query ?? "").replace("_mta-sts.", ""), zone: names };
}

const SERVFAIL: NameData = { fault: "SERVFAIL" };

const FAILURES: Readonly<Record<string, NameData | null>> = {
  NXDOMAIN: null,
  SERVFAIL,
  REFUSED: { fault: "REFUSED" },
  TIMEOUT: { fault: "silent" },
};

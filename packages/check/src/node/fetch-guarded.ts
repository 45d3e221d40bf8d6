import type { NodePortsOptions } from "../options";
import type { FetchReply } from "../ports";
import { nodePorts } from "./ports";

/** An attempt to fetch a policy, from the lookup of its host to the answer. */
export interface GuardedFetch extends FetchReply {
  /** The response code of the lookup: `NOERROR`, or why there is no address. */
  readonly rcode: string;
}

/**
 * Fetches the policy file of a domain as a sender does: addresses are looked up, those that are not public refused, and the
 * connection made to exactly them; no redirect is followed, and nothing is sent to a host whose certificate does not name it.
 * Never throws; the last attempt tells how it ended.
 *
 * @example
 * import { fetchPolicyGuarded } from "@mtasts/check/node";
 *
 * async function isServed(domain: string): Promise<boolean> {
 *   const { attempts } = await fetchPolicyGuarded(domain, {}, AbortSignal.timeout(10_000));
 *   const last = attempts.at(-1);
 *   return last?.outcome === "response" && last.status === 200;
 * }
 */
export async function fetchPolicyGuarded(
  domain: string,
  options: NodePortsOptions = {},
  signal: AbortSignal = AbortSignal.timeout(60_000),
): Promise<GuardedFetch> {
  const ports = nodePorts(options);
  const host = `mta-sts.${domain}`;
  const { ipv4, ipv6 } = await ports.resolveAddress(host, signal);
  const addresses = [ipv4, ipv6].flatMap(({ records }) =>
    records.flatMap((record) => (record.type === "data" ? [record.data] : [])),
  );
  const rcode = addresses.length > 0 || ipv4.rcode !== "NOERROR" ? ipv4.rcode : ipv6.rcode;
  return { rcode, ...(await ports.fetchPolicy({ host, addresses }, signal)) };
}

import { selectStsRecord } from "@mtasts/core";
import { type Answer as DnsAnswer } from "dns-packet";
import { type Answer, type Network } from "./moment.js";

/** The part of a DNS response that says something. */
export interface DnsResponse {
  readonly answers: readonly DnsAnswer[];
  readonly authorities: readonly DnsAnswer[];
}

/** The id that the answer to a TXT query announces. */
export function idIn(response: DnsResponse): Answer<string> {
  const records = response.answers.flatMap((answer) =>
    answer.type === "TXT" ? [[answer.data].flat().map(String)] : [],
  );
  const selected = selectStsRecord(records);
  return answered(response, selected.outcome === "record" ? selected.value.id : undefined);
}

/** The network to which the answer to an address query leads. */
export function networkIn(response: DnsResponse, networkOf: (address: string) => Network): Answer<Network> {
  const [address] = response.answers.flatMap((answer) => (answer.type === "A" ? [answer.data] : []));
  return answered(response, address === undefined ? undefined : networkOf(address));
}

/** The mail hosts in the order in which they are to be tried. */
export function mailHostsIn(response: DnsResponse): Answer<readonly string[]> {
  const records = response.answers.flatMap((answer) => (answer.type === "MX" ? [answer.data] : []));
  const inOrder = [...records].sort((a, b) => (a.preference ?? 0) - (b.preference ?? 0));
  return answered(response, records.length === 0 ? undefined : inOrder.map(({ exchange }) => exchange));
}

/** A resolver may hold each link of a chain for that link's own time, so the longest counts. */
function answered<T>({ answers, authorities }: DnsResponse, value: T | undefined): Answer<T> {
  const [soa] = authorities;
  // RFC 2308 §5: that nothing is there is held for the smaller of the SOA record's TTL and its minimum
  const negative = soa?.type === "SOA" ? Math.min(soa.ttl ?? 0, soa.data.minimum ?? 0) : 0;
  const ttls = answers.map((answer) => ("ttl" in answer ? (answer.ttl ?? 0) : 0));
  return { value, ttl: Math.max(negative, ...ttls) };
}

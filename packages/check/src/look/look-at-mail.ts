import { mxHosts } from "@mtasts/core";
import { lowerCase, withoutTrailingDot } from "@mtasts/core/checking";
import { addressesOf, dataOf, isTemporary, noReply } from "../dns-reading";
import type { DnsReply, MxData, SmtpReply } from "../ports";
import type { Asker } from "./asker";
import type { SeenHost, SeenMail } from "./seen";

/** More hosts than senders try. */
const MAX_HOSTS = 20;

/** Looks at the hosts that take mail, and connects to them if told so. */
export async function lookAtMail(domain: string, ask: Asker, withSmtp: boolean): Promise<SeenMail> {
  const reply = await ask.mx("mx", domain);
  const all = hostsOf(domain, reply);
  const hosts = await Promise.all(
    all.slice(0, MAX_HOSTS).map(async ([host, preference]) => await lookAtHost({ host, preference }, ask, withSmtp)),
  );
  return { reply, hosts, hostCount: all.length };
}

/** The hosts and their preferences, in the order in which senders try them; equal ones by name. */
function hostsOf(domain: string, reply: DnsReply<MxData>): readonly (readonly [host: string, preference: number])[] {
  if (reply.rcode !== "NOERROR") return [];
  const data = dataOf(domain, reply);
  const preferences = new Map<string, number>();
  for (const { exchange, preference } of data) {
    const host = lowerCase(withoutTrailingDot(exchange));
    preferences.set(host, Math.min(preference, preferences.get(host) ?? preference));
  }
  // RFC 5321 §5.1 (M8), RFC 7505 §3 (M7): the domain itself without any record, and no host for a null MX
  return mxHosts(
    domain,
    data.map(({ exchange }) => exchange),
  )
    .map((host) => [host, preferences.get(host) ?? 0] as const)
    .sort(([a, first], [b, second]) => first - second || (a < b ? -1 : 1));
}

async function lookAtHost(
  { host, preference }: Pick<SeenHost, "host" | "preference">,
  ask: Asker,
  withSmtp: boolean,
): Promise<SeenHost> {
  const [[address, smtp], [tlsa, tlsRpt]] = await Promise.all([
    lookAtServer(host, ask, withSmtp),
    lookForDane(host, ask),
  ]);
  return { host, preference, address, smtp, tlsa, tlsRpt };
}

async function lookAtServer(
  host: string,
  ask: Asker,
  withSmtp: boolean,
): Promise<readonly [SeenHost["address"], SmtpReply | undefined]> {
  const address = await ask.address(`address ${host}`, host);
  const addresses = addressesOf(host, address);
  if (!withSmtp) return [address, undefined];
  if (addresses.length > 0) return [address, await ask.smtp(`smtp ${host}`, { host, addresses })];
  const isUnknown = isTemporary(address.ipv4) || isTemporary(address.ipv6);
  return [address, isUnknown ? UNKNOWN_ADDRESS : { outcome: "no-address" }];
}

const UNKNOWN_ADDRESS: SmtpReply = { outcome: "unknown", detail: "its addresses could not be looked up" };

async function lookForDane(host: string, ask: Asker): Promise<readonly [SeenHost["tlsa"], SeenHost["tlsRpt"]]> {
  const name = `_25._tcp.${host}`;
  const tlsa = host === "" ? noReply("BADNAME") : await ask.tlsa(`tlsa ${host}`, name);
  // RFC 7672 §2.2: DANE needs an answer that DNSSEC vouches for
  if (tlsa.dnssec !== "signed" || dataOf(name, tlsa).length === 0) return [tlsa, undefined];
  const owner = `_smtp._tls.${host}`;
  return [tlsa, { name: owner, reply: await ask.txt(`tls-rpt ${host}`, owner) }];
}

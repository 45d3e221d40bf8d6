import { isPublicAddress } from "../address";
import type { NodePortsOptions, ServerAddress } from "../options";
import type { DnsReply, Ports, ZonePorts, ZoneReply } from "../ports";
import { ask, failed, readAnswer, systemServers, type Outcome, type TypedQuery } from "./dns-client";
import { isWireName } from "./dns-message";
import { readAddress, readCaa, readTxt } from "./dns-ports";
import { exchange } from "./dns-transport";

/** Milliseconds for each try of a zone's own name server: where a firewall lets no query out, little time is lost. */
const DIRECT_TRIES_MS = [600, 400] as const;

/** Enough name servers to find one that answers. */
const MAX_SERVERS = 3;

/** More name servers than any zone has. */
const MAX_NAMES = 20;

const DNS_PORT = 53;

/** The ports that find a zone, and ask its own name servers. They connect to public addresses only, as all others do. */
export function zonePorts(options: NodePortsOptions): Required<Pick<Ports, "resolveZone" | "askZone">> {
  const resolvers = options.resolver === undefined ? systemServers() : [options.resolver];
  return {
    resolveZone: async (name, signal) => await resolveZone(resolvers, name, signal),
    askZone: ({ addresses }) => directPorts(serversAt(addresses, options)),
  };
}

/**
 * A name server that was named explicitly may answer for the zone itself, as behind a split horizon. Asked without recursion, a
 * resolver that does not would look nothing up and cache nothing.
 */
function serversAt(addresses: readonly string[], options: NodePortsOptions): readonly ServerAddress[] {
  const { allowPrivate = false, resolver, zonePort: port = DNS_PORT } = options;
  const own = addresses.filter((one) => allowPrivate || isPublicAddress(one)).map((address) => ({ address, port }));
  return [...own.slice(0, 1), ...(resolver === undefined ? [] : [resolver]), ...own.slice(1)];
}

async function resolveZone(resolvers: readonly ServerAddress[], name: string, signal: AbortSignal): Promise<ZoneReply> {
  const soa = await ask(resolvers, { name, type: "SOA" }, signal);
  const zone = zoneIn(name, soa);
  if (zone === undefined) return { rcode: soa.rcode, nameServers: [], addresses: [] };
  const ns = await ask(resolvers, { name: zone, type: "NS" }, signal);
  const nameServers = ns.answers.flatMap((one) =>
    one.type === "NS" && isSame(one.name, zone) ? [plain(one.data)] : [],
  );
  const found = await Promise.all(
    nameServers.slice(0, MAX_SERVERS).map(async (server) => await ask(resolvers, { name: server, type: "A" }, signal)),
  );
  const addresses = found.flatMap(({ answers }) => answers.flatMap((one) => readAddress(one) ?? []).slice(0, 1));
  return { rcode: soa.rcode, name: zone, nameServers: nameServers.slice(0, MAX_NAMES), addresses };
}

/** RFC 2308 §2: the SOA record stands in the answer at the top of a zone, and in the authority section below it. */
function zoneIn(name: string, { answers, authorities }: Outcome): string | undefined {
  const owners = [...answers, ...authorities].flatMap((one) => (one.type === "SOA" ? [plain(one.name)] : []));
  return owners.find((owner) => isSame(name, owner) || plain(name).endsWith(`.${owner}`));
}

function directPorts(servers: readonly ServerAddress[]): ZonePorts {
  const asked = async <Data>(query: TypedQuery<Data>, signal: AbortSignal): Promise<DnsReply<Data>> => {
    const { rcode, answers } = await askDirectly(servers, query, signal);
    return { rcode, records: answers.flatMap((one) => readAnswer(one, query) ?? []), dnssec: "unknown" };
  };
  return {
    txt: async (name, signal) => await asked({ name, type: "TXT", read: readTxt }, signal),
    caa: async (name, signal) => await asked({ name, type: "CAA", read: readCaa }, signal),
    address: async (name, signal) => {
      const [ipv4, ipv6] = await Promise.all([
        asked({ name, type: "A", read: readAddress }, signal),
        asked({ name, type: "AAAA", read: readAddress }, signal),
      ]);
      return { ipv4, ipv6 };
    },
    isZone: async (name, signal) => {
      const { rcode, answers, authorities, isAuthoritative } = await askDirectly(servers, { name, type: "NS" }, signal);
      // A referral has the NS records of the delegated name in the authority section, and is not authoritative.
      const isCut = [...answers, ...authorities].some((one) => one.type === "NS" && isSame(one.name, name));
      return isCut || (isAuthoritative && isAnswered(rcode)) ? isCut : undefined;
    },
  };
}

async function askDirectly(
  servers: readonly ServerAddress[],
  { name, type }: Pick<TypedQuery<unknown>, "name" | "type">,
  signal: AbortSignal,
): Promise<Outcome> {
  let last = failed("NOSERVER");
  for (const [index, timeoutMs] of DIRECT_TRIES_MS.entries()) {
    const server = servers[index];
    if (server === undefined || signal.aborted || !isWireName(name)) return last;
    const answer = await exchange(server, { name, type, isDirect: true }, { timeoutMs, signal });
    if (!("failure" in answer) && (answer.isAuthoritative || isReferral(answer))) return answer;
    last = failed("failure" in answer ? answer.failure : "LAME");
  }
  return last;
}

/** The name lies in a zone that these servers delegate. */
function isReferral({ rcode, answers, authorities }: Outcome): boolean {
  return rcode === "NOERROR" && answers.length === 0 && authorities.some(({ type }) => type === "NS");
}

function isAnswered(rcode: string): boolean {
  return rcode === "NOERROR" || rcode === "NXDOMAIN";
}

function isSame(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/u, "");
}

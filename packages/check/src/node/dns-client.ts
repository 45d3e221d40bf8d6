import { getServers } from "node:dns";
import type { Answer } from "dns-packet";
import type { ServerAddress } from "../options";
import type { AliasRecord, DnsRecordOf, DnsReply } from "../ports";
import type { Dnssec } from "../report";
import { isWireName, type Query, type QueryType, type Response } from "./dns-message";
import { exchange } from "./dns-transport";

/** Asks questions of name servers that resolve for others. */
export type DnsClient = <Data>(query: TypedQuery<Data>, signal: AbortSignal) => Promise<DnsReply<Data>>;

/** A query, and how to read the data of its records; `undefined` drops a record. */
export interface TypedQuery<Data> {
  readonly name: string;
  readonly type: QueryType;
  readonly read: (answer: Answer) => Data | undefined;
}

/** Waits, in milliseconds, one for each try; the servers take turns. */
const TRIES_MS = [2_000, 3_000, 4_000] as const;

/** As many aliases as resolvers commonly follow. */
const MAX_ALIASES = 10;

/** A client of one server, or of those of the system. */
export function dnsClient(resolver: ServerAddress | undefined): DnsClient {
  const servers = resolver === undefined ? systemServers() : [resolver];
  const validation = new Validation(servers);
  return async (query, signal) => {
    const [answer, validates] = await Promise.all([follow(servers, query, signal), validation.isDone(signal)]);
    const { rcode, answers, isAuthentic } = answer;
    return {
      rcode,
      records: answers.flatMap((one) => readAnswer(one, query) ?? []),
      dnssec: dnssecOf({ rcode, isAuthentic, validates }),
    };
  };
}

/** The servers of the system. */
export function systemServers(): readonly ServerAddress[] {
  return getServers().map((text) => {
    // "[2001:db8::53]:5353" and "192.0.2.53:5353"; without a port it is the address alone.
    const [, ipv6, ipv4, port] = /^(?:\[(.+)\]|([\d.]+)):(\d+)$/u.exec(text) ?? [];
    return { address: ipv6 ?? ipv4 ?? text, port: Number(port ?? DNS_PORT) };
  });
}

const DNS_PORT = 53;

/** How long to wait for the root, in milliseconds: no answer that matters is held up for longer. */
const VALIDATION_MS = 1_000;

/** Whether the servers validate DNSSEC: then they vouch for the root, which is signed. Asked once, beside the first query. */
class Validation {
  readonly #server: ServerAddress | undefined;
  #answer: Promise<boolean> | undefined;

  public constructor([server]: readonly ServerAddress[]) {
    this.#server = server;
  }

  public async isDone(signal: AbortSignal): Promise<boolean> {
    if (this.#server === undefined) return false;
    this.#answer ??= this.#ask(this.#server, signal);
    return await this.#answer;
  }

  async #ask(server: ServerAddress, signal: AbortSignal): Promise<boolean> {
    const result = await exchange(server, { name: ".", type: "SOA" }, { timeoutMs: VALIDATION_MS, signal });
    if (!("failure" in result)) return result.isAuthentic;
    // The next query may have more luck.
    this.#answer = undefined;
    return false;
  }
}

export type Outcome = Omit<Response, "isTruncated">;

/** Follows aliases that the server left to us, as one that only knows its own zones does. */
async function follow(servers: readonly ServerAddress[], query: Query, signal: AbortSignal): Promise<Outcome> {
  let outcome = await ask(servers, query, signal);
  let name = query.name;
  for (let hops = 0; hops < MAX_ALIASES; hops++) {
    const end = endOfAliases(name, outcome.answers);
    const isOpen = outcome.rcode === "NOERROR" && end !== name && !outcome.isNegative;
    if (!isOpen || outcome.answers.some((one) => one.type === query.type && sameName(one.name, end))) return outcome;
    const next = await ask(servers, { ...query, name: end }, signal);
    const isAuthentic = outcome.isAuthentic && next.isAuthentic;
    outcome = { ...next, answers: [...outcome.answers, ...next.answers], isAuthentic };
    name = end;
  }
  return outcome;
}

function endOfAliases(name: string, answers: readonly Answer[]): string {
  let end = name;
  for (let left = answers.length; left > 0; left--) {
    const alias = answers.find((one) => one.type === "CNAME" && sameName(one.name, end));
    if (alias?.type !== "CNAME") return end;
    end = alias.data;
  }
  return end;
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** A failure of one server is asked of the next one; the last failure counts. */
export async function ask(servers: readonly ServerAddress[], query: Query, signal: AbortSignal): Promise<Outcome> {
  if (!isWireName(query.name)) return failed("BADNAME");
  let last = failed(servers.length === 0 ? "NOSERVER" : "TIMEOUT");
  for (const [index, timeoutMs] of TRIES_MS.entries()) {
    const server = servers[index % servers.length];
    if (server === undefined || signal.aborted) return last;
    const result = await exchange(server, query, { timeoutMs, signal });
    if (!("failure" in result) && (result.rcode === "NOERROR" || result.rcode === "NXDOMAIN")) return result;
    last = "failure" in result ? failed(result.failure) : result;
    // One server says the same twice.
    if (last.rcode !== "TIMEOUT" && index + 1 >= servers.length) return last;
  }
  return last;
}

export function failed(rcode: string): Outcome {
  return { rcode, answers: [], authorities: [], isAuthentic: false, isAuthoritative: false, isNegative: false };
}

export function readAnswer<Data>(
  answer: Answer,
  { type, read }: TypedQuery<Data>,
): DnsRecordOf<Data> | AliasRecord | undefined {
  if (answer.type === "CNAME") return { type: "CNAME", name: answer.name, ttl: answer.ttl ?? 0, target: answer.data };
  const data = answer.type === type ? read(answer) : undefined;
  if (data === undefined || !("ttl" in answer)) return undefined;
  return { type: "data", name: answer.name, ttl: answer.ttl ?? 0, data };
}

function dnssecOf(seen: {
  readonly rcode: string;
  readonly isAuthentic: boolean;
  readonly validates: boolean;
}): Dnssec {
  if (seen.rcode !== "NOERROR" && seen.rcode !== "NXDOMAIN") return "unknown";
  if (seen.isAuthentic) return "signed";
  return seen.validates ? "unsigned" : "unknown";
}

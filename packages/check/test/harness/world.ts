import { answersFor, Zone, type NameData } from "@mtasts/testbed/stage";
import type { Answer } from "dns-packet";
import type {
  AddressReply,
  DnsReply,
  FetchAttempt,
  FetchRequest,
  MxData,
  Ports,
  SmtpReply,
  TlsaData,
  TlsFacts,
  TxtData,
} from "../../src";

/** What differs from a domain that is as it should be. */
export interface World {
  /** Names of DNS; `null` takes one away. */
  readonly zone?: Readonly<Record<string, NameData | null>>;
  /** What the policy host answers, in place of its policy. */
  readonly web?: Web;
  /** What it answers at its IPv6 addresses, where that is something else. */
  readonly ipv6?: Web;
  /** What it answers at other paths: nothing else is there. */
  readonly paths?: Readonly<Record<string, Web>>;
  /** What it answers browsers, where that is something else. */
  readonly browser?: Web;
  /** What each mail host answers, where that is something else. */
  readonly smtp?: Readonly<Record<string, SmtpReply>>;
  /** What the resolver knows of DNSSEC. @default "signed" */
  readonly dnssec?: DnsReply<unknown>["dnssec"];
}

/** An answer in short: what is left out is as it should be. */
export interface Web {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isTruncated?: boolean;
  readonly certificate?: Partial<NonNullable<TlsFacts["certificate"]>>;
  readonly chainError?: string;
  readonly durationMs?: number;
  /** Whether the port never comes back. */
  readonly isStuck?: boolean;
  /** A failure in place of an answer. */
  readonly kind?: Extract<FetchAttempt, { outcome: "failure" }>["kind"];
  readonly detail?: string;
}

export const DOMAIN = "bank.example";
export const NOW = Date.parse("2026-06-01T00:00:00Z");
export const DAY_MS = 86_400_000;

export const POLICY = "version: STSv1\r\nmode: enforce\r\nmx: mail.bank.example\r\nmax_age: 1209600\r\n";

const SOUND: Readonly<Record<string, NameData>> = {
  [DOMAIN]: { mx: [[10, "mail.bank.example"]] },
  "_mta-sts.bank.example": { txt: [["v=STSv1; id=1;"]] },
  "mta-sts.bank.example": { a: ["192.0.2.1"] },
  "mail.bank.example": { a: ["192.0.2.25"] },
  "_smtp._tls.bank.example": { txt: [["v=TLSRPTv1; rua=mailto:tls@reports.example"]], ttl: 3600 },
  "reports.example": { mx: [[10, "mail.reports.example"]] },
};

/** Ports onto a world without a network. */
export function portsOf({ zone: changes = {}, dnssec = "signed", ...world }: World): Ports {
  const zone = new Zone();
  for (const [name, data] of Object.entries({ ...SOUND, ...changes })) if (data !== null) zone.set(name, data);
  const ask = <Data>(name: string, type: string, read: (answer: Answer) => Data): DnsReply<Data> =>
    reply(zone, { name, type, dnssec }, read);
  return {
    resolveTxt: async (name) => await later(ask(name, "TXT", readTxt)),
    resolveMx: async (name) => await later(ask(name, "MX", readMx)),
    resolveTlsa: async (name) => await later(ask(name, "TLSA", (): TlsaData => ({ usage: 3 }))),
    resolveAddress: async (name) =>
      await later<AddressReply>({ ipv4: ask(name, "A", readText), ipv6: ask(name, "AAAA", readText) }),
    fetchPolicy: async (request) =>
      world.web?.isStuck === true
        ? await new Promise(() => undefined)
        : await later({ attempts: [attempt(request, world)] }),
    probeSmtp: async ({ host, addresses }) =>
      await later(world.smtp?.[host] ?? { outcome: "tls", address: addresses[0] ?? "", tls: tlsFacts({}, host) }),
    clock: { now: () => NOW, monotonic: () => performance.now() },
  };
}

async function later<T>(value: T): Promise<T> {
  return await Promise.resolve(value);
}

function reply<Data>(
  zone: Zone,
  { name, type, dnssec }: { readonly name: string; readonly type: string; readonly dnssec: DnsReply<Data>["dnssec"] },
  read: (answer: Answer) => Data,
): DnsReply<Data> {
  const { exists, answers, fault } = answersFor(zone, name, type);
  if (fault !== undefined) return { rcode: fault === "silent" ? "TIMEOUT" : fault, records: [], dnssec: "unknown" };
  const records = answers.map((answer) =>
    answer.type === "CNAME"
      ? ({ type: "CNAME", name: answer.name, ttl: answer.ttl ?? 0, target: answer.data } as const)
      : ({
          type: "data",
          name: answer.name,
          ttl: "ttl" in answer ? (answer.ttl ?? 0) : 0,
          data: read(answer),
        } as const),
  );
  return { rcode: exists ? "NOERROR" : "NXDOMAIN", records, dnssec };
}

function readTxt(answer: Answer): TxtData {
  const data = answer.type === "TXT" && Array.isArray(answer.data) ? answer.data : [];
  return data.map((one) => (typeof one === "string" ? one : one.toString("latin1")));
}

function readMx(answer: Answer): MxData {
  if (answer.type !== "MX") throw new Error("no MX record");
  return { preference: answer.data.preference ?? 0, exchange: answer.data.exchange.replace(/^\.$/u, "") };
}

function readText(answer: Answer): string {
  return answer.type === "A" || answer.type === "AAAA" ? answer.data : "";
}

function attempt(
  { host, addresses, userAgent, path }: FetchRequest,
  { web = {}, ipv6, browser, paths = {} }: World,
): FetchAttempt {
  const [address = ""] = addresses;
  const own = address.includes(":") ? (ipv6 ?? web) : web;
  const asked = userAgent === undefined ? own : (browser ?? own);
  const answer = path === undefined ? asked : (paths[path] ?? { status: 404 });
  const { kind, detail = "", durationMs = 100 } = answer;
  const base = { address, durationMs };
  const tls = tlsFacts(answer, host);
  if (kind === undefined) return { ...base, ...responseOf(answer), tls };
  const spoke = kind === "certificate" || kind === "http";
  return { ...base, outcome: "failure", kind, detail, ...(spoke ? { tls } : {}) };
}

function responseOf({ status = 200, headers = SOUND_HEADERS, body = POLICY, isTruncated = false }: Web) {
  return {
    outcome: "response",
    status,
    headers: Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const),
    body: new TextEncoder().encode(body),
    isTruncated,
  } as const;
}

const SOUND_HEADERS = { "content-type": "text/plain" } as const;

export function tlsFacts({ certificate, chainError }: Web, host: string): TlsFacts {
  return {
    version: "TLSv1.3",
    certificate: {
      names: [host],
      issuer: "CN=Example CA",
      validFrom: NOW - DAY_MS,
      validTo: NOW + 60 * DAY_MS,
      fingerprint256: "00:11",
      ...certificate,
    },
    ...(chainError === undefined ? {} : { chainError }),
  };
}

import type { Dnssec } from "./report";

/**
 * All that a check asks of the world. `nodePorts` of `@mtasts/check/node` implements them; a test gives its own. A port should
 * resolve whatever happens; one that rejects counts as a failure that may pass.
 */
export interface Ports {
  /**
   * The name servers that are asked, as messages name them.
   *
   * @default - messages name none
   */
  readonly nameServers?: readonly string[];
  readonly resolveTxt: (name: string, signal: AbortSignal) => Promise<DnsReply<TxtData>>;
  readonly resolveMx: (name: string, signal: AbortSignal) => Promise<DnsReply<MxData>>;
  /** A and AAAA records at once. */
  readonly resolveAddress: (name: string, signal: AbortSignal) => Promise<AddressReply>;
  readonly resolveTlsa: (name: string, signal: AbortSignal) => Promise<DnsReply<TlsaData>>;
  /**
   * CAA records (RFC 8659).
   *
   * @default - CAA records are not known
   */
  readonly resolveCaa?: (name: string, signal: AbortSignal) => Promise<DnsReply<CaaData>>;
  /**
   * The zone that holds a name, and its name servers.
   *
   * @default - zones are not known
   */
  readonly resolveZone?: (name: string, signal: AbortSignal) => Promise<ZoneReply>;
  /**
   * The zone's own name servers, asked directly: a resolver would cache that a name does not exist yet.
   *
   * @default - nothing is asked directly
   */
  readonly askZone?: (zone: ZoneReply) => ZonePorts;
  readonly fetchPolicy: (request: FetchRequest, signal: AbortSignal) => Promise<FetchReply>;
  readonly probeSmtp: (request: SmtpRequest, signal: AbortSignal) => Promise<SmtpReply>;
  readonly clock: Clock;
}

export interface Clock {
  /** Milliseconds since 1970, for dates. */
  readonly now: () => number;
  /** Milliseconds since any moment, never going back, for durations. */
  readonly monotonic: () => number;
}

/** The answer to a DNS query. */
export interface DnsReply<Data> {
  /** The code of the response: `NOERROR`, `NXDOMAIN`, `SERVFAIL` … or whatever names the failure, such as `TIMEOUT`. */
  readonly rcode: string;
  /** The answer section, in any order: the records asked for and the aliases that lead to them. */
  readonly records: readonly (DnsRecordOf<Data> | AliasRecord)[];
  readonly dnssec: Dnssec;
}

/** A record of the type asked for; names are without their final dot. */
export interface DnsRecordOf<Data> {
  readonly type: "data";
  readonly name: string;
  /** Seconds. */
  readonly ttl: number;
  readonly data: Data;
}

export interface AliasRecord {
  readonly type: "CNAME";
  readonly name: string;
  readonly ttl: number;
  readonly target: string;
}

/** The character-strings of a TXT record, each octet a character of U+0000 to U+00FF. */
export type TxtData = readonly string[];

export interface MxData {
  readonly preference: number;
  /** Empty for a null MX. */
  readonly exchange: string;
}

/** How many TLSA records there are is all that matters here. */
export interface TlsaData {
  readonly usage: number;
}

/** One CAA record; `value` as it stands in the record, parameters included. */
export interface CaaData {
  readonly tag: string;
  readonly value: string;
}

/** Where a name's zone begins, and who answers for it. */
export interface ZoneReply {
  /** As in `DnsReply`. */
  readonly rcode: string;
  /** The name of the zone, without its final dot; left out where no answer shows it. */
  readonly name?: string;
  /** The names of its name servers. */
  readonly nameServers: readonly string[];
  /** Addresses of some of them. */
  readonly addresses: readonly string[];
}

/** What a zone's own name servers can be asked. Names that lead out of the zone are not followed. */
export interface ZonePorts {
  readonly txt: (name: string, signal: AbortSignal) => Promise<DnsReply<TxtData>>;
  readonly address: (name: string, signal: AbortSignal) => Promise<AddressReply>;
  readonly caa: (name: string, signal: AbortSignal) => Promise<DnsReply<CaaData>>;
  /** Whether the name is a zone of its own; `undefined` where they did not answer. */
  readonly isZone: (name: string, signal: AbortSignal) => Promise<boolean | undefined>;
}

/** Both families; an address is text such as "192.0.2.1" and "2001:db8::1". */
export interface AddressReply {
  readonly ipv4: DnsReply<string>;
  readonly ipv6: DnsReply<string>;
}

export interface FetchRequest {
  /** The policy host, for SNI, `Host` and the certificate. */
  readonly host: string;
  /** Addresses to try, in order; the port must not resolve the host again. */
  readonly addresses: readonly string[];
  /**
   * Where to look for the file.
   *
   * @default "/.well-known/mta-sts.txt"
   */
  readonly path?: string;
  /**
   * What to say that one is.
   *
   * @default - the name of this package
   */
  readonly userAgent?: string;
}

/** One attempt for each address tried; the last one may have answered. */
export interface FetchReply {
  readonly attempts: readonly FetchAttempt[];
}

export type FetchAttempt = FetchResponse | FetchFailure;

interface Attempt {
  readonly address: string;
  readonly durationMs: number;
  /** What TLS showed, as far as it came. */
  readonly tls?: TlsFacts;
}

/** An answer over HTTP, whatever its status. It was asked for only if the certificate holds for the host. */
export interface FetchResponse extends Attempt {
  readonly outcome: "response";
  readonly status: number;
  /** Names in lower case, in the order in which they came. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** At most 65536 bytes. */
  readonly body: Uint8Array;
  /** Whether more than that came. */
  readonly isTruncated: boolean;
}

export interface FetchFailure extends Attempt {
  readonly outcome: "failure";
  readonly kind: FetchFailureKind;
  /** What happened, in a few words. */
  readonly detail: string;
}

/**
 * - `blocked-address`: the address is not public, so nothing was sent.
 * - `no-route`: this network does not reach such addresses at all.
 * - `refused`, `reset`: the host refused the connection, or cut it.
 * - `connect-timeout`, `timeout`: it did not answer in time, at first or later.
 * - `tls`: the handshake failed.
 * - `certificate`: the certificate does not hold for the host, so nothing was sent.
 * - `http`: the answer is no HTTP.
 */
export type FetchFailureKind =
  "blocked-address" | "no-route" | "refused" | "reset" | "connect-timeout" | "timeout" | "tls" | "certificate" | "http";

/** What a TLS handshake showed. */
export interface TlsFacts {
  /** Such as "TLSv1.3". */
  readonly version: string;
  readonly certificate?: CertificateFacts;
  /** Why the chain leads to no trusted root, as OpenSSL names it; left out where it does. */
  readonly chainError?: string;
}

/** A certificate as it was presented. */
export interface CertificateFacts {
  /** Its DNS-IDs. */
  readonly names: readonly string[];
  readonly issuer: string;
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  /** Milliseconds since 1970. */
  readonly validTo: number;
  readonly fingerprint256: string;
}

export interface SmtpRequest {
  /** The MX host, for SNI. */
  readonly host: string;
  /** Addresses to try, in order. */
  readonly addresses: readonly string[];
}

/** How far the conversation came with the last address tried. */
export interface SmtpReply {
  readonly outcome:
    | "tls"
    | "no-starttls"
    | "tls-failed"
    | "tls-version"
    | "injection"
    | "smtp-error"
    | "unreachable"
    | "no-address"
    | "blocked-address"
    | "unknown";
  readonly address?: string;
  readonly tls?: TlsFacts;
  readonly detail?: string;
}

import type { AddressReply, DnsReply, FetchAttempt, FetchReply, MxData, SmtpReply, TlsaData, TxtData } from "../ports";

/** All that the world has shown of a domain, before any of it is judged. */
export interface Seen {
  readonly domain: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly records: SeenRecords;
  readonly policy: SeenPolicy;
  readonly mail: SeenMail;
  /** The name servers that were asked; empty if that is not known. */
  readonly nameServers: readonly string[];
  /** The text that should be served, if anybody told. */
  readonly expectedText: string | undefined;
  /** Whether the time was over before everything was seen. */
  readonly isCutShort: boolean;
}

/** A query for TXT records and its reply. */
export interface SeenTxt {
  readonly name: string;
  readonly reply: DnsReply<TxtData>;
}

export interface SeenRecords {
  readonly sts: SeenTxt;
  readonly tlsRpt: SeenTxt;
  /** What comes back for a name that nobody has published. */
  readonly random: SeenTxt;
  /** Where records of either kind stand by mistake; looked at only where a right place is empty. */
  readonly elsewhere: readonly SeenTxt[];
  /** `_mta-sts` of the parent, likewise. */
  readonly parent: SeenTxt | undefined;
  /** The domains of mailto destinations, and whether they take mail, as far as that is known. */
  readonly reportDomains: readonly { readonly domain: string; readonly takesMail: boolean }[];
}

export interface SeenPolicy {
  readonly host: string;
  readonly address: AddressReply;
  /** One for each family that has addresses, IPv4 first. */
  readonly fetches: readonly FetchReply[];
  /** Paths at which a policy stands by mistake; looked for only where the right one is empty and something is announced. */
  readonly elsewhere: readonly string[];
  /** The same request in the name of a browser; asked only where the first one was refused. */
  readonly asBrowser: FetchAttempt | undefined;
}

export interface SeenMail {
  readonly reply: DnsReply<MxData>;
  /** In the order in which senders try them, bounded. */
  readonly hosts: readonly SeenHost[];
  /** How many there would have been. */
  readonly hostCount: number;
}

export interface SeenHost {
  readonly host: string;
  readonly preference: number;
  readonly address: AddressReply;
  readonly tlsa: DnsReply<TlsaData>;
  /** `_smtp._tls` of the host; looked at only where the host has DANE. */
  readonly tlsRpt: SeenTxt | undefined;
  readonly smtp: SmtpReply | undefined;
}

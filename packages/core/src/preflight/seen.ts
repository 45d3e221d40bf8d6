/** What the internet shows of a domain right before a deployment, as plain data: each part is known, or why it is not. */
export interface SeenInternet {
  readonly mx: SeenMx | Unseen;
  /** The TXT records at `_mta-sts.<domain>`. */
  readonly record: SeenRecord | Unseen;
  /** Where `mta-sts.<domain>` leads. Left out where nothing is announced: then no sender asks for it. */
  readonly name?: SeenName | Unseen;
  /** Left out where nothing is announced, likewise. */
  readonly policy?: SeenPolicy | Unseen;
  /** The TXT records at `_smtp._tls.<domain>`. Left out where they were not asked for. */
  readonly tlsRpt?: SeenRecord | Unseen;
  /** The zone that holds the domain. Left out where it was not asked for. */
  readonly zone?: SeenZone | Unseen;
  /** The CAA records that decide who may issue a certificate for `mta-sts.<domain>`. Left out where they were not asked for. */
  readonly caa?: SeenCaa | Unseen;
}

/** A look-up that failed in a way that may pass. */
export interface Unseen {
  /** Why, in a word or two, such as "TIMEOUT". */
  readonly unseen: string;
}

/** The MX records of the domain. */
export interface SeenMx {
  /** The domain itself is not there, by NXDOMAIN. */
  readonly isMissing: boolean;
  /** The names that the records hold; one that is empty is a null MX. */
  readonly exchanges: readonly string[];
  /** For how many more seconds the resolver that answered holds them; left out where there is no record. */
  readonly ttl?: number;
}

export interface SeenRecord {
  /** The records at the end of the aliases, the character-strings of each joined. */
  readonly texts: readonly string[];
  /** The aliases in the order in which they are followed. */
  readonly aliases: readonly string[];
  /** Whether a wildcard record answers, so that nothing exists at the name itself. */
  readonly isWildcard?: boolean;
  /** For how many seconds resolvers hold them; left out where there is no record. */
  readonly ttl?: number;
}

/**
 * The zone that holds the domain, and what its own name servers hold at the names of MTA-STS. They are asked directly, so no
 * resolver caches that a name does not exist yet. What they did not answer is left out.
 */
export interface SeenZone {
  /** The name of the zone: the domain itself, or a parent of it. */
  readonly name: string;
  readonly nameServers: readonly string[];
  /** Which of the names are zones of their own. */
  readonly cuts?: readonly string[];
  /** The TXT records at `_mta-sts.<domain>`; a wildcard's do not count. */
  readonly sts?: SeenRecord;
  /** The TXT records at `_smtp._tls.<domain>`; a wildcard's do not count. */
  readonly tlsRpt?: SeenRecord;
  /** What `mta-sts.<domain>` leads to; what a wildcard answers does not count. */
  readonly host?: SeenName;
}

/** The relevant CAA set (RFC 8659 §3). */
export interface SeenCaa {
  /** The name at which it stands; left out where no name has one. */
  readonly at?: string;
  /** The authorities that its `issue` records name, in lower case; an empty text allows none. */
  readonly issuers: readonly string[];
}

export interface SeenName {
  /** The aliases in the order in which they are followed; none where the name has addresses of its own. */
  readonly aliases: readonly string[];
  /** Whether there is any address at the end. */
  readonly hasAddress: boolean;
}

export interface SeenPolicy {
  /** What is served with status 200 under a right certificate; left out where nothing is. */
  readonly body?: string;
}

/** Whether this is known. */
export function isSeen<T extends object>(part: T | Unseen | undefined): part is T {
  return part !== undefined && !("unseen" in part);
}

/**
 * One line that names what could not be seen, if anything.
 *
 * @example
 * import { unseenNote } from "@mtasts/core/preflight";
 *
 * const unseen = { unseen: "TIMEOUT" };
 * const note = unseenNote({ mx: unseen, record: { texts: [], aliases: [] } });
 * // "preflight could not see the MX records (TIMEOUT)"
 */
export function unseenNote({ mx, record, name, policy }: SeenInternet): string | undefined {
  const parts = [
    ["the _mta-sts record", record],
    ["the MX records", mx],
    ["the name of the policy host", name],
    ["the served policy", policy],
  ] as const;
  const missing = parts.flatMap(([what, part]) =>
    part !== undefined && "unseen" in part ? [`${what} (${part.unseen})`] : [],
  );
  return missing.length === 0 ? undefined : `preflight could not see ${missing.join(", ")}`;
}

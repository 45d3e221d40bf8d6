/** A TXT record out of what a person holds. */
export interface HeldRecord {
  /** Absolute and in lower case where the text says so; left out where it names none. */
  readonly owner?: string;
  /** Seconds. */
  readonly ttl?: number;
  /** Its character-strings, joined without spaces. */
  readonly text: string;
  /** Where it begins, from 1. */
  readonly line: number;
  /** Whether a zone file would end the record at its first semicolon, which stands outside of quotes. */
  readonly isCut?: boolean;
}

/** An alias on the way to a record. */
export interface HeldAlias {
  readonly owner: string;
  readonly target: string;
}

/** Everything that such a text says about TXT records. */
export interface HeldRecords {
  readonly records: readonly HeldRecord[];
  readonly aliases: readonly HeldAlias[];
  /** Why there is no record, as the text tells: `NXDOMAIN`, `SERVFAIL` … */
  readonly rcode?: string;
  /** Whether a resolver has answered, so that a TTL is what is left of it. */
  readonly isAnswer: boolean;
}

/** No answer and no sensible zone has more; it bounds what a hostile text makes us keep. */
export const MAX_RECORDS = 1_000;

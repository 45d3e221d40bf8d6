/** The texts that both sides parse. */
export type TextKind = "policy" | "sts" | "tlsrpt";

/** One question to both sides. */
export type Case =
  | {
      readonly kind: TextKind;
      /** One character for each octet, so that texts that are no UTF-8 can be asked for too. */
      readonly octets: string;
    }
  | { readonly kind: "mx"; readonly pattern: string; readonly host: string };

/** What one side made of a case. */
export interface Verdict {
  /** Whether the text is valid, or the host matches. */
  readonly accepted: boolean;
  /** The values understood, in one canonical text; empty if there are none. */
  readonly value: string;
  /** Why it was refused: issue codes of core, or the message of mox. */
  readonly reasons: readonly string[];
}

/** A case that the two sides see in different ways. */
export interface Difference {
  readonly one: Case;
  readonly core: Verdict;
  readonly mox: Verdict;
}

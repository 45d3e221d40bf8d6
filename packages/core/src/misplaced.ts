import { MAX_NAME_OCTETS } from "./host-name";

/** The two kinds of record, as reports of a check name them. */
export type RecordKey = "sts" | "tlsRpt";

// The runs are bounded, so that a text of nothing but semicolons takes no longer than any other.
const STS = /(?:^|;)\W{0,8}v\s{0,8}=\W{0,8}STS/i;
const TLS_RPT = /(?:^|;)\W{0,8}v\s{0,8}=\W{0,8}TLS-?RPT/i;

/**
 * Which kind of record a text was meant as, however wrong it is.
 *
 * @example
 * import { meantAs } from "@mtasts/core/checking";
 *
 * const kind: "sts" | "tlsRpt" | undefined = meantAs("v=stsv1 id=1"); // "sts"
 */
export function meantAs(text: string): RecordKey | undefined {
  // No record is longer, and what matters stands in front.
  const start = text.slice(0, MAX_LENGTH);
  if (TLS_RPT.test(start)) return "tlsRpt";
  return STS.test(start) ? "sts" : undefined;
}

const MAX_LENGTH = 4_096;

/** What stands before the domain; an empty one is the domain itself. Most seen in public zones come first. */
const WRONG_LABELS: Readonly<Record<RecordKey, readonly string[]>> = {
  sts: ["", "mta-sts", "_mtasts", "_mta_sts", "_mta-sts.mta-sts", "_mta-sts._tls"],
  tlsRpt: ["", "_smtp-tlsrpt", "_smtp_tlsrpt", "_tlsrpt", "_tls-rpt", "_smtp-tls", "_tls", "smtp._tls", "_dmarc"],
};

/**
 * The names at which a record of this kind is put by mistake, without the right name of the other kind: at most ten.
 *
 * @example
 * import { wrongOwners } from "@mtasts/core/checking";
 *
 * const owners: readonly string[] = wrongOwners("sts", "example.com"); // "example.com", "mta-sts.example.com", …
 */
export function wrongOwners(kind: RecordKey, domain: string): readonly string[] {
  const right = kind === "sts" ? "_mta-sts" : "_smtp._tls";
  // Panels add the zone to a name that has it already.
  const doubled = `${right}.${domain}.${domain}`;
  const owners = WRONG_LABELS[kind].map((labels) => (labels === "" ? domain : `${labels}.${domain}`));
  return [...owners, doubled].filter(({ length }) => length <= MAX_NAME_OCTETS);
}

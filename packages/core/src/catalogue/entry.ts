/** How much an issue matters: an `error` stops a plan or makes senders ignore the text, the others do not. */
export type Severity = "error" | "warning" | "info";

/**
 * In which role a check speaks: to an `authoring` user who can still write better, or of what somebody has published already,
 * where what some senders put up with is no error.
 */
export type Role = "authoring" | "checking";

/** What is known about one issue code before any value is looked at. */
export interface CatalogueEntry {
  readonly severity: Severity;
  /**
   * The severity of a finding in what is published already.
   *
   * @default - as `severity`
   */
  readonly whenChecking?: Severity;
  /** Where the value decides on another severity, in words. */
  readonly exception?: string;
  /** What is wrong, in a few words: the first part of every message with this code. */
  readonly summary: string;
  /** What to write instead, used where no exact replacement can be offered. */
  readonly advice: string;
  /** The section that the rule comes from, such as "RFC 8461 §4.1". */
  readonly spec?: string;
}

/** An entry that stops a plan, or makes senders ignore the text. */
export function error(summary: string, advice: string, spec?: string): CatalogueEntry {
  return entry("error", summary, advice, spec);
}

/** An entry that is allowed and unwise. */
export function warning(summary: string, advice: string, spec?: string): CatalogueEntry {
  return entry("warning", summary, advice, spec);
}

/** An entry that is worth knowing. */
export function info(summary: string, advice: string, spec?: string): CatalogueEntry {
  return entry("info", summary, advice, spec);
}

function entry(severity: Severity, summary: string, advice: string, spec: string | undefined): CatalogueEntry {
  return { severity, summary, advice, ...(spec === undefined ? {} : { spec }) };
}

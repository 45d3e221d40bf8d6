/** How much an issue matters: an `error` stops a plan or makes senders ignore the text, the others do not. */
export type Severity = "error" | "warning" | "info";

/** What is known about one issue code before any value is looked at. */
export interface CatalogueEntry {
  readonly severity: Severity;
  /** What is wrong, in a few words: the first part of every message with this code. */
  readonly summary: string;
  /** What to write instead, used where no exact replacement can be offered. */
  readonly advice: string;
  /** The section that the rule comes from, such as "RFC 8461 §4.1". */
  readonly spec?: string;
}

/** An entry that stops a plan, or makes senders ignore the text. */
export function error(summary: string, advice: string, spec?: string): CatalogueEntry {
  return { severity: "error", summary, advice, ...(spec === undefined ? {} : { spec }) };
}

/** An entry that is allowed and unwise. */
export function warning(summary: string, advice: string, spec?: string): CatalogueEntry {
  return { severity: "warning", summary, advice, ...(spec === undefined ? {} : { spec }) };
}

import type { IssueCode } from "../catalogue";

/** One line that was mended, and why. */
export interface Mend {
  /** In the text that was given, from 1. */
  readonly line: number;
  readonly codes: readonly IssueCode[];
  /** The line without its end. */
  readonly before: string;
  /**
   * What stands in its place.
   *
   * @default - nothing: the line is removed
   */
  readonly after?: string;
}

/** A text with everything mended that needs no guess. */
export interface FixedText {
  readonly text: string;
  /** In reading order; empty if the text was returned as it was. */
  readonly mends: readonly Mend[];
}

/** A text that is left alone. */
export function unchanged(text: string): FixedText {
  return { text, mends: [] };
}

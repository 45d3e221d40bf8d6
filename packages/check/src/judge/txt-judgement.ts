import type { Answered, Issue } from "@mtasts/core";
import { meantAs, type RecordKey } from "@mtasts/core/checking";
import { textsOf } from "../dns-reading";
import type { SeenTxt } from "../look/seen";

/** How one kind of record is told from others at its name. */
export interface RecordKind {
  readonly part: "record" | "tlsRpt";
  /** What a record must begin with to be counted among several. */
  readonly prefix: string;
  /** Texts that were meant as such a record, however wrong, are told by it. */
  readonly key: RecordKey;
}

/** The texts at a name, sorted by what they were meant to be. */
export interface Texts {
  /** The one text that senders read, if there is one. */
  readonly counting: string | undefined;
  /** Whether anybody wanted to publish such a record. */
  readonly isMeant: boolean;
}

export function sortTexts({ name, reply }: SeenTxt, { prefix, key }: RecordKind): Texts {
  const texts = textsOf(name, reply);
  const candidates = texts.length === 1 ? texts : texts.filter((text) => text.startsWith(prefix));
  const [text] = candidates;
  const isMeant = texts.some((one) => meantAs(one) === key);
  return { counting: candidates.length === 1 && isMeant ? text : undefined, isMeant };
}

/** Codes of a selection that no lint of a single text raises. */
const SELECTION: ReadonlySet<Issue["code"]> = new Set([
  "txt-missing",
  "txt-multiple-records",
  "txt-unrelated-records",
  "txt-spf-at-name",
  "txt-dns-error",
  "tlsrpt-missing",
  "tlsrpt-multiple-records",
]);

/** What the selection itself was told, without what concerns the text, of which its lint tells more. */
export function selectionIssues({ issues }: Answered<unknown>): readonly Issue[] {
  return issues.filter(({ code }) => SELECTION.has(code));
}

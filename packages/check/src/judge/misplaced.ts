import { meantAs, type RecordKey } from "@mtasts/core/checking";
import { textsOf } from "../dns-reading";
import type { Seen, SeenTxt } from "../look/seen";

/** The names at which a record of this kind stands by mistake, where the right name has none. */
export function misplaced({ records }: Seen, kind: RecordKey): readonly string[] {
  const right = records[kind];
  if (holds(right, kind)) return [];
  const anywhere = new Set(textsOf(records.random.name, records.random.reply));
  return records.elsewhere
    .filter((seen) => seen.name !== right.name && holds(seen, kind, anywhere))
    .map(({ name }) => name);
}

/** Whether the right name holds a record of the other kind and none of this one. */
export function isMixedUp({ records }: Seen, kind: RecordKey): boolean {
  return !holds(records[kind], kind) && holds(records[kind], kind === "sts" ? "tlsRpt" : "sts");
}

/** Without the texts that a wildcard answers with, which stand at no name of their own. */
function holds({ name, reply }: SeenTxt, kind: RecordKey, without: ReadonlySet<string> = new Set()): boolean {
  return textsOf(name, reply).some((text) => meantAs(text) === kind && !without.has(text));
}

import type { Position, TextFault } from "./issue";
import { lineFrom, MAX_FAULTS, nextStart, placeIn, textStart, type PolicyField } from "./policy-lines";
import type { PolicyReading } from "./policy-reading";

/** What the grammar of a policy allows and some readers stumble over; for lints only. */
export function policyNotes({ text, fields, end }: PolicyReading): readonly TextFault[] {
  const notes: TextFault[] = [];
  for (const field of fields) {
    if (notes.length >= MAX_FAULTS) break;
    notes.push(...spaceNotes(text, field));
  }
  return [...notes, ...endNotes(endsIn(text, end))];
}

function spaceNotes(text: string, { key, value, line, keyAt, valueAt }: PolicyField): readonly TextFault[] {
  // The item of a list, which is a fault already, has no key.
  if (!text.startsWith(key, keyAt)) return [];
  const notes: TextFault[] = [];
  const got = text.slice(line.start, line.end);
  const valueEnd = valueAt + value.length;
  if (text[valueAt - 1] === ":") notes.push({ code: "policy-no-space-after-colon", got, at: placeIn(line, valueAt) });
  if (valueEnd < line.end) notes.push({ code: "policy-trailing-whitespace", got, at: placeIn(line, valueEnd) });
  return notes;
}

/** Where each way to end a line is met first. */
interface Ends {
  crlf?: Position;
  lf?: Position;
  cr?: Position;
  none?: Position;
}

function endsIn(text: string, end: number): Ends {
  const ends: Ends = {};
  let offset = textStart(text);
  for (let number = 1; offset < Math.min(end, text.length); number++) {
    const line = lineFrom(text, offset, number);
    const at = placeIn(line, line.end);
    if (line.end === text.length) ends.none = at;
    else if (text[line.end] === "\r") ends.crlf ??= at;
    else ends.lf ??= at;
    const cr = ends.cr === undefined ? text.slice(line.start, line.end).indexOf("\r") : -1;
    if (cr !== -1) ends.cr = placeIn(line, line.start + cr);
    offset = nextStart(text, line);
  }
  return ends;
}

function endNotes({ crlf, lf, cr, none }: Ends): readonly TextFault[] {
  const last: readonly TextFault[] = none === undefined ? [] : [{ code: "policy-no-final-newline", at: none }];
  const isMixed = cr !== undefined || (crlf !== undefined && lf !== undefined);
  const other = cr ?? (lf !== undefined && crlf !== undefined && lf.offset < crlf.offset ? crlf : lf);
  if (other === undefined) return last;
  return [{ code: isMixed ? "policy-mixed-line-endings" : "policy-lf-line-endings", at: other }, ...last];
}

import type { IssueCode } from "../catalogue";
import { isMxPattern, lowerCase, withoutTrailingDot } from "../host-name";
import { isMode } from "../mode";
import { formatPolicy, parsePolicy, readPolicy } from "../policy";
import { readPolicyLines } from "../policy-lines";
import { POLICY_KEYS } from "../policy-slips";
import { isFieldName } from "../scanner";
import { unchanged, type FixedText, type Mend } from "./fixed-text";

/** More than any sender reads. */
const MAX_LENGTH = 65_536;

/**
 * Mends in a policy what needs no guess: line ends, blank lines, white space, the byte order mark, the case of keys and values,
 * final dots of patterns, repeated lines, the order of `version`. What was a policy before is the same policy afterwards; what
 * was none may be one. Other lines stay as they are. Fixing twice changes nothing more.
 *
 * @example
 * import { fixPolicy } from "@mtasts/core/fix";
 *
 * const { text, mends } = fixPolicy("version:STSv1\n\nmode: Testing\nmx: mail.example.com.\nmax_age: 86400");
 * const lines: readonly number[] = mends.map(({ line }) => line); // 1, 2, 3, 4, 5
 */
export function fixPolicy(text: string): FixedText {
  // No policy at all: JSON and RTF are told of by the lints, and an empty text has nothing to keep.
  if (text.length > MAX_LENGTH || text.startsWith("{") || text.trim() === "") return unchanged(text);
  const fixed = mendedOnce(text);
  // What does not settle, or would change what a sender reads, is nothing to mend without a guess.
  const isSettled = fixed.text.length <= MAX_LENGTH && mendedOnce(fixed.text).text === fixed.text;
  return isSettled && isSamePolicy(text, fixed.text) ? fixed : unchanged(text);
}

function mendedOnce(text: string): FixedText {
  // RFC 8461 §3.2: what is a policy already keeps its meaning, so that nothing that is ignored today may count tomorrow
  const isPolicy = readPolicy(text).ok;
  const lines = linesOf(text).map(spaced);
  const spelt = isPolicy ? lines : withSpelling(lines);
  const kept = withVersionFirst(withoutRepeats(spelt.map(withCanonicalValue)));
  const fixed = kept.filter(({ isGone }) => !isGone).map((line) => `${line.after}\r\n`);
  const mends = [...kept].sort((a, b) => a.number - b.number).flatMap(mendOf);
  return { text: fixed.join(""), mends };
}

/** Whether either reader, strict or tolerant, takes the same from the second text as from the first, if it takes anything. */
function isSamePolicy(one: string, other: string): boolean {
  return [parsePolicy, readPolicy].every((read) => {
    const [before, after] = [read(one), read(other)];
    return !before.ok || (after.ok && formatPolicy(after.value) === formatPolicy(before.value));
  });
}

/** A line on its way. */
interface DraftLine {
  readonly number: number;
  readonly before: string;
  readonly after: string;
  readonly codes: readonly IssueCode[];
  readonly isGone: boolean;
  /** The parts of a line that is a field. */
  readonly field?: { readonly key: string; readonly value: string };
}

function linesOf(text: string): readonly DraftLine[] {
  const ends = endsOf(text);
  const parts = text.split(ends.pattern);
  const isEnded = parts.at(-1) === "";
  const lines = isEnded ? parts.slice(0, -1) : parts;
  // Behind nothing but blank lines, which go, a mark would stand at the start of the text.
  let isAtStart = true;
  return lines.map((before, i) => {
    const codes: IssueCode[] = [];
    const after = isAtStart ? before.replace(/^\uFEFF+/, "") : before;
    if (after !== before) codes.push("policy-bom");
    isAtStart &&= isBlank(after);
    if (i === 0 && ends.code !== undefined) codes.push(ends.code);
    if (i === lines.length - 1 && !isEnded) codes.push("policy-no-final-newline");
    return { number: i + 1, before: after, after, codes, isGone: false };
  });
}

function isBlank(line: string): boolean {
  return /^[ \t]*$/.test(line);
}

interface LineEnds {
  readonly pattern: RegExp;
  /** What is wrong with them, if anything. */
  readonly code?: IssueCode;
}

function endsOf(text: string): LineEnds {
  const hasLf = /(^|[^\r])\n/.test(text);
  const hasCrlf = text.includes("\r\n");
  // A CR alone ends no line for a sender; where it stands between two fields it was meant to.
  const pieces = text.split(/\r\n|\r|\n/);
  const isMeant = /\r(?!\n)/.test(text) && pieces.every((piece) => piece.trim() === "" || isField(piece));
  if (isMeant) return { pattern: /\r\n|\r|\n/, code: "policy-mixed-line-endings" };
  if (!hasLf) return { pattern: /\r?\n/ };
  return { pattern: /\r?\n/, code: hasCrlf ? "policy-mixed-line-endings" : "policy-lf-line-endings" };
}

function isField(line: string): boolean {
  // A byte order mark is passed over at the start of a text only.
  return !line.startsWith("\uFEFF") && readPolicyLines(line).fields.length === 1;
}

/** One space after the colon, none elsewhere, and no line without a field. */
function spaced(line: DraftLine): DraftLine {
  const { before } = line;
  if (isBlank(before)) return { ...line, isGone: true, codes: [...line.codes, "policy-blank-line"] };
  const [field] = isField(before) ? readPolicyLines(before).fields : [];
  if (field === undefined || !isFieldName(field.key)) return line;
  const { key, value } = field;
  const codes: IssueCode[] = [...line.codes];
  if (/^[ \t]|^[^:]*[ \t]:/.test(before)) codes.push("policy-leading-whitespace");
  if (/[ \t]$/.test(before)) codes.push("policy-trailing-whitespace");
  const isNarrow = before.slice(before.indexOf(":") + 1).startsWith(` ${value}`);
  if (!isNarrow) codes.push("policy-no-space-after-colon");
  return { ...line, field: { key, value }, after: `${key}: ${value}`, codes };
}

/** The case of keys and values that no sender reads as they are. */
function withSpelling(lines: readonly DraftLine[]): readonly DraftLine[] {
  const taken = new Set(lines.map(({ field }) => field?.key));
  return lines.map((line) => {
    if (line.field === undefined) return line;
    const key = lowerCase(line.field.key);
    const isMisspelt = key !== line.field.key && (POLICY_KEYS as readonly string[]).includes(key) && !taken.has(key);
    // Of several, the first counts; only patterns add up.
    if (isMisspelt && key !== "mx") taken.add(key);
    const named = isMisspelt ? changed(line, { ...line.field, key }, "policy-key-case") : line;
    return withValueCase(named);
  });
}

function withValueCase(line: DraftLine): DraftLine {
  if (line.field === undefined) return line;
  const { key, value } = line.field;
  const lower = lowerCase(value);
  const meant = key === "mode" && isMode(lower) ? lower : key === "version" && lower === "stsv1" ? "STSv1" : value;
  return meant === value ? line : changed(line, { key, value: meant }, "policy-value-case");
}

/** Other spellings of the same value, of which some readers take only one. */
function withCanonicalValue(line: DraftLine): DraftLine {
  if (line.field === undefined) return line;
  const { key, value } = line.field;
  if (key === "max_age" && /^0\d+$/.test(value)) {
    return changed(line, { key, value: value.replace(/^0+(?=\d)/, "") }, "max-age-leading-zero");
  }
  if (key !== "mx") return line;
  const pattern = withoutTrailingDot(value);
  if (!isMxPattern(pattern)) return line;
  const dotless = pattern === value ? line : changed(line, { key, value: pattern }, "mx-trailing-dot");
  const lower = lowerCase(pattern);
  return lower === pattern ? dotless : changed(dotless, { key, value: lower }, "mx-uppercase");
}

function changed(line: DraftLine, field: { readonly key: string; readonly value: string }, code: IssueCode): DraftLine {
  return { ...line, field, after: `${field.key}: ${field.value}`, codes: [...line.codes, code] };
}

/** Without what stands there already, letter by letter. */
function withoutRepeats(lines: readonly DraftLine[]): readonly DraftLine[] {
  const seen = new Set<string>();
  return lines.map((line) => {
    if (line.field === undefined) return line;
    const isRepeated = seen.has(line.after);
    seen.add(line.after);
    const code = line.field.key === "mx" ? "mx-duplicate" : "policy-duplicate-key";
    return isRepeated ? { ...line, isGone: true, codes: [...line.codes, code] } : line;
  });
}

/** RFC 8461 §3.2: the order is free, but some senders want the version first. */
function withVersionFirst(lines: readonly DraftLine[]): readonly DraftLine[] {
  const there = lines.filter(({ isGone }) => !isGone);
  const version = there.find(({ field }) => field?.key === "version");
  if (version === undefined || there[0] === version || there.some(({ field }) => field === undefined)) return lines;
  const moved: DraftLine = { ...version, codes: [...version.codes, "policy-version-not-first"] };
  return [moved, ...lines.filter((line) => line !== version)];
}

function mendOf({ number: line, before, after, codes, isGone }: DraftLine): readonly Mend[] {
  if (codes.length === 0) return [];
  return [isGone ? { line, codes, before } : { line, codes, before, after }];
}

import { rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { printable } from "@mtasts/check";
import { lintPolicy, lintStsRecord, lintTlsRptRecord, toIssue, type Issue } from "@mtasts/core";
import {
  decodeText,
  lintHeldRecords,
  policyPathIssue,
  readRecords,
  type DecodedText,
  type HeldRecords,
  type LintedRecord,
} from "@mtasts/core/checking";
import { fixPolicy, fixStsRecord, fixTlsRptRecord, type FixedText } from "@mtasts/core/fix";
import { isPublicSuffix } from "@mtasts/core/public-suffix";
import type { Kind, LintFlags } from "../commands/lint";
import type { Context } from "../context";
import { takenDomain } from "../domains";
import { isFailure, undone } from "../exit-code";
import { nameOf, readBytes, reason } from "../input";
import { countOf, exitCodeFor } from "../severity";
import { lintLines, mendLines } from "../show/lint-text";
import type { Line } from "../terminal/line";

/** Any issue, whichever catalogue it is from. */
type AnyIssue = Issue<string>;

/** Everything known about one file. */
interface Linted {
  readonly file: string;
  readonly text: string;
  readonly issues: readonly AnyIssue[];
  /** What `--fix` made of it. */
  readonly fixed?: FixedText;
  /** The records out of a text that holds more than one value. */
  readonly records?: readonly LintedRecord[];
}

interface LintRun {
  readonly kind: Kind;
  readonly files: readonly string[];
  readonly flags: LintFlags;
}

/** Judges files one by one, and fixes them where that was asked for. */
export async function lint({ kind, files, flags }: LintRun, context: Context): Promise<void> {
  const all: Linted[] = [];
  for (const file of files) {
    const linted = await lintFile(kind, file, { flags, context }).catch(unreadable(context));
    if (linted !== undefined) all.push(linted);
  }
  const issues = all.flatMap((each) => each.issues);
  if (flags.json === true) context.json({ version: 1, files: all.map(asJson) });
  else show(all, { kind, files, flags }, context);
  context.endWith(exitCodeFor(issues, flags.failOn));
}

/** One file that cannot be read does not keep the others from being judged. */
function unreadable(context: Context): (error: unknown) => undefined {
  return (error) => {
    if (!isFailure(error)) throw error;
    context.note({ head: `${context.errorPaint.error("error:")} `, body: printable(error.message) });
    context.endWith(error.exitCode);
  };
}

interface Surroundings {
  readonly flags: LintFlags;
  readonly context: Context;
}

async function lintFile(kind: Kind, file: string, { flags, context }: Surroundings): Promise<Linted> {
  const bytes = await readBytes(context.io, file);
  const decoded = decodeText(bytes);
  if (decoded === undefined && bytes.includes(0)) throw undone(`${nameOf(file)}: is a binary file`);
  if (decoded?.text.trim() === "") throw undone(`${nameOf(file)}: is empty; ${EMPTY[kind]}`);
  const input = { file, bytes, decoded };
  return kind === "policy" ? await lintPolicyFile(input, flags) : await lintRecordFile(kind, input, flags);
}

/** How to get what is missing. */
const EMPTY: Readonly<Record<Kind, string>> = {
  policy: 'write one with "mtasts generate", or save what the policy host serves',
  "sts-record":
    'where it is the output of dig, no record stands at the name: "dig +short TXT _mta-sts.example.com" prints one that does',
  "tls-rpt-record":
    'where it is the output of dig, no record stands at the name: "dig +short TXT _smtp._tls.example.com" prints one that does',
};

interface Input {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly decoded: DecodedText | undefined;
}

/** The bytes of a policy are what senders get, so they are judged as they are. */
async function lintPolicyFile({ file, bytes, decoded }: Input, flags: LintFlags): Promise<Linted> {
  const place = file === "-" ? undefined : policyPathIssue(path.resolve(file));
  const ofPlace: readonly AnyIssue[] = place === undefined ? [] : [place];
  const isUtf8 = decoded?.encoding === "utf-8";
  const text = isUtf8 ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes) : decoded?.text;
  if (flags.fix === true) {
    if (text === undefined) throw undone(`${nameOf(file)}: is no text in UTF-8, and is left as it is`);
    const fixed = fixPolicy(text);
    if (file !== "-" && (fixed.text !== text || !isUtf8)) await replace(file, fixed.text);
    return { file, text: fixed.text, fixed, issues: [...ofPlace, ...judge("policy", fixed.text, flags)] };
  }
  const served = text === undefined ? bytes : servedBody(text);
  const encoding = isUtf8 || decoded === undefined ? [] : [notUtf8(decoded.encoding)];
  const shown = typeof served === "string" ? served : new TextDecoder().decode(served);
  return { file, text: shown, issues: [...ofPlace, ...encoding, ...judge("policy", served, flags)] };
}

function notUtf8(encoding: DecodedText["encoding"]): AnyIssue {
  return toIssue({ code: "policy-not-utf8", got: encoding.toUpperCase() }, []);
}

/** The body of an answer that was saved with its head, as by "curl -i"; any other text as it is. */
function servedBody(text: string): string {
  if (!/^HTTP\/[\d.]+ \d{3}\b/.test(text)) return text;
  const end = /\r?\n\r?\n/.exec(text);
  return end === null ? text : text.slice(end.index + end[0].length);
}

async function lintRecordFile(kind: RecordFileKind, input: Input, flags: LintFlags): Promise<Linted> {
  const { file, bytes, decoded } = input;
  // The last line end belongs to the file, not to the record.
  const text = decoded?.text.replace(/\r?\n$/, "");
  const held = text === undefined || isWhole(text) ? undefined : readRecords(text);
  if (flags.fix === true) return await fixRecordFile(kind, { ...input, text, held }, flags);
  if (held === undefined)
    return { file, text: text ?? new TextDecoder().decode(bytes), issues: judge(kind, text ?? bytes, flags) };
  const domain = domainOf(flags);
  const records = lintHeldRecords(KEYS[kind], held, domain);
  if (records.length === 0) throw undone(`${nameOf(file)}: ${lackOf(kind, held)}`);
  return { file, text: text ?? "", records, issues: records.flatMap((each) => each.issues) };
}

type RecordFileKind = Exclude<Kind, "policy">;

const KEYS = { "sts-record": "sts", "tls-rpt-record": "tlsRpt" } as const;
const TITLES = { "sts-record": "MTA-STS record", "tls-rpt-record": "TLS-RPT record" } as const;

/** Whether the text is the value of one record and nothing else, or says nothing of records at all. */
function isWhole(text: string): boolean {
  if (/^\s*v\s*=/i.test(text) && !/[\r\n]/.test(text.trim())) return true;
  const { records, aliases, rcode } = readRecords(text);
  return records.length === 0 && aliases.length === 0 && rcode === undefined;
}

/** Why there is nothing to judge. */
function lackOf(kind: RecordFileKind, { aliases, rcode, records }: HeldRecords): string {
  const lack = `holds no ${TITLES[kind]}`;
  const [alias] = aliases;
  if (rcode !== undefined) return `${lack}: the answer is ${rcode}`;
  if (records.length > 0 || alias === undefined) return lack;
  return `${lack}: ${printable(alias.owner)} is an alias of ${printable(alias.target)}, so ask there`;
}

interface FixInput extends Input {
  readonly text: string | undefined;
  readonly held: HeldRecords | undefined;
}

async function fixRecordFile(kind: RecordFileKind, { file, text, held }: FixInput, flags: LintFlags): Promise<Linted> {
  if (text === undefined) throw undone(`${nameOf(file)}: is no text in UTF-8, and is left as it is`);
  const [only, ...others] = held?.records ?? [];
  const isValue = held === undefined || (only !== undefined && others.length === 0 && only.owner === undefined);
  if (!isValue) throw undone(`${nameOf(file)}: --fix takes the value of one record, and the file holds more`);
  const fixed = FIXES[kind](text);
  if (file !== "-" && fixed.text !== text) await replace(file, withFinalNewline(kind, fixed.text));
  return { file, text: fixed.text, fixed, issues: judge(kind, fixed.text, flags) };
}

const FIXES = { "sts-record": fixStsRecord, "tls-rpt-record": fixTlsRptRecord } as const;

function domainOf({ domain }: LintFlags): string | undefined {
  return domain === undefined ? undefined : takenDomain(domain, () => undefined).toLowerCase();
}

function judge(kind: Kind, input: string | Uint8Array, flags: LintFlags): readonly AnyIssue[] {
  const domain = domainOf(flags);
  const known = domain === undefined ? {} : { domain };
  if (kind === "policy") return lintPolicy(input, { ...known, isPublicSuffix });
  const text = typeof input === "string" ? input : Buffer.from(input).toString("latin1");
  return kind === "sts-record" ? lintStsRecord(text, known) : lintTlsRptRecord(text, known);
}

function withFinalNewline(kind: Kind, text: string): string {
  return kind === "policy" ? text : `${text}\n`;
}

/** Replaces a file in one step, so that nobody finds half of it. */
async function replace(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    const { mode } = await stat(file);
    await writeFile(draft, text, { mode });
    await rename(draft, file);
  } catch (error) {
    throw undone(`${file}: ${reason(error)}`);
  }
}

function asJson({ file, issues, fixed, records }: Linted): object {
  const found = records?.map(({ record: { isCut: _, ...record }, issues: own }) => ({ ...record, issues: own }));
  return {
    file: nameOf(file),
    issues,
    ...(fixed === undefined ? {} : { mends: fixed.mends }),
    ...(found === undefined ? {} : { records: found }),
  };
}

function show(all: readonly Linted[], { kind, files, flags }: LintRun, context: Context): void {
  // What was mended on its way through a pipe is the result.
  const isPiped = flags.fix === true && files.includes("-");
  const write = (lines: readonly Line[]): void => {
    if (isPiped) for (const line of lines) context.note(line);
    else context.out(lines);
  };
  const paint = isPiped ? context.errorPaint : context.paint;
  if (all.length === 0) return;
  const issues = all.flatMap((each) => each.issues);
  const of = all.length === 1 ? "" : ` in ${all.length} files`;
  context.note(`${countOf(issues)}${of}`);
  for (const { file, text, issues, fixed, records } of all) {
    if (fixed !== undefined) write(mendLines(nameOf(file), fixed.mends, paint));
    const parts = records?.map(({ record, issues: own }) => ({
      text: record.text,
      issues: own,
      firstLine: record.line,
    }));
    for (const part of parts ?? [{ text, issues }]) write(lintLines({ file: nameOf(file), ...part }, paint));
    if (isPiped && file === "-") context.raw(withFinalNewline(kind, text));
  }
}

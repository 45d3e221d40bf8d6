import { rename, stat, writeFile } from "node:fs/promises";
import { printable } from "@mtasts/check";
import { lintPolicy, lintStsRecord, lintTlsRptRecord, type Issue } from "@mtasts/core";
import { fixPolicy, fixStsRecord, fixTlsRptRecord, type FixedText } from "@mtasts/core/fix";
import { isPublicSuffix } from "@mtasts/core/public-suffix";
import type { Kind, LintFlags } from "../commands/lint";
import type { Context } from "../context";
import { isFailure, undone } from "../exit-code";
import { nameOf, readBytes, reason } from "../input";
import { countOf, exitCodeFor } from "../severity";
import { lintLines, mendLines } from "../show/lint-text";
import type { Line } from "../terminal/line";

/** Everything known about one file. */
interface Linted {
  readonly file: string;
  readonly text: string;
  readonly issues: readonly Issue[];
  /** What `--fix` made of it. */
  readonly fixed?: FixedText;
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
  if (bytes.includes(0)) throw undone(`${nameOf(file)}: is a binary file`);
  const text = decode(kind, bytes);
  if (flags.fix !== true) return { file, text: shownText(text, bytes), issues: judge(kind, text ?? bytes, flags) };
  if (text === undefined) throw undone(`${nameOf(file)}: is no text in UTF-8, and is left as it is`);
  const fixed = FIXES[kind](text);
  if (file !== "-" && fixed.text !== text) await replace(file, withFinalNewline(kind, fixed.text));
  return { file, text: fixed.text, fixed, issues: judge(kind, fixed.text, flags) };
}

const FIXES = { policy: fixPolicy, "sts-record": fixStsRecord, "tls-rpt-record": fixTlsRptRecord } as const;

/** The text as it is judged; `undefined` if it is no UTF-8. */
function decode(kind: Kind, bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    // The last line end belongs to the file, not to the record.
    return kind === "policy" ? text : text.replace(/\r?\n$/, "");
  } catch {
    return undefined;
  }
}

/** What is no UTF-8 is shown as well as it can be. */
function shownText(text: string | undefined, bytes: Uint8Array): string {
  return text ?? new TextDecoder().decode(bytes);
}

function judge(kind: Kind, input: string | Uint8Array, { domain }: LintFlags): readonly Issue[] {
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

function asJson({ file, issues, fixed }: Linted): object {
  return { file: nameOf(file), issues, ...(fixed === undefined ? {} : { mends: fixed.mends }) };
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
  for (const { file, text, issues, fixed } of all) {
    if (fixed !== undefined) write(mendLines(nameOf(file), fixed.mends, paint));
    write(lintLines({ file: nameOf(file), text, issues }, paint));
    if (isPiped && file === "-") context.raw(withFinalNewline(kind, text));
  }
}

import { catalogue, type IssueCode } from "./catalogue";
import type { CatalogueEntry, Role, Severity } from "./catalogue/entry";

/**
 * A place in a text. Columns and offsets count UTF-16 code units, as JavaScript strings and the protocols of editors do; of
 * bytes, those of the decoded text.
 */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** From the start of the text, 0. */
  readonly offset: number;
}

/**
 * One thing that is wrong or unwise, where it stands, and what to write instead. Packages with codes of their own name them in
 * `Code`.
 */
export interface Issue<Code extends string = IssueCode> {
  readonly code: Code;
  readonly severity: Severity;
  /** Where, as the user wrote it: `["mx", 1]` in a configuration, `["line", 3]` in a text, `[]` for the whole. */
  readonly path: readonly (string | number)[];
  /** Where in a text, unless the issue concerns the whole or something that is missing. */
  readonly position?: Position;
  /** What is wrong, the value got, what to write instead. */
  readonly message: string;
  /** The section that the rule comes from, such as "RFC 8461 §4.1". */
  readonly spec?: string;
}

/** A value that passed every check, or all the issues that it failed on. Issues of severity warning and info never fail it. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** What a check found, before it is known where the value stands and how to say it. */
export interface Fault<Code extends string = IssueCode> {
  readonly code: Code;
  /** The value found; left out where a missing thing is the fault. */
  readonly got?: unknown;
  /** What is wrong, where the summary of the code is too general. */
  readonly problem?: string;
  /** The exact replacement, where one can be offered. */
  readonly write?: string | number | readonly string[];
  /** The section that the rule comes from, where several grammars share the code. */
  readonly spec?: string;
  /** An example of a right value, as it stands in a configuration, where nothing exact can be offered. */
  readonly like?: string;
  /** Where the value decides how much the fault matters. */
  readonly severity?: Severity;
  /** As above, of what is published already. */
  readonly whenChecking?: Severity;
}

/** A fault in a text; without a place it concerns the whole, or something that is missing. */
export interface TextFault<Code extends string = IssueCode> extends Fault<Code> {
  readonly at?: Position;
}

/** The reading of a DNS answer: the one record that counts, or none, with the reasons. */
export type Selected<T> =
  | { readonly outcome: "record"; readonly value: T; readonly issues: readonly Issue[] }
  | { readonly outcome: "none"; readonly issues: readonly Issue[] };

/**
 * The fault in words, at its place: for whoever finds one that core cannot see.
 *
 * @example
 * import { toIssue } from "@mtasts/core";
 *
 * const issue = toIssue({ code: "argument-type", got: 5, problem: "must be a string", like: '"Z1"' }, ["dns", "zoneId"]);
 */
export function toIssue(fault: TextFault, path: Issue["path"], role: Role = "authoring"): Issue {
  return issueOf(catalogue[fault.code], fault, { path, role });
}

/** As above, with the entry of a code from any catalogue. */
export function issueOf<Code extends string>(
  entry: CatalogueEntry,
  fault: TextFault<Code>,
  { path, role }: { readonly path: Issue["path"]; readonly role: Role },
): Issue<Code> {
  const { code, at: position } = fault;
  const severity = severityOf(fault, entry, role);
  const message = messageOf(fault, entry);
  const spec = fault.spec ?? entry.spec;
  // Written out, since these are most of what a refused text costs.
  if (position === undefined) {
    return spec === undefined ? { code, severity, path, message } : { code, severity, path, message, spec };
  }
  return spec === undefined
    ? { code, severity, path, position, message }
    : { code, severity, path, position, message, spec };
}

/** The fault of a policy in words: its path is the line. */
export function toLineIssue(fault: TextFault, role?: Role): Issue {
  return toIssue(fault, fault.at === undefined ? [] : ["line", fault.at.line], role);
}

function severityOf(fault: Fault<string>, entry: CatalogueEntry, role: Role): Severity {
  const severity = fault.severity ?? entry.severity;
  // What the value says outranks what the code says, in either role.
  return role === "authoring" ? severity : (fault.whenChecking ?? fault.severity ?? entry.whenChecking ?? severity);
}

/** Enough to tell an author what is wrong with a text, and a bound on what a hostile one makes us keep. */
const MAX_LINTS = 200;

/** The faults of a text in reading order, those of the whole at the end. */
export function inReadingOrder(faults: readonly TextFault[]): readonly TextFault[] {
  const offsetOf = ({ at }: TextFault): number => at?.offset ?? Infinity;
  // Two faults of the whole would differ by NaN, so the order is asked for by comparison.
  const sorted = [...faults].sort((a, b) => (offsetOf(a) < offsetOf(b) ? -1 : offsetOf(a) > offsetOf(b) ? 1 : 0));
  return sorted.slice(0, MAX_LINTS);
}

/** The value if nothing is worse than a warning, else every issue. */
export function parsed<T>(value: T | undefined, issues: readonly Issue[]): Parsed<T> {
  return value === undefined || issues.some(isError) ? { ok: false, issues } : { ok: true, value, warnings: issues };
}

/** Whether the issue stops what it is about. */
export function isError(issue: Issue<string>): boolean {
  return issue.severity === "error";
}

/**
 * One line for people: path, message, source and code.
 *
 * @example
 * import { formatIssue, planDeployment } from "@mtasts/core";
 *
 * const plan = planDeployment({ domain: "example.com", mx: ["mx*.example.com"] });
 * const lines: readonly string[] = plan.ok ? [] : plan.issues.map(formatIssue);
 * // mx[0]: wildcard must be the whole left-most label, got "mx*.example.com"; write "*.example.com" (RFC 8461 §4.1) [mx-wildcard-position]
 */
export function formatIssue(issue: Issue<string>): string {
  const place = printable(formatPath(issue.path));
  const source = issue.spec === undefined ? "" : ` (${issue.spec})`;
  return `${place === "" ? "" : `${place}: `}${issue.message}${source} [${issue.code}]`;
}

/**
 * All issues, one line each, in the order in which they were found.
 *
 * @example
 * import { formatIssues, parsePolicy } from "@mtasts/core";
 *
 * const policy = parsePolicy("version: STSv1\nmode: enforced\n");
 * const report: string = policy.ok ? "" : formatIssues(policy.issues);
 */
export function formatIssues(issues: readonly Issue<string>[]): string {
  return issues.map(formatIssue).join("\n");
}

const SHOWN_LENGTH = 80;

/** A value as a message may hold it: bounded, on one line, without calling anything that the value brings along. */
export function show(value: unknown): string {
  switch (typeof value) {
    case "string":
      return quote(value.length > SHOWN_LENGTH ? `${value.slice(0, SHOWN_LENGTH)}…` : value);
    case "object":
      return value === null ? "null" : Array.isArray(value) ? "a list" : "an object";
    case "function":
    case "symbol":
    case "bigint":
      return `a ${typeof value}`;
    case "number":
    case "boolean":
    case "undefined":
      return String(value);
  }
}

/** As JSON, with every character escaped that an editor does not show. */
function quote(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : printable(JSON.stringify(text));
}

/**
 * A text from outside as a terminal, a log or a web page may show it: control characters, invisible ones and those that turn
 * the direction of writing are escaped as `\u{1b}`. Line ends are escaped too, so that it stays on one line.
 *
 * @example
 * import { printable } from "@mtasts/core/checking";
 *
 * const line: string = printable("mail.example.com\u001b[2J"); // mail.example.com\u{1b}[2J
 */
export function printable(text: string): string {
  if (VISIBLE.test(text)) return text;
  return text.replace(/\p{C}|[^\P{Z} ]/gu, (invisible) => `\\u{${(invisible.codePointAt(0) ?? 0).toString(16)}}`);
}

/** ASCII without control characters. */
const VISIBLE = /^[ -~]*$/;

/** Visible ASCII and spaces, which need no escape. */
const PLAIN = /^[ !#-[\]-~]*$/;

function messageOf(fault: Fault<string>, entry: CatalogueEntry): string {
  const got = "got" in fault ? `, got ${show(fault.got)}` : "";
  // Problem and advice may quote what a stranger has published, as the value does.
  return printable(`${fault.problem ?? entry.summary}${got}; ${adviceOf(fault, entry)}`);
}

function adviceOf({ write, like }: Fault<string>, entry: CatalogueEntry): string {
  if (write !== undefined) return `write ${replacement(write)}`;
  return like === undefined ? entry.advice : `write something like ${like}`;
}

function replacement(write: string | number | readonly string[]): string {
  return typeof write === "object" ? `[${write.map(show).join(", ")}]` : show(write);
}

function formatPath(path: Issue["path"]): string {
  const [word, line] = path.slice(-2);
  // A place in a text reads better in words than as an index.
  if (word === "line" && typeof line === "number") {
    const text = formatPath(path.slice(0, -2));
    return `${text === "" ? "" : `${text} `}line ${line}`;
  }
  return path.map((part, i) => (typeof part === "number" ? `[${part}]` : i === 0 ? part : `.${part}`)).join("");
}

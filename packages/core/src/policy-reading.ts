import { isMxPattern, withoutTrailingDot } from "./host-name";
import type { Fault, TextFault } from "./issue";
import { MAX_AGE_LIMIT, maxAgeFault } from "./max-age";
import { isMode, modeFault, type Mode } from "./mode";
import { mxFault } from "./name-fault";
import { placeIn, readPolicyLines, type PolicyField, type PolicyLines } from "./policy-lines";
import { isRichText, nonAsciiFault, slipInValue, type POLICY_KEYS } from "./policy-slips";

/** A policy as senders understand it (RFC 8461 §3.2). */
export interface Policy {
  readonly mode: Mode;
  /** MX patterns: host names, or `*.` and a host name. May be empty in mode none only. */
  readonly mx: readonly string[];
  /** Seconds that senders keep the policy after each fetch, 0 to 31557600. */
  readonly maxAge: number;
}

/** RFC 8461 §3.3 suggests that senders read 64 kilobytes. */
const MAX_POLICY_BYTES = 65_536;

/** Everything that one pass over a policy shows; each reader takes its part. */
export interface PolicyReading extends PolicyLines {
  /** As it was decoded; empty if it could not be. */
  readonly text: string;
  /** What the text means, as far as it is clear; it counts only if no fault stands against it. */
  readonly policy: Policy | undefined;
}

/** Reads the bytes that a policy host served, or text already decoded. Never throws. */
export function readPolicyText(input: string | Uint8Array): PolicyReading {
  const text = decode(input);
  if (typeof text !== "string") return unread(text);
  const at = { line: 1, column: 1, offset: 0 };
  if (text.startsWith("{")) return unread({ code: isRichText(text) ? "policy-rich-text" : "policy-json", at });

  const { fields, faults, end } = readPolicyLines(text);
  const registered = registeredAmong(fields);
  const allFaults = [...faults, ...faultsOf(registered, fields)];
  return { text, policy: meant(registered), fields, faults: allFaults, end };
}

function unread(fault: TextFault): PolicyReading {
  return { text: "", policy: undefined, fields: [], faults: [fault], end: 0 };
}

function decode(input: string | Uint8Array): string | Fault {
  if (typeof input === "string") return textFault(input) ?? input;
  // Not instanceof: arrays of another realm are bytes too.
  if (!ArrayBuffer.isView(input)) return { code: "argument-type", got: input, problem: "policy must be text or bytes" };
  // RFC 8461 §3.3 (P14): senders may limit the size
  if (input.byteLength > MAX_POLICY_BYTES) return { code: "policy-size" };
  try {
    // The byte order mark has to be seen, since the grammar has no place for it.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(input);
  } catch {
    return { code: "policy-not-utf8" };
  }
}

function textFault(text: string): Fault | undefined {
  // No text has fewer bytes than code units, so that a huge one is refused before it is encoded, and at most three of each.
  if (text.length > MAX_POLICY_BYTES) return { code: "policy-size" };
  if (text.length > MAX_POLICY_BYTES / 3 && utf8Length(text) > MAX_POLICY_BYTES) return { code: "policy-size" };
  // Half of a surrogate pair has no UTF-8 form; with the flag "u" the class matches such halves only.
  return /[\uD800-\uDFFF]/u.test(text) ? { code: "policy-not-utf8" } : undefined;
}

/** The bytes of the text in UTF-8. */
export function utf8Length(text: string): number {
  // Most policies are ASCII, where nothing has to be encoded to be counted.
  return /^[\0-\x7f]*$/.test(text) ? text.length : new TextEncoder().encode(text).length;
}

/** The fields that count: every mx, and the first of every other registered key. */
interface Registered {
  version: PolicyField | undefined;
  mode: PolicyField | undefined;
  readonly mx: PolicyField[];
  maxAge: PolicyField | undefined;
}

function registeredAmong(fields: readonly PolicyField[]): Registered {
  const found: Registered = { version: undefined, mode: undefined, mx: [], maxAge: undefined };
  // RFC 8461 §3.2 (P11): keys that are not asked for here are extensions, and ignored
  // RFC 8461 §3.2 (P12): of every key but mx only the first counts, even if a later one has a bad value
  for (const field of fields) {
    if (field.key === "mx") found.mx.push(field);
    else if (field.key === "version") found.version ??= field;
    else if (field.key === "mode") found.mode ??= field;
    else if (field.key === "max_age") found.maxAge ??= field;
  }
  return found;
}

/** What is missing, and what the grammars of the values refuse. */
function faultsOf({ version, mode, mx, maxAge }: Registered, fields: readonly PolicyField[]): readonly TextFault[] {
  const faults: TextFault[] = [];
  // RFC 8461 §3.2 (P5, P6): all four are required, but mx may be left out in mode none; their order is free
  if (version === undefined) faults.push(missingKey("version", fields));
  if (mode === undefined) faults.push(missingKey("mode", fields));
  if (mx.length === 0 && mode?.value !== "none") faults.push(missingKey("mx", fields));
  if (maxAge === undefined) faults.push(missingKey("max_age", fields));
  if (version !== undefined) judge(version, versionFault(version.value), faults);
  if (mode !== undefined && !isMode(mode.value)) judge(mode, asciiOr(mode.value, modeFault), faults);
  for (const pattern of mx) judge(pattern, patternFault(pattern.value), faults);
  if (maxAge !== undefined) judge(maxAge, maxAgeFault(maxAge.value), faults);
  return faults;
}

/** Adds the fault of a value; what has got into it by mistake tells more. */
function judge({ value, line, valueAt }: PolicyField, fault: Fault | undefined, faults: TextFault[]): void {
  if (fault !== undefined) faults.push({ ...(slipInValue(value) ?? fault), at: placeIn(line, valueAt) });
}

/** What tolerant senders make of it: they clamp a max_age, and take a pattern without its final dot. */
function meant({ mode, mx, maxAge }: Registered): Policy | undefined {
  if (mode === undefined || !isMode(mode.value) || maxAge === undefined) return undefined;
  const seconds = Math.min(Number(maxAge.value), MAX_AGE_LIMIT);
  return { mode: mode.value, mx: mx.map((field) => withoutTrailingDot(field.value)), maxAge: seconds };
}

/** The keys that a policy must have. */
type Key = (typeof POLICY_KEYS)[number];

const MISSING = {
  version: "policy-missing-version",
  mode: "policy-missing-mode",
  mx: "policy-missing-mx",
  max_age: "policy-missing-max-age",
} as const satisfies Readonly<Record<Key, Fault["code"]>>;

function missingKey(key: Key, fields: readonly PolicyField[]): TextFault {
  // RFC 8461 §3.2 (P4): keys are case-sensitive
  const misspelt = fields.find((field) => field.key.toLowerCase() === key);
  if (misspelt === undefined) return { code: MISSING[key] };
  return { code: "policy-key-case", got: misspelt.key, write: key, at: placeIn(misspelt.line, misspelt.keyAt) };
}

function versionFault(value: string): Fault | undefined {
  // RFC 8461 §3.2 (P4): sts-policy-version-value = %s"STSv1"
  return value === "STSv1" ? undefined : asciiOr(value, (got) => ({ code: "policy-version-invalid", got }));
}

function patternFault(value: string): Fault | undefined {
  // RFC 8461 §3.2 (P8, P9): one host name in A-labels, with at most a wildcard in front
  if (isMxPattern(value)) return undefined;
  const fault = mxFault(value);
  // Tolerant readers drop the dot, which must leave a pattern.
  const isBeyondRepair = fault.code === "mx-trailing-dot" && !isMxPattern(withoutTrailingDot(value));
  return isBeyondRepair ? { ...fault, whenChecking: "error" } : fault;
}

function asciiOr(value: string, fault: (value: string) => Fault): Fault {
  return nonAsciiFault(value) ?? fault(value);
}

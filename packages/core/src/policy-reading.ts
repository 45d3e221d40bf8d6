import { isMxPattern, withoutTrailingDot } from "./host-name";
import type { Fault, TextFault } from "./issue";
import { MAX_AGE_LIMIT, maxAgeFault } from "./max-age";
import { isMode, modeFault, type Mode } from "./mode";
import { mxFault } from "./name-fault";
import { readPolicyLines, type PolicyField, type PolicyLines } from "./policy-lines";
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
  /** What the text means, as far as it is clear; it counts only if no fault stands against it. */
  readonly policy: Policy | undefined;
  readonly bytes: number;
  /** The first field of each key, which is the one that counts. */
  readonly first: ReadonlyMap<string, PolicyField>;
}

/** Reads the bytes that a policy host served, or text already decoded. Never throws. */
export function readPolicyText(input: string | Uint8Array): PolicyReading {
  const decoded = decode(input);
  if (!("text" in decoded)) return unread(decoded);
  const { text, bytes } = decoded;
  const at = { line: 1, column: 1, offset: 0 };
  if (text.startsWith("{")) return unread({ code: isRichText(text) ? "policy-rich-text" : "policy-json", at });

  const { fields, faults: lineFaults, notes } = readPolicyLines(text);
  // RFC 8461 §3.2 (P12): of every key but mx only the first counts, even if a later one has a bad value
  const first = new Map<string, PolicyField>();
  for (const field of fields) if (!first.has(field.key)) first.set(field.key, field);
  const { policy, faults } = interpret(fields, first);
  return { policy, fields, faults: [...lineFaults, ...faults], notes, bytes, first };
}

function unread(fault: TextFault): PolicyReading {
  return { policy: undefined, fields: [], faults: [fault], notes: [], bytes: 0, first: new Map() };
}

function decode(input: string | Uint8Array): { readonly text: string; readonly bytes: number } | Fault {
  if (typeof input === "string") return decodeText(input);
  // Not instanceof: arrays of another realm are bytes too.
  if (!ArrayBuffer.isView(input)) return { code: "argument-type", got: input, problem: "policy must be text or bytes" };
  // RFC 8461 §3.3 (P14): senders may limit the size
  if (input.byteLength > MAX_POLICY_BYTES) return { code: "policy-size" };
  try {
    // The byte order mark has to be seen, since the grammar has no place for it.
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(input);
    return { text, bytes: input.byteLength };
  } catch {
    return { code: "policy-not-utf8" };
  }
}

function decodeText(text: string): { readonly text: string; readonly bytes: number } | Fault {
  // No text has fewer bytes than code units, so that a huge one is refused before it is encoded.
  if (text.length > MAX_POLICY_BYTES) return { code: "policy-size" };
  // Most policies are ASCII, where nothing has to be encoded to be counted.
  if (/^[\0-\x7f]*$/.test(text)) return { text, bytes: text.length };
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MAX_POLICY_BYTES) return { code: "policy-size" };
  // Half of a surrogate pair has no UTF-8 form; with the flag "u" the class matches such halves only.
  return /[\uD800-\uDFFF]/u.test(text) ? { code: "policy-not-utf8" } : { text, bytes };
}

/** The keys that a policy must have. */
type Key = (typeof POLICY_KEYS)[number];

const MISSING = {
  version: "policy-missing-version",
  mode: "policy-missing-mode",
  mx: "policy-missing-mx",
  max_age: "policy-missing-max-age",
} as const satisfies Readonly<Record<Key, Fault["code"]>>;

/** What the fields say together. Registered keys are judged by their values, everything else is an extension and ignored. */
function interpret(
  fields: readonly PolicyField[],
  first: ReadonlyMap<string, PolicyField>,
): Pick<PolicyReading, "policy" | "faults"> {
  const version = first.get("version");
  const mode = first.get("mode");
  const maxAge = first.get("max_age");
  const mx = fields.filter((field) => field.key === "mx");

  // RFC 8461 §3.2 (P11): keys that are not asked for here are extensions, and ignored
  // RFC 8461 §3.2 (P5, P6): all four are required, but mx may be left out in mode none; their order is free
  const required: readonly Key[] =
    mode?.value === "none" ? ["version", "max_age"] : ["version", "mode", "mx", "max_age"];
  const faults = required.filter((key) => !first.has(key)).map((key) => missingKey(key, fields));
  const check = (field: PolicyField | undefined, faultOf: (value: string) => Fault | undefined): void => {
    const fault = field === undefined ? undefined : faultOf(field.value);
    if (field === undefined || fault === undefined) return;
    faults.push({ ...(slipInValue(field.value) ?? fault), at: field.valueAt });
  };
  check(version, versionFault);
  check(mode, (value) => (isMode(value) ? undefined : asciiOr(value, modeFault)));
  for (const pattern of mx) check(pattern, patternFault);
  check(maxAge, maxAgeFault);
  if (mode === undefined || !isMode(mode.value) || maxAge === undefined) return { policy: undefined, faults };
  return { policy: meant(mode.value, mx, maxAge), faults };
}

/** What tolerant senders make of it: they clamp a max_age, and take a pattern without its final dot. */
function meant(mode: Mode, mx: readonly PolicyField[], maxAge: PolicyField): Policy {
  const seconds = Math.min(Number(maxAge.value), MAX_AGE_LIMIT);
  return { mode, mx: mx.map((field) => withoutTrailingDot(field.value)), maxAge: seconds };
}

function missingKey(key: Key, fields: readonly PolicyField[]): TextFault {
  // RFC 8461 §3.2 (P4): keys are case-sensitive
  const misspelt = fields.find((field) => field.key.toLowerCase() === key);
  if (misspelt === undefined) return { code: MISSING[key] };
  return { code: "policy-key-case", got: misspelt.key, write: key, at: misspelt.keyAt };
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

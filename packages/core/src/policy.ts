import { isMxPattern, lowerCase } from "./host-name";
import { parsed, toIssue, type Fault, type Issue, type Parsed } from "./issue";
import { isMode, modeFault, type Mode } from "./mode";
import { mxFault } from "./name-fault";
import { readPolicyLines, type PolicyField, type LineFault } from "./policy-lines";
import { every, isDigit } from "./scanner";

/** A policy as senders understand it (RFC 8461 §3.2). */
export interface Policy {
  readonly mode: Mode;
  /** MX patterns: host names, or `*.` and a host name. May be empty in mode none only. */
  readonly mx: readonly string[];
  /** Seconds that senders keep the policy after each fetch, 0 to 31557600. */
  readonly maxAge: number;
}

/** The largest max_age (RFC 8461 §3.2): a year of 365.25 days, in seconds. */
export const MAX_AGE_LIMIT = 31_557_600;

/** RFC 8461 §3.3 suggests that senders read 64 kilobytes. */
const MAX_POLICY_BYTES = 65_536;

/**
 * The strict verdict of RFC 8461 §3.2 on the bytes that a policy host served, or on text already decoded. Never throws; patterns
 * keep their order and case. Unknown keys are ignored and so is every later duplicate, both as the RFC says.
 *
 * @example
 * import { parsePolicy } from "@mtasts/core";
 *
 * const policy = parsePolicy("version: STSv1\r\nmode: enforce\r\nmx: *.example.net\r\nmax_age: 604800\r\n");
 * const mx: readonly string[] = policy.ok ? policy.value.mx : [];
 */
export function parsePolicy(text: string | Uint8Array): Parsed<Policy> {
  const decoded = decode(text);
  if (typeof decoded !== "string") return parsed<Policy>(undefined, [toIssue(decoded, [])]);
  if (decoded.startsWith("{")) return parsed<Policy>(undefined, [toIssue({ code: "policy-json" }, ["line", 1])]);

  const { fields, faults } = readPolicyLines(decoded);
  const reading = interpret(fields);
  return parsed(reading.policy, [...faults, ...reading.faults].map(placed));
}

/**
 * The canonical text of a policy, which is what to serve: the keys in the order of the RFC's example, each line ended by CRLF,
 * one space after the colon, patterns in lower case, without duplicates and sorted by code point. The patterns stay in mode
 * none, because some senders refuse a policy without any.
 *
 * @example
 * import { formatPolicy } from "@mtasts/core";
 *
 * const text: string = formatPolicy({ mode: "testing", mx: ["*.example.net", "mail.example.com"], maxAge: 86400 });
 */
export function formatPolicy(policy: Policy): string {
  const { mode, mx, maxAge } = canonicalPolicy(policy);
  const patterns = mx.map((pattern) => `mx: ${pattern}`);
  const lines = ["version: STSv1", `mode: ${mode}`, ...patterns, `max_age: ${maxAge}`];
  return lines.map((line) => `${line}\r\n`).join("");
}

/** The policy as it is published: patterns in lower case, without duplicates, sorted by code point. */
export function canonicalPolicy({ mode, mx, maxAge }: Policy): Policy {
  // Patterns are ASCII, and there the order of code units, which sort() has, is that of code points.
  return { mode, mx: [...new Set(mx.map(lowerCase))].sort(), maxAge };
}

function decode(input: string | Uint8Array): string | Fault {
  if (typeof input === "string") return decodeText(input);
  // Not instanceof: arrays of another realm are bytes too.
  if (!ArrayBuffer.isView(input)) return { code: "argument-type", got: input, problem: "policy must be text or bytes" };
  if (input.byteLength > MAX_POLICY_BYTES) return { code: "policy-size" };
  try {
    // The byte order mark has to be seen, since the grammar has no place for it.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(input);
  } catch {
    return { code: "policy-not-utf8" };
  }
}

function decodeText(text: string): string | Fault {
  // No text has fewer bytes than code units, so that a huge one is refused before it is encoded.
  const isTooLarge = text.length > MAX_POLICY_BYTES || new TextEncoder().encode(text).length > MAX_POLICY_BYTES;
  if (isTooLarge) return { code: "policy-size" };
  // Half of a surrogate pair has no UTF-8 form; with the flag "u" the class matches such halves only.
  return /[\uD800-\uDFFF]/u.test(text) ? { code: "policy-not-utf8" } : text;
}

/** The keys that a policy must have. */
type Key = "version" | "mode" | "mx" | "max_age";

const MISSING = {
  version: "policy-missing-version",
  mode: "policy-missing-mode",
  mx: "policy-missing-mx",
  max_age: "policy-missing-max-age",
} as const satisfies Readonly<Record<Key, Fault["code"]>>;

interface Reading {
  readonly policy: Policy | undefined;
  readonly faults: readonly (Fault | LineFault)[];
}

/** What the fields say together. Known keys are judged by their values, everything else is an extension and ignored. */
function interpret(fields: readonly PolicyField[]): Reading {
  // RFC 8461 §3.2: of every key but mx only the first counts, even if a later one has a bad value
  const first = new Map<string, PolicyField>();
  for (const field of fields) if (!first.has(field.key)) first.set(field.key, field);
  const version = first.get("version");
  const mode = first.get("mode");
  const maxAge = first.get("max_age");
  const mx = fields.filter((field) => field.key === "mx");

  const required: readonly Key[] =
    mode?.value === "none" ? ["version", "max_age"] : ["version", "mode", "mx", "max_age"];
  const faults = [
    ...required.filter((key) => !first.has(key)).map((key) => missingKey(key, fields)),
    ...faultAt(version, versionFault),
    ...faultAt(mode, (value) => (isMode(value) ? undefined : modeFault(value))),
    ...mx.flatMap((field) => faultAt(field, (value) => (isMxPattern(value) ? undefined : mxFault(value)))),
    ...faultAt(maxAge, maxAgeFault),
  ];
  if (faults.length > 0 || mode === undefined || !isMode(mode.value) || maxAge === undefined) {
    return { policy: undefined, faults };
  }
  const policy = { mode: mode.value, mx: mx.map((field) => field.value), maxAge: Number(maxAge.value) };
  return { policy, faults };
}

function missingKey(key: Key, fields: readonly PolicyField[]): Fault | LineFault {
  // RFC 8461 §3.2: keys are case-sensitive
  const misspelt = fields.find((field) => field.key.toLowerCase() === key);
  if (misspelt === undefined) return { code: MISSING[key] };
  return { code: "policy-key-case", got: misspelt.key, write: key, line: misspelt.line };
}

function faultAt(field: PolicyField | undefined, check: (value: string) => Fault | undefined): readonly LineFault[] {
  const fault = field === undefined ? undefined : check(field.value);
  return field === undefined || fault === undefined ? [] : [{ ...fault, line: field.line }];
}

function versionFault(value: string): Fault | undefined {
  // RFC 8461 §3.2: sts-policy-version-value = %s"STSv1"
  return value === "STSv1" ? undefined : { code: "policy-version-invalid", got: value };
}

function maxAgeFault(value: string): Fault | undefined {
  // RFC 8461 §3.2: sts-policy-max-age-value = 1*10(DIGIT), and its maximum
  if (!every(value, isDigit)) return { code: "max-age-invalid", got: value };
  const isTooLong = value.length > 10 || Number(value) > MAX_AGE_LIMIT;
  return isTooLong ? { code: "max-age-too-long", got: value } : undefined;
}

function placed(fault: Fault | LineFault): Issue {
  return toIssue(fault, "line" in fault ? ["line", fault.line] : []);
}

import type { Role } from "./catalogue/entry";
import { isAscii } from "./host-name";
import { inReadingOrder, toLineIssue, type Fault, type Issue, type TextFault } from "./issue";
import { lintMx, type MxFacts } from "./lint-mx";
import { durationFault, maxAgeFault } from "./max-age";
import { isMode, type Mode } from "./mode";
import { placeIn, type PolicyField } from "./policy-lines";
import { policyNotes } from "./policy-notes";
import { readPolicyText, utf8Length, type PolicyReading } from "./policy-reading";
import { POLICY_KEYS } from "./policy-slips";
import { didYouMean } from "./spelling";

/** What a lint of a policy may take into account beside its text. */
export interface PolicyLintOptions extends MxFacts {
  /**
   * Whether the text is still to be published or has been.
   *
   * @default "authoring": what some senders refuse is an error
   */
  readonly role?: Role;
}

/**
 * Everything that a policy can be told: what the strict reader refuses, and what is allowed and unwise, in reading order.
 * Never throws, and tells at most 200 things.
 *
 * @example
 * import { formatIssues, lintPolicy } from "@mtasts/core";
 *
 * const issues = lintPolicy("version: STSv1\r\nmode: enforce\r\nmx: *.example.com\r\nmax_age: 86400\r\n", {
 *   domain: "example.com",
 * });
 * const report: string = formatIssues(issues); // mx-wildcard-own-domain, max-age-too-short-enforce
 */
export function lintPolicy(text: string | Uint8Array, options: PolicyLintOptions = {}): readonly Issue[] {
  const reading = readPolicyText(text);
  const first = firstFields(reading.fields);
  const faults = [
    ...reading.faults,
    ...policyNotes(reading),
    ...lintFile(reading, first),
    ...lintKeys(reading, first),
    ...lintValues(first),
    ...lintMx(reading.fields.filter(isMx), options),
  ];
  return inReadingOrder(faults).map((fault) => toLineIssue(fault, options.role));
}

/** The first field of each key, which is the one that counts. */
type FirstFields = ReadonlyMap<string, PolicyField>;

function firstFields(fields: readonly PolicyField[]): FirstFields {
  const first = new Map<string, PolicyField>();
  for (const field of fields) if (!first.has(field.key)) first.set(field.key, field);
  return first;
}

/** More than a hundred hosts; nobody needs that. */
const LARGE_POLICY_BYTES = 4_096;

/** RFC 8461 §3.3 suggests that senders read 64 kilobytes; some take that for 64,000 bytes. */
const MAX_BODY_BYTES = 64_000;

/** Keys that only a site generator knows. */
const GENERATOR_KEYS: readonly string[] = ["layout", "permalink"];

function lintFile({ text, fields }: PolicyReading, first: FirstFields): readonly TextFault[] {
  const [field] = fields;
  const bytes = utf8Length(text);
  const faults: TextFault[] = [];
  if (bytes > MAX_BODY_BYTES) faults.push({ code: "policy-size", got: bytes });
  else if (bytes > LARGE_POLICY_BYTES) faults.push({ ...LARGE, got: bytes });
  const isLate = field !== undefined && field.key !== "version" && first.has("version");
  // The first lines of a site generator are told of on their own.
  if (isLate && !GENERATOR_KEYS.includes(field.key)) {
    faults.push({ code: "policy-version-not-first", got: field.key, at: placeIn(field.line, field.keyAt) });
  }
  return faults;
}

const LARGE = {
  code: "policy-size",
  severity: "warning",
  problem: "policy is unusually large",
} as const satisfies Fault;

function lintKeys({ fields, faults }: PolicyReading, first: FirstFields): readonly TextFault[] {
  const told = new Set(faults.filter(({ code }) => code === "policy-key-case").map(({ at }) => at?.line));
  let isTold = faults.some(({ code }) => code === "policy-front-matter");
  return fields.flatMap((field) => {
    const { key, line, keyAt } = field;
    const at = placeIn(line, keyAt);
    if (first.get(key) !== field) return key === "mx" ? [] : [{ code: "policy-duplicate-key", got: key, at } as const];
    if (isRegistered(key) || told.has(at.line)) return [];
    if (!GENERATOR_KEYS.includes(key)) return unknownKey(field);
    const fault = isTold ? [] : [{ code: "policy-front-matter", got: key, at } as const];
    isTold = true;
    return fault;
  });
}

function unknownKey({ key, value, line, keyAt, valueAt }: PolicyField): readonly TextFault[] {
  const at = placeIn(line, keyAt);
  const lower = key.toLowerCase();
  if (isRegistered(lower)) return [{ code: "policy-key-case", got: key, write: lower, at }];
  // RFC 8461 §9.3 (P15): all other keys are extensions
  const meant = didYouMean(key, POLICY_KEYS);
  const unknown = {
    code: "policy-unknown-key",
    got: key,
    ...(meant === undefined ? {} : { write: meant }),
    at,
  } as const;
  return isAscii(value) ? [unknown] : [unknown, { code: "policy-non-ascii", got: value, at: placeIn(line, valueAt) }];
}

function isRegistered(key: string): boolean {
  return (POLICY_KEYS as readonly string[]).includes(key);
}

function isMx({ key }: PolicyField): boolean {
  return key === "mx";
}

function lintValues(first: FirstFields): readonly TextFault[] {
  const mode = first.get("mode");
  const maxAge = first.get("max_age");
  const known = mode !== undefined && isMode(mode.value) ? mode.value : undefined;
  return [
    ...(mode === undefined || known === undefined ? [] : modeFaults(known, mode, first.has("mx"))),
    ...(maxAge === undefined ? [] : maxAgeFaults(maxAge, known)),
  ];
}

function modeFaults(mode: Mode, { line, valueAt }: PolicyField, hasMx: boolean): readonly TextFault[] {
  const at = placeIn(line, valueAt);
  if (mode === "enforce") return [];
  if (mode === "testing") return [{ code: "mode-testing", at }];
  return hasMx
    ? [{ code: "mode-none", at }]
    : [
        { code: "mode-none", at },
        { code: "mx-missing-none", at },
      ];
}

function maxAgeFaults({ value, line, valueAt }: PolicyField, mode: Mode | undefined): readonly TextFault[] {
  // The strict reader has spoken of these.
  if (maxAgeFault(value) !== undefined) return [];
  const at = placeIn(line, valueAt);
  const seconds = Number(value);
  const isPadded = value.length > 1 && value.startsWith("0");
  const padded: Fault = { code: "max-age-leading-zero", got: value, write: seconds };
  const duration = durationFault(seconds, mode);
  return [...(isPadded ? [padded] : []), ...(duration === undefined ? [] : [duration])].map((fault) => ({
    ...fault,
    at,
  }));
}

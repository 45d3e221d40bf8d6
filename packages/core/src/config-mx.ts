import type { Place, Wanted } from "./config-values";
import { findMxFault, isCovered } from "./domain";
import { lowerCase } from "./host-name";
import { typeFault } from "./late-value";
import { isPlaceholderName } from "./placeholder";
import { providerFaults, unverifiedFaults } from "./mail-provider-lint";

const MX: Wanted = { problem: "must be a string", like: '"mail.example.com"' };
const MX_LIST: Wanted = { problem: "must be a list of strings", like: '["mail.example.com"]' };

/** No more lines of the shortest kind, "mx: a" and CRLF, fit into 64,000 bytes; it also bounds how long a hole can be. */
const MAX_PATTERNS = 9_142;

/** Checks a list of MX patterns, which may be empty. */
export function checkPatterns(value: unknown, { path, report }: Place): readonly string[] | null {
  if (!Array.isArray(value)) return report(typeFault(value, asPatterns(value)), ...path);
  if (value.length > MAX_PATTERNS) return report({ code: "policy-size" }, ...path);
  // Array.from() visits holes too.
  const patterns = Array.from<unknown, string | null>(value, (pattern, i) =>
    checkPattern(pattern, { path: [...path, i], report }),
  );
  const mx = patterns.filter((pattern) => pattern !== null);
  if (mx.length < patterns.length) return null;
  reportDuplicates(mx, { path, report });
  return mx;
}

function checkPattern(value: unknown, { path, report }: Place): string | null {
  if (typeof value !== "string") return report(typeFault(value, MX), ...path);
  const fault = findMxFault(value);
  if (fault !== undefined) return report(fault, ...path);
  const pattern = lowerCase(value);
  const isSingle = !value.includes(".") && !isPlaceholderName(pattern, undefined);
  if (isSingle) report({ code: "mx-single-label", got: value }, ...path);
  return pattern;
}

function reportDuplicates(mx: readonly string[], { path, report }: Place): void {
  const all = new Set(mx);
  const seen = new Set<string>();
  mx.forEach((pattern, i) => {
    if (seen.has(pattern) || isCovered(pattern, all)) report({ code: "mx-duplicate", got: pattern }, ...path, i);
    seen.add(pattern);
  });
}

/** What stands in place of a list, as the list that was probably meant. */
function asPatterns(value: unknown): Wanted {
  const fault = typeof value === "string" ? findMxFault(value) : undefined;
  const meant = typeof value === "string" && fault === undefined ? value : fault?.write;
  const list = typeof meant === "string" ? [meant] : meant;
  return list === undefined ? MX_LIST : { ...MX_LIST, write: list };
}

/** A mistake in mode enforce costs mail, so that hearsay is worth a word there. */
export function adviseOnProviders(mx: readonly string[], isEnforced: boolean, { path, report }: Place): void {
  const unverified = isEnforced ? unverifiedFaults(mx) : [];
  for (const { index = 0, ...fault } of [...providerFaults(mx, []), ...unverified]) report(fault, ...path, index);
}

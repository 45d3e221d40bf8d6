import { comparableHost, matchesMx } from "./domain";
import { lowerCase } from "./host-name";
import { toIssue, type Fault, type Issue } from "./issue";
import { providerFacts } from "./mail-provider-data";
import { findProvider } from "./mail-providers";

/** What was probably meant. */
type Meant = Pick<Fault, "write" | "like">;

const MICROSOFT_365: Meant = { write: "*.mail.protection.outlook.com" };
const MICROSOFT_DANE: Meant = { like: '"*.h-v1.mx.microsoft", with the zone of the MX record' };

/** Patterns that look right and that no MX host has. */
const BASES: ReadonlyMap<string, Meant> = new Map([
  ["outlook.com", MICROSOFT_365],
  ["*.outlook.com", MICROSOFT_365],
  ["protection.outlook.com", MICROSOFT_365],
  ["*.protection.outlook.com", MICROSOFT_365],
  ["mail.protection.outlook.com", MICROSOFT_365],
  ["mx.microsoft", MICROSOFT_DANE],
  // RFC 8461 §4.1: the wildcard is one label, and a tenant has two below this name
  ["*.mx.microsoft", MICROSOFT_DANE],
  ["google.com", { write: "smtp.google.com" }],
  ["l.google.com", { write: ["aspmx.l.google.com", "*.aspmx.l.google.com"] }],
  ["googlemail.com", { write: "*.googlemail.com" }],
  ["mx.cloudflare.net", { write: "*.mx.cloudflare.net" }],
]);

const MICROSOFT_ZONE = /^[a-z]-v1\.mx\.microsoft$/;

/**
 * What is wrong with MX patterns for mail providers: names that none of a provider's hosts has, and, where the MX hosts of the
 * domain are known, those hosts of known providers that no pattern covers.
 *
 * @example
 * import { formatIssues, lintMailProviders } from "@mtasts/core";
 *
 * const report: string = formatIssues(lintMailProviders(["*.mx.microsoft"], ["contoso-com.h-v1.mx.microsoft"]));
 */
export function lintMailProviders(patterns: readonly string[], mxHosts: readonly string[] = []): readonly Issue[] {
  const bases = patterns.flatMap((pattern, i) => {
    const isInUse = mxHosts.some((host) => matchesMx(host, [pattern]));
    const meant = isInUse ? undefined : meantBy(lowerCase(pattern));
    return meant === undefined ? [] : [toIssue({ code: "mx-provider-base", got: pattern, ...meant }, ["mx", i])];
  });
  return [...bases, ...mismatches(patterns, mxHosts)];
}

function meantBy(pattern: string): Meant | undefined {
  return MICROSOFT_ZONE.test(pattern) ? { write: `*.${pattern}` } : BASES.get(pattern);
}

/** Hosts of known providers that no pattern covers, each missing pattern once. */
function mismatches(patterns: readonly string[], mxHosts: readonly string[]): readonly Issue[] {
  const missing = new Map<string, Issue>();
  for (const host of mxHosts) {
    const provider = findProvider(host);
    if (provider === undefined || missing.has(provider.pattern) || matchesMx(host, patterns)) continue;
    const problem = `an MX host of ${providerFacts[provider.key].name} matches no pattern`;
    const fault = { problem, got: comparableHost(host), write: provider.pattern };
    missing.set(provider.pattern, toIssue({ code: "mx-provider-mismatch", ...fault }, ["mx"]));
  }
  return [...missing.values()];
}

import { comparableHost, matchesMx } from "./domain";
import { lowerCase } from "./host-name";
import { toIssue, type Fault, type Issue } from "./issue";
import { providerFacts } from "./mail-provider-data";
import { findProvider } from "./mail-providers";

/** What was probably meant. */
type Meant = Pick<Fault, "write" | "like">;

const MICROSOFT_365: Meant = { write: "*.mail.protection.outlook.com" };
const MICROSOFT_DANE: Meant = { like: '"*.h-v1.mx.microsoft", with the zone of the MX record' };

const CLOUDFLARE: Meant = { write: "*.mx.cloudflare.net" };

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
  ["mx.cloudflare.net", CLOUDFLARE],
]);

const GOOGLE: Meant = { write: ["smtp.google.com", "aspmx.l.google.com", "*.aspmx.l.google.com"] };

/**
 * Hosts that mail programs connect to: they take no mail from other servers, and no MX record points to them. What begins with
 * "smtp." at other providers may be an MX host.
 */
const SUBMISSION =
  /^(?:smtp(?:-relay|-mail|out)?|imap|pop|outlook)\.(?:g(?:oogle)?mail|office365|outlook|zoho|fastmail|mail\.(?:me|yahoo)|yandex|ionos|gmx|mailbox|hostinger|titan|migadu|protonmail|mailgun|sendgrid|postmarkapp|resend|brevo)\.[a-z]+(?:\.[a-z]{2})?$|^smtpout\.secureserver\.net$|^email-smtp\.[a-z0-9-]+\.amazonaws\.com$/;

/** More names directly above MX hosts, which a wildcard above them does not reach. */
const MORE_ZONES = [
  "aspmx.l.google.com",
  "mail.icloud.com",
  "ess.barracudanetworks.com",
  "mail.ovh.net",
  "us-east-1.amazonaws.com",
];

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
  return providerFaults(patterns, mxHosts).map(({ index, ...fault }) =>
    toIssue(fault, index === undefined ? ["mx"] : ["mx", index]),
  );
}

/** A fault of the pattern at the index, or of the patterns together. */
export interface ProviderFault extends Fault {
  readonly index?: number;
}

/** As above, for whoever knows better where the patterns stand. */
export function providerFaults(patterns: readonly string[], mxHosts: readonly string[]): readonly ProviderFault[] {
  const parents = new Set(patterns.map((pattern) => lowerCase(pattern.slice(pattern.indexOf(".") + 1))));
  const names = patterns.flatMap((got, index): readonly ProviderFault[] => {
    const fault = faultOf(lowerCase(got), parents);
    const isInUse = fault !== undefined && mxHosts.some((host) => matchesMx(host, [got]));
    return fault === undefined || isInUse ? [] : [{ got, ...fault, index }];
  });
  return [...names, ...mismatches(patterns, mxHosts)];
}

function faultOf(pattern: string, parents: ReadonlySet<string>): Fault | undefined {
  const base = meantBy(pattern);
  if (base !== undefined) return { code: "mx-provider-base", ...base };
  if (SUBMISSION.test(pattern)) return { code: "mx-submission-host", ...meantBySubmission(pattern) };
  return pattern.startsWith("*.") ? wildcardFault(pattern.slice(2), parents) : undefined;
}

function meantBySubmission(host: string): Meant {
  if (/office|outlook/.test(host)) return MICROSOFT_365;
  return /gma|gle/.test(host) ? GOOGLE : {};
}

/** A wildcard that covers none of the hosts below it, or not all. */
function wildcardFault(base: string, parents: ReadonlySet<string>): Fault | undefined {
  if (!base.includes(".")) return undefined;
  const isMissed = (zone: string): boolean => zone.endsWith(`.${base}`) && !parents.has(zone);
  const zone = [...BASES.keys(), ...MORE_ZONES].find(isMissed);
  if (zone === undefined) return undefined;
  if (!BASES.has(base)) return { code: "mx-provider-base", ...BASES.get(zone) };
  const problem = `the wildcard is one label, and misses the MX hosts below "${zone}"`;
  return { code: "mx-provider-mismatch", problem, ...GOOGLE };
}

/** Providers whose hosts a policy names, and which nobody has found to name these hosts themselves: each once. */
export function unverifiedFaults(patterns: readonly string[]): readonly ProviderFault[] {
  const faults = new Map<string, ProviderFault>();
  patterns.forEach((got, index) => {
    const key = findProvider(got)?.key;
    if (key === undefined || faults.has(key)) return;
    const { name, confidence } = providerFacts[key];
    const problem = `the hosts of ${name} are known from its customers, not from the provider itself`;
    if (confidence === "unverified") faults.set(key, { code: "mx-provider-unverified", problem, got, index });
  });
  return [...faults.values()];
}

function meantBy(pattern: string): Meant | undefined {
  return MICROSOFT_ZONE.test(pattern) ? { write: `*.${pattern}` } : BASES.get(pattern);
}

/** Hosts of known providers that no pattern covers, each missing pattern once. */
function mismatches(patterns: readonly string[], mxHosts: readonly string[]): readonly Fault[] {
  const missing = new Map<string, Fault>();
  for (const host of mxHosts) {
    const provider = findProvider(host);
    if (provider === undefined || missing.has(provider.pattern) || matchesMx(host, patterns)) continue;
    const problem = `an MX host of ${providerFacts[provider.key].name} matches no pattern`;
    const got = comparableHost(host);
    missing.set(provider.pattern, { code: "mx-provider-mismatch", problem, got, write: provider.pattern });
  }
  return [...missing.values()];
}

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

const GOOGLE: Meant = { write: ["smtp.google.com", "aspmx.l.google.com", "*.aspmx.l.google.com"] };
const UNKNOWN: Meant = {};

/** Hosts that mail programs connect to: they take no mail from other servers, and nobody's MX record points to them. */
const SUBMISSION: readonly (readonly [hosts: RegExp, meant: Meant])[] = [
  [/^(smtp|smtp-relay|imap|pop)\.(gmail|googlemail)\.com$/, GOOGLE],
  [/^((smtp|outlook)\.office365\.com|(smtp|smtp-mail)\.outlook\.com)$/, MICROSOFT_365],
  [
    /^(smtp|smtppro|imap|imappro|pop)\.(zoho\.(com|eu|in|com\.au|jp)|fastmail\.com|mail\.(me|yahoo)\.com|yandex\.(com|ru)|ionos\.(com|de|co\.uk|es|fr|it)|strato\.de|gmx\.(net|com)|mailbox\.org|hostinger\.com|titan\.email|migadu\.com|protonmail\.ch|(eu\.)?mailgun\.org|sendgrid\.net|postmarkapp\.com|mandrillapp\.com|sparkpostmail\.com|resend\.com)$/,
    UNKNOWN,
  ],
  [
    /^(email-smtp\.[a-z0-9-]+\.amazonaws\.com|smtpout\.secureserver\.net|secure\.emailsrvr\.com|smtp-relay\.(brevo|sendinblue)\.com|in-v3\.mailjet\.com|mail\.gandi\.net|mail\.privateemail\.com)$/,
    UNKNOWN,
  ],
];

/**
 * The names directly above the MX hosts of providers. A wildcard at one of them covers what is directly below it, one at a name
 * above it covers nothing, or only a part.
 */
const ZONES: readonly (readonly [zone: string, meant: Meant])[] = [
  ["mail.protection.outlook.com", MICROSOFT_365],
  ["google.com", GOOGLE],
  ["l.google.com", GOOGLE],
  ["aspmx.l.google.com", GOOGLE],
  ["mx.cloudflare.net", { write: "*.mx.cloudflare.net" }],
  ["us-east-1.amazonaws.com", { like: '"inbound-smtp.eu-west-1.amazonaws.com", with the region that receives' }],
  ["mail.icloud.com", { write: ["mx01.mail.icloud.com", "mx02.mail.icloud.com"] }],
  ["ess.barracudanetworks.com", UNKNOWN],
  ["mail.ovh.net", UNKNOWN],
  ["mail.gandi.net", { write: ["spool.mail.gandi.net", "fb.mail.gandi.net"] }],
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
  const all = patterns.map(lowerCase);
  const names = patterns.flatMap((got, index): readonly ProviderFault[] => {
    const fault = faultOf(lowerCase(got), all);
    const isInUse = fault !== undefined && mxHosts.some((host) => matchesMx(host, [got]));
    return fault === undefined || isInUse ? [] : [{ got, ...fault, index }];
  });
  return [...names, ...mismatches(patterns, mxHosts)];
}

function faultOf(pattern: string, all: readonly string[]): Fault | undefined {
  const base = meantBy(pattern);
  if (base !== undefined) return { code: "mx-provider-base", ...base };
  const submission = SUBMISSION.find(([hosts]) => hosts.test(pattern));
  if (submission !== undefined) return { code: "mx-submission-host", ...submission[1] };
  return pattern.startsWith("*.") ? wildcardFault(pattern.slice(2), all) : undefined;
}

/** A wildcard that covers none of the hosts below it, or not all. */
function wildcardFault(base: string, all: readonly string[]): Fault | undefined {
  if (!base.includes(".")) return undefined;
  const missed = ZONES.find(
    ([zone]) => zone.endsWith(`.${base}`) && !all.some((pattern) => pattern.slice(pattern.indexOf(".") + 1) === zone),
  );
  if (missed === undefined) return undefined;
  const [zone, meant] = missed;
  if (!ZONES.some(([other]) => other === base)) return { code: "mx-provider-base", ...meant };
  const problem = `the wildcard is one label, and misses the MX hosts of the provider below "${zone}"`;
  return { code: "mx-provider-mismatch", problem, ...meant };
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

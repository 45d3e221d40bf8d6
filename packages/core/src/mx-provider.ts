import { matchesMx } from "./domain";

/** The MX names of a provider that people write wrongly: what its hosts end with, and the patterns that its documentation gives. */
interface Realm {
  readonly suffix: string;
  /** Names inside the realm that no MX host has, though they look right. */
  readonly bases: readonly string[];
  readonly patterns: readonly string[];
}

/** The providers whose names are known to be written wrongly. */
const REALMS: readonly Realm[] = [
  {
    // PROVIDER microsoft: hosts are <token>.mail.protection.outlook.com
    suffix: ".outlook.com",
    bases: ["outlook.com", "protection.outlook.com", "mail.protection.outlook.com"],
    patterns: ["*.mail.protection.outlook.com"],
  },
  {
    // PROVIDER microsoft: with inbound DANE hosts are <token>.<x>-v1.mx.microsoft, one label deeper than people think
    suffix: ".mx.microsoft",
    bases: ["mx.microsoft", "*.mx.microsoft"],
    patterns: [],
  },
  {
    // PROVIDER google: Workspace has smtp.google.com, or the older aspmx hosts
    suffix: ".google.com",
    bases: ["google.com", "*.google.com", "l.google.com", "*.l.google.com"],
    patterns: ["smtp.google.com", "aspmx.l.google.com", "*.aspmx.l.google.com"],
  },
  {
    // PROVIDER cloudflare: hosts are route<n>.mx.cloudflare.net
    suffix: ".cloudflare.net",
    bases: ["cloudflare.net", "mx.cloudflare.net", "*.cloudflare.net"],
    patterns: ["*.mx.cloudflare.net"],
  },
];

/** The patterns that were meant by a name that no MX host of its provider has; `undefined` for every other pattern. */
export function meantByBase(pattern: string): readonly string[] | undefined {
  return REALMS.find(({ bases }) => bases.includes(pattern))?.patterns;
}

/** Whether the provider itself documents this very pattern. */
export function isDocumentedPattern(pattern: string): boolean {
  return REALMS.some(({ patterns }) => patterns.includes(pattern)) || isMicrosoftDanePattern(pattern);
}

/** What fits the MX hosts that lie in the same realm as a pattern which fits none of them. */
export function fittingPatterns(pattern: string, uncovered: readonly string[]): readonly string[] {
  const realm = REALMS.find(({ suffix }) => pattern.endsWith(suffix));
  if (realm === undefined) return [];
  const hosts = uncovered.filter((host) => host.endsWith(realm.suffix));
  const documented = realm.patterns.filter((candidate) => hosts.some((host) => matchesMx(host, [candidate])));
  return [...documented, ...hosts.filter((host) => !matchesMx(host, documented))];
}

function isMicrosoftDanePattern(pattern: string): boolean {
  const labels = pattern.split(".");
  return labels.length === 4 && labels[0] === "*" && pattern.endsWith("-v1.mx.microsoft");
}

import { isCovered, matchesMx } from "./domain";
import {
  hasValidALabels,
  isDigitsOnly,
  isMxPattern,
  lowerCase,
  withoutTrailingDot,
  withoutWildcard,
} from "./host-name";
import type { Fault, TextFault } from "./issue";
import { providerFaults } from "./mail-provider-lint";
import { findProvider } from "./mail-providers";
import { isPlaceholderName } from "./placeholder";
import { placeIn, type PolicyField } from "./policy-lines";

/** What a caller may know beside the text of a policy. */
export interface MxFacts {
  /** The policy domain. */
  readonly domain?: string;
  /** The hosts of the MX records. */
  readonly mxHosts?: readonly string[];
  /** Whether domains of strangers are registered directly below a name, such as "com" and "co.uk". */
  readonly isPublicSuffix?: (name: string) => boolean;
}

/** What patterns that keep the grammar are told. */
export function lintMx(fields: readonly PolicyField[], facts: MxFacts): readonly TextFault[] {
  const sound = fields.filter(({ value }) => isMxPattern(value));
  const context = contextOf(sound, facts);
  const faults = sound.flatMap(({ value, line, valueAt }) => {
    const at = placeIn(line, valueAt);
    const pattern = lowerCase(value);
    const found = [...spellingFaults(value), ...patternFaults(pattern, context), ...repetition(pattern, context)];
    return found.map((fault) => ({ got: value, ...fault, at }));
  });
  return [...faults, ...ofProviders(sound, context)];
}

function ofProviders(fields: readonly PolicyField[], { hosts }: Context): readonly TextFault[] {
  const patterns = fields.map(({ value }) => value);
  return providerFaults(patterns, hosts).map(({ index, ...fault }) => {
    const field = index === undefined ? undefined : fields[index];
    return field === undefined ? fault : { ...fault, at: placeIn(field.line, field.valueAt) };
  });
}

interface Context {
  readonly domain: string | undefined;
  readonly hosts: readonly string[];
  readonly isPublicSuffix: (name: string) => boolean;
  readonly all: ReadonlySet<string>;
  readonly seen: Set<string>;
}

/** No domain has more; it bounds the work for hostile input. */
const MAX_HOSTS = 100;

function contextOf(fields: readonly PolicyField[], { domain, mxHosts = [], isPublicSuffix }: MxFacts): Context {
  const patterns = fields.map(({ value }) => lowerCase(value));
  const hosts = mxHosts.slice(0, MAX_HOSTS).map((host) => lowerCase(withoutTrailingDot(host)));
  return {
    domain: domain === undefined ? undefined : lowerCase(domain),
    hosts,
    isPublicSuffix: isPublicSuffix ?? (() => false),
    all: new Set(patterns),
    seen: new Set(),
  };
}

function spellingFaults(value: string): readonly Fault[] {
  const name = withoutWildcard(value);
  const lower = lowerCase(value);
  const faults: Fault[] = [];
  // RFC 8461 §3.4 (M7): digits alone are grammatical, but an address has no policy
  if (isDigitsOnly(name)) faults.push({ code: "mx-ip-address", whenChecking: "warning" });
  if (!hasValidALabels(name)) faults.push({ code: "mx-a-label-invalid" });
  if (lower !== value) faults.push({ code: "mx-uppercase", write: lower });
  return faults;
}

function patternFaults(pattern: string, context: Context): readonly Fault[] {
  if (isPlaceholderName(withoutWildcard(pattern), context.domain)) return [{ code: "policy-placeholder" }];
  const fits = context.hosts.some((host) => matchesMx(host, [pattern]));
  return [...(fits ? [] : nameFaults(pattern)), ...wildcardFaults(pattern, context)];
}

/** Host names that go with no mail. An MX record with the name proves otherwise. */
function nameFaults(pattern: string): readonly Fault[] {
  const [label = ""] = pattern.split(".", 1);
  if (SERVICE_LABELS.has(label)) return [{ code: "mx-policy-host" }];
  return pattern.includes(".") ? [] : [{ code: "mx-single-label" }];
}

/** What to write instead, if anything is known. */
function offer(names: readonly string[]): Pick<Fault, "write"> {
  const [name, ...others] = names;
  if (name === undefined || names.length > MAX_OFFERED_NAMES) return {};
  return { write: others.length === 0 ? name : names };
}

const MAX_OFFERED_NAMES = 8;

const SERVICE_LABELS: ReadonlySet<string> = new Set(["mta-sts", "autoconfig", "autodiscover", "openpgpkey"]);

function wildcardFaults(pattern: string, { domain, hosts, isPublicSuffix }: Context): readonly Fault[] {
  const base = withoutWildcard(pattern);
  if (base === pattern) return [];
  if (isPublicSuffix(base)) return [{ code: "mx-wildcard-too-broad", severity: "error" }];
  if (!base.includes(".")) return [{ code: "mx-wildcard-too-broad" }];
  // RFC 8461 §10.4: any host of the domain that has a certificate becomes an MX
  if (base === domain) return [{ code: "mx-wildcard-own-domain" }];
  const covered = hosts.filter((host) => matchesMx(host, [pattern]));
  // A provider that documents the wildcard moves its hosts as it likes.
  const isDocumented = covered.every((host) => findProvider(host)?.pattern === pattern);
  return isDocumented ? [] : [{ code: "mx-wildcard-any", ...offer(covered) }];
}

function repetition(pattern: string, { all, seen }: Context): readonly Fault[] {
  const isRepeated = seen.has(pattern) || isCovered(pattern, all);
  seen.add(pattern);
  return isRepeated ? [{ code: "mx-duplicate" }] : [];
}

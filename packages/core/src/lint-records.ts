import type { Role } from "./catalogue/entry";
import { lowerCase, withoutTrailingDot } from "./host-name";
import { inReadingOrder, toIssue, type Fault, type Issue, type TextFault } from "./issue";
import { isPlaceholderId } from "./placeholder";
import {
  findDestinationFault,
  findUriFault,
  isPlaceholderDestination,
  strangerFault,
  isUnusualDestination,
  mailtoDomain,
} from "./report-uri";
import { didYouMean } from "./spelling";
import { readStsFields } from "./sts-record";
import { readTlsRptFields, type Destination } from "./tls-rpt-record";
import type { TxtField } from "./txt-record";

/** What a lint of a record may take into account beside its text. */
export interface RecordLintOptions {
  /**
   * Whether the text is still to be published or has been.
   *
   * @default "authoring": what some senders refuse is an error
   */
  readonly role?: Role;
  /** The policy domain. */
  readonly domain?: string;
  /** The name at which the record stands. */
  readonly name?: string;
  /** The TTL of the record, in seconds. */
  readonly ttl?: number;
}

/**
 * Everything that the text of a `_mta-sts` record can be told, in reading order. Never throws.
 *
 * @example
 * import { formatIssues, lintStsRecord } from "@mtasts/core";
 *
 * const report: string = formatIssues(lintStsRecord("v=STSv1 ; id=1; id=2")); // txt-space-before-semicolon, txt-duplicate-key
 */
export function lintStsRecord(text: string, options: RecordLintOptions = {}): readonly Issue[] {
  const { fields = [], faults, notes } = readStsFields(text);
  const seen = new Set(["v"]);
  const lints = fields.flatMap((field): readonly TextFault[] => {
    const isDuplicate = seen.has(field.name);
    seen.add(field.name);
    if (isDuplicate) return [{ code: "txt-duplicate-key", got: field.name, at: field.nameAt }];
    // RFC 8461 §9.2 (T13): v and id are all that is registered
    return field.name === "id" ? idNotes(field) : [unknownField(field, "txt-unknown-key", "id")];
  });
  const facts = [...stsOwnerFaults(options), ...stsTtlFaults(options)];
  return toIssues([...faults, ...notes, ...lints, ...facts], options);
}

/**
 * Everything that the text of a `_smtp._tls` record can be told, in reading order. Never throws.
 *
 * @example
 * import { formatIssues, lintTlsRptRecord } from "@mtasts/core";
 *
 * const issues = lintTlsRptRecord("v=TLSRPTv1; rua=mailto:tls@example.com", { domain: "example.com" });
 * const report: string = formatIssues(issues); // tlsrpt-mailto-same-domain
 */
export function lintTlsRptRecord(text: string, options: RecordLintOptions = {}): readonly Issue[] {
  const { fields = [], faults, notes, rua = [] } = readTlsRptFields(text);
  const facts = [...tlsRptOwnerFaults(options), ...tlsRptTtlFaults(options)];
  return toIssues([...faults, ...notes, ...lintFields(fields), ...lintDestinations(rua, options), ...facts], options);
}

/** The strict reader has spoken of an id that is none. */
function idNotes({ value, valueAt }: TxtField): readonly TextFault[] {
  return isPlaceholderId(value)
    ? [{ code: "value-placeholder", got: value, at: valueAt, whenChecking: "warning" }]
    : [];
}

function toIssues(faults: readonly TextFault[], { role }: RecordLintOptions): readonly Issue[] {
  return inReadingOrder(faults).map((fault) => toIssue(fault, [], role));
}

function unknownField({ name, nameAt }: TxtField, code: Fault["code"], known: string): TextFault {
  const meant = didYouMean(name, [known]);
  return { code, got: name, ...(meant === undefined ? {} : { write: meant }), at: nameAt };
}

function lintFields(fields: readonly TxtField[]): readonly TextFault[] {
  const [first, ...others] = fields;
  const ruas = fields.filter(({ name }) => name === "rua");
  const unknown = fields.filter(({ name }) => name !== "rua");
  const late: readonly TextFault[] =
    first === undefined || first.name === "rua" || !others.some(({ name }) => name === "rua")
      ? []
      : [{ code: "tlsrpt-rua-not-second", got: first.name, at: first.nameAt }];
  // UNCLEAR RFC 8460 §3 (R9): a second rua is grammatical, and nobody says what it means
  const duplicates = ruas.slice(1).map(({ nameAt: at }) => ({ code: "tlsrpt-duplicate-rua", at }) as const);
  return [...late, ...duplicates, ...unknown.map((field) => unknownField(field, "tlsrpt-unknown-key", "rua"))];
}

function lintDestinations(rua: readonly Destination[], { domain }: RecordLintOptions): readonly TextFault[] {
  const [first, second] = rua;
  const seen = new Set<string>();
  const faults: TextFault[] = rua.flatMap(({ uri, at }) => {
    const isRepeated = seen.has(uri) && uri !== "";
    seen.add(uri);
    const found = isRepeated ? [{ code: "tlsrpt-duplicate-uri" } as const] : destinationFaults(uri, domain);
    return found.map((fault) => ({ got: uri, ...fault, at }));
  });
  // RFC 8460 §3 (R8): a reporter may use one destination only
  if (second !== undefined) faults.push({ code: "tlsrpt-several-uris", got: rua.length, at: second.at });
  const isMailless = first !== undefined && rua.every(({ uri }) => /^https:/i.test(uri));
  const bare = rua.find(({ uri }) => isBareAddress(uri));
  const lacking = isMailless ? first : bare;
  if (lacking !== undefined) faults.push({ code: "tlsrpt-missing-mailto", at: lacking.at });
  return faults;
}

/** A mail address without its scheme. */
function isBareAddress(uri: string): boolean {
  return uri.includes("@") && !uri.includes(":");
}

function destinationFaults(uri: string, domain: string | undefined): readonly Fault[] {
  // The strict reader has spoken of what is no URI.
  if (findUriFault(uri) !== undefined) return [];
  if (isPlaceholderDestination(uri, domain)) return [strangerFault(uri)];
  const fault = findDestinationFault(uri);
  const unusual: readonly Fault[] = isUnusualDestination(uri) ? [{ code: "tlsrpt-uri-host" }] : [];
  return [...(fault === undefined ? [] : [fault]), ...unusual, ...sameDomain(uri, domain)];
}

function sameDomain(uri: string, domain: string | undefined): readonly Fault[] {
  // RFC 8460 §7 (R10): any other domain will do, and needs no record that consents
  const mailDomain = mailtoDomain(uri);
  if (mailDomain === undefined || domain === undefined) return [];
  const own = lowerCase(domain);
  return mailDomain === own || mailDomain.endsWith(`.${own}`) ? [{ code: "tlsrpt-mailto-same-domain" }] : [];
}

const HOUR = 3_600;
const DAY = 86_400;

function stsTtlFaults({ ttl = 0, role }: RecordLintOptions): readonly TextFault[] {
  // RFC 8461 §8.1: what is to be changed soon needs a shorter TTL than what has been settled
  return ttl > (role === "checking" ? DAY : HOUR) ? [{ code: "txt-ttl-long", got: ttl }] : [];
}

function tlsRptTtlFaults({ ttl = HOUR }: RecordLintOptions): readonly TextFault[] {
  return ttl < HOUR ? [{ code: "tlsrpt-low-ttl", got: ttl }] : [];
}

function stsOwnerFaults({ name, domain }: RecordLintOptions): readonly TextFault[] {
  if (name === undefined) return [];
  const owner = lowerCase(withoutTrailingDot(name));
  // RFC 8461 §3.1 (T1): the record stands at _mta-sts and the domain
  const isRight = domain === undefined ? owner.startsWith("_mta-sts.") : owner === `_mta-sts.${lowerCase(domain)}`;
  return isRight ? [] : [{ code: "txt-wrong-owner", got: name, ...write("_mta-sts", domain) }];
}

/** The names that drafts of RFC 8460 had. */
const OLD_NAMES = ["_smtp-tlsrpt", "_smtp_tlsrpt"] as const;

function tlsRptOwnerFaults({ name, domain }: RecordLintOptions): readonly TextFault[] {
  const owner = name === undefined ? "" : lowerCase(name);
  // RFC 8460 §3 (R1): the record stands at _smtp._tls and the domain
  const isOld = OLD_NAMES.some((old) => owner.startsWith(`${old}.`));
  return isOld ? [{ code: "tlsrpt-old-name", got: name, ...write("_smtp._tls", domain) }] : [];
}

function write(prefix: string, domain: string | undefined): Pick<Fault, "write"> {
  return domain === undefined ? {} : { write: `${prefix}.${lowerCase(domain)}` };
}

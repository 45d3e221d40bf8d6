import { isRecord } from "./json";
import { lowerCase } from "./host-name";
import { deploymentIssue, type DeploymentIssue } from "./deployment-issue";
import { MAX_AGE_LIMIT } from "./max-age";
import { readMoment } from "./moment";
import type { DnsRecord } from "./plan";
import { policyId } from "./policy-id";
import { parseStsRecord } from "./sts-record";
import { parseTlsRptRecord } from "./tls-rpt-record";

/** What a deployment says that it has published for one domain; only what its outputs tell is there. */
export interface DeployedOutputs {
  readonly domain: string;
  readonly policyId?: string;
  readonly policyText?: string;
  readonly records?: readonly DnsRecord[];
  readonly retirement?: DeployedRetirement;
}

/** What a deployment in mode `none` says of its end. */
export interface DeployedRetirement {
  /** Seconds: the longest age that was ever enforced. */
  readonly longestMaxAge: number;
  /** When mode `none` was first seen announced, in seconds since 1970, if that was told. */
  readonly noneSince?: number;
}

export type { DeploymentIssue };

/** What the internet answers for one domain. */
export interface LivePublication {
  /** The announced id. */
  readonly id?: string;
  /**
   * The records at `_mta-sts` that announce a policy.
   *
   * @default - unknown how many there are
   */
  readonly announcements?: readonly string[];
  /** The policy as it is served. */
  readonly policyText?: string;
  /** The record at `_smtp._tls`. */
  readonly tlsRpt?: string;
}

/** Deeper than any outputs are, and a bound on what a hostile file makes us walk. */
const MAX_DEPTH = 12;

/** More domains than one stack holds. */
const MAX_DOMAINS = 10_000;

/**
 * Finds what the components output, anywhere in what `pulumi stack output --json` or `terraform output -json` print:
 * `policyId`, `policyText`, `policyUrl`, `records` and `retirement` (also in snake case), with or without Terraform's `value` around them. What
 * is a secret or of another shape is left out. Never throws.
 *
 * @example
 * import { readDeploymentOutputs } from "@mtasts/core/deployment-outputs";
 *
 * const text = '{"policyId":{"value":"1"},"policyUrl":{"value":"https://mta-sts.example.com/.well-known/mta-sts.txt"}}';
 * const domains: readonly string[] = readDeploymentOutputs(JSON.parse(text)).map(({ domain }) => domain); // example.com
 */
export function readDeploymentOutputs(json: unknown): readonly DeployedOutputs[] {
  const found = new Map<string, DeployedOutputs>();
  collect(json, found, 0);
  return [...found.values()].sort((a, b) => (a.domain < b.domain ? -1 : 1));
}

function collect(wrapped: unknown, found: Map<string, DeployedOutputs>, depth: number): void {
  const value = unwrapped(wrapped);
  if (depth > MAX_DEPTH || found.size >= MAX_DOMAINS) return;
  if (Array.isArray(value)) {
    add({ records: recordsOf(value) }, found);
    for (const element of value) collect(element, found, depth + 1);
    return;
  }
  if (!isRecord(value)) return;
  add(partsOf(value), found);
  for (const member of Object.values(value)) collect(member, found, depth + 1);
}

/** Terraform prints each output as its value, its type, and whether it is sensitive. */
function unwrapped(value: unknown): unknown {
  return isRecord(value) && "value" in value && ("sensitive" in value || "type" in value) && !("name" in value)
    ? value["value"]
    : value;
}

/** What one object tells, before it is known of which domain. */
interface Parts {
  readonly id?: string | undefined;
  readonly text?: string | undefined;
  readonly url?: string | undefined;
  readonly records?: readonly DnsRecord[];
  readonly retirement?: DeployedRetirement | undefined;
}

function partsOf(object: Readonly<Record<string, unknown>>): Parts {
  const text = (...names: readonly string[]): string | undefined =>
    names.map((name) => unwrapped(object[name])).find((value) => typeof value === "string");
  const records = unwrapped(object["records"]);
  return {
    id: text("policyId", "policy_id"),
    text: text("policyText", "policy_text"),
    url: text("policyUrl", "policy_url"),
    records: Array.isArray(records) ? recordsOf(records) : [],
    retirement: retirementOf(unwrapped(object["retirement"])),
  };
}

/** What has another shape tells nothing, and what is not told is taken for the worst. */
function retirementOf(value: unknown): DeployedRetirement | undefined {
  if (!isRecord(value)) return undefined;
  const { longestMaxAge, noneSince } = value;
  const isAge = typeof longestMaxAge === "number" && longestMaxAge >= 0 && longestMaxAge <= MAX_AGE_LIMIT;
  if (!isAge) return undefined;
  const since = typeof noneSince === "string" ? readMoment(noneSince) : undefined;
  return { longestMaxAge, ...(since === undefined ? {} : { noneSince: since }) };
}

function recordsOf(list: readonly unknown[]): readonly DnsRecord[] {
  return list.flatMap((element): readonly DnsRecord[] => {
    if (!isRecord(element)) return [];
    const { name, type, value, ttl } = element;
    if (typeof name !== "string" || typeof value !== "string" || (type !== "TXT" && type !== "CNAME")) return [];
    return [{ name, type, value, ttl: typeof ttl === "number" ? ttl : 0 }];
  });
}

function add({ id, text, url, records = [], retirement }: Parts, found: Map<string, DeployedOutputs>): void {
  const isId = id !== undefined && /^[A-Za-z0-9]{1,32}$/.test(id);
  // Pulumi writes "[secret]" in place of a secret.
  const isPolicy = text?.startsWith("version:") === true;
  const domains = new Set([...domainsOf(records), ...(url === undefined ? [] : domainOfUrl(url))]);
  const recordsOfDomain = byDomain(records, domains);
  for (const domain of domains) {
    const own = domains.size === 1;
    found.set(domain, {
      ...found.get(domain),
      domain,
      ...(isId && own ? { policyId: id } : {}),
      ...(isPolicy && own ? { policyText: text } : {}),
      ...(retirement !== undefined && own ? { retirement } : {}),
      ...(records.length === 0 ? {} : { records: recordsOfDomain.get(domain) ?? [] }),
    });
  }
}

function domainsOf(records: readonly DnsRecord[]): readonly string[] {
  return records.flatMap(({ name }) => {
    if (name.length > MAX_NAME_LENGTH) return [];
    const [, domain] = /^(?:_mta-sts|_smtp\._tls)\.(.+)$/.exec(lowerCase(name)) ?? [];
    return domain === undefined ? [] : [domain];
  });
}

/** Longer than any name in DNS, with room for a final dot. */
const MAX_NAME_LENGTH = 255;

/** The records below each of the domains; each record is looked at once, however many domains there are. */
function byDomain(
  records: readonly DnsRecord[],
  domains: ReadonlySet<string>,
): ReadonlyMap<string, readonly DnsRecord[]> {
  const found = new Map<string, DnsRecord[]>();
  for (const record of records) {
    const name = record.name.length > MAX_NAME_LENGTH ? "" : lowerCase(record.name);
    for (let dot = name.indexOf("."); dot !== -1; dot = name.indexOf(".", dot + 1)) {
      const domain = name.slice(dot + 1);
      if (!domains.has(domain)) continue;
      const others = found.get(domain);
      if (others === undefined) found.set(domain, [record]);
      else others.push(record);
    }
  }
  return found;
}

function domainOfUrl(url: string): readonly string[] {
  const [, domain] = /^https:\/\/mta-sts\.([^/:?#]+)\/\.well-known\/mta-sts\.txt$/.exec(lowerCase(url)) ?? [];
  return domain === undefined ? [] : [domain];
}

/**
 * Where the internet differs from what was deployed: the announced id, the served policy, the TLS-RPT record. `id-reused` tells
 * that the wanted id is announced already while other bytes are served: senders may hold those under it, so it is spent.
 *
 * @example
 * import { compareWithLive } from "@mtasts/core/deployment-outputs";
 *
 * const issues = compareWithLive({ domain: "example.com", policyId: "b2" }, { id: "a1" });
 * const codes: readonly string[] = issues.map(({ code }) => code); // live-id-differs
 */
export function compareWithLive(wanted: DeployedOutputs, live: LivePublication): readonly DeploymentIssue[] {
  const id = wanted.policyId ?? announcedIn(wanted);
  const issues: DeploymentIssue[] = [];
  const others = othersIn(live, id);
  if (others.length > 0) issues.push(deploymentIssue({ code: "live-record-duplicated", got: others[0] }, ["id"]));
  else if (id !== undefined && id !== live.id) issues.push(idDiffers(id, live));
  if (wanted.policyText !== undefined && wanted.policyText !== live.policyText)
    issues.push(policyDiffers(wanted, live));
  const isSpent = id !== undefined && id === live.id && isOther(wanted, live);
  if (isSpent) issues.push(deploymentIssue({ code: "id-reused", got: id, problem: SPENT }, ["id"]));
  const rua = tlsRptIn(wanted);
  if (rua !== undefined && !isSameTlsRpt(rua, live.tlsRpt)) {
    issues.push(deploymentIssue({ code: "live-tls-rpt-differs", ...got(live.tlsRpt), write: rua }, ["tlsRpt"]));
  }
  return issues;
}

const SPENT = "the id of the deployment is announced and another policy is served, which senders may hold under it";

/** With more than one announcement, those beside the deployed one. */
function othersIn({ announcements = [] }: LivePublication, id: string | undefined): readonly string[] {
  if (announcements.length < 2) return [];
  const others = announcements.filter((text) => {
    const parsed = parseStsRecord(text);
    return !parsed.ok || parsed.value.id !== id;
  });
  // Two that say the same are two records as well.
  return others.length > 0 ? others : announcements.slice(1);
}

function idDiffers(wanted: string, { id }: LivePublication): DeploymentIssue {
  const problem = `the announced id is not that of the deployment, which is "${wanted}"`;
  return deploymentIssue({ code: "live-id-differs", ...got(id), problem }, ["id"]);
}

/** What is missing has no value to show. */
function got(value: string | undefined): { readonly got?: string } {
  return value === undefined ? {} : { got: value };
}

function policyDiffers({ policyText = "" }: DeployedOutputs, live: LivePublication): DeploymentIssue {
  const ids = live.policyText === undefined ? "" : ` (id "${policyId(live.policyText)}")`;
  const problem = `the policy that is served${ids} is not the one that was deployed (id "${policyId(policyText)}")`;
  return deploymentIssue({ code: "live-policy-differs", problem }, ["policy"]);
}

/** Whether the served bytes have another id than the one announced, where this project's rule made it. */
function isOther({ policyText, policyId: id }: DeployedOutputs, live: LivePublication): boolean {
  if (live.policyText === undefined) return false;
  return policyText === undefined
    ? id !== undefined && policyId(live.policyText) !== id
    : policyText !== live.policyText;
}

function announcedIn({ records = [], domain }: DeployedOutputs): string | undefined {
  const record = records.find(({ name, type }) => type === "TXT" && lowerCase(name) === `_mta-sts.${domain}`);
  const parsed = record === undefined ? undefined : parseStsRecord(record.value);
  return parsed?.ok === true ? parsed.value.id : undefined;
}

function tlsRptIn({ records = [], domain }: DeployedOutputs): string | undefined {
  return records.find(({ name, type }) => type === "TXT" && lowerCase(name) === `_smtp._tls.${domain}`)?.value;
}

function isSameTlsRpt(wanted: string, live: string | undefined): boolean {
  if (live === undefined) return false;
  const [one, other] = [parseTlsRptRecord(wanted), parseTlsRptRecord(live)];
  return one.ok && other.ok ? one.value.rua.join() === other.value.rua.join() : wanted === live;
}

import { Resolver } from "node:dns/promises";
import {
  policyId,
  selectStsRecord,
  selectTlsRptRecord,
  usable,
  parsePolicy,
  matchesMx,
  formatIssue,
  type Policy,
} from "@mtasts/core";
import { fetchPolicyFile, type PolicyFile } from "./sender-fetch.js";
import { type Testbed } from "./testbed.js";

/** All that a sending mail server learns about a domain when it asks once. */
export interface SenderView extends Partial<PolicyFile> {
  readonly domain: string;
  /** The TXT record at `_mta-sts.<domain>`; where there are several, one a line. */
  readonly txt?: string;
  /** The announced policy id. */
  readonly id?: string;
  readonly url: string;
  /** What the policy host answered with; empty where no answer came. */
  readonly headers: Readonly<Record<string, string>>;
  /** The id that the served bytes have under this project's rule. */
  readonly idOfBody?: string;
  readonly policy?: Policy;
  /** "accepted", or why a sender would not apply the policy. */
  readonly verdict: string;
  /** The TXT record at `_smtp._tls.<domain>`; where there are several, one a line. */
  readonly tlsRpt?: string;
  /** The report addresses that a sender can use. */
  readonly rua: readonly string[];
}

/** What the resolver of a sender still holds, whatever the DNS says by now. */
export interface HeldAnswer {
  /** The address of the policy host. @default what the DNS says */
  readonly address?: string;
}

const timeoutMs = 2000;

/**
 * Asks as a sending mail server would (RFC 8461 §3 and §5, RFC 8460 §3): the TXT record, then the policy over HTTPS.
 * Both are asked for even where one of them already failed, so that a test sees each of them.
 */
export async function askAsSender(bed: Testbed, domain: string, held: HeldAnswer = {}): Promise<SenderView> {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 1 });
  resolver.setServers([`${bed.dns.address}:${bed.dns.port}`]);
  const host = `mta-sts.${domain}`;
  const [txt, tlsRpt] = await Promise.all([
    txtRecords(resolver, `_mta-sts.${domain}`),
    txtRecords(resolver, `_smtp._tls.${domain}`),
  ]);
  // Only now: RFC 8461 §3.3 has a sender fetch what it has seen announced, and so an order in which to see both.
  const fetched = await fetchFrom(bed, { resolver, host, ...held });
  const record = selectStsRecord(txt);
  const reports = selectTlsRptRecord(tlsRpt);
  const judged: Judged = "problem" in fetched ? fetched : judgePolicyFile(fetched);
  const problem = record.outcome === "none" ? noRecord(txt, record.issues.map(formatIssue)) : judged.problem;
  return {
    domain,
    ...optional("txt", shown(txt)),
    ...(record.outcome === "record" ? { id: record.value.id } : {}),
    url: `https://${host}/.well-known/mta-sts.txt`,
    headers: {},
    ...("problem" in fetched ? {} : { ...fetched, idOfBody: policyId(fetched.body) }),
    ...optional("policy", judged.policy),
    verdict: problem ?? "accepted",
    ...optional("tlsRpt", shown(tlsRpt)),
    rua: reports.outcome === "record" ? usable(reports.value) : [],
  };
}

/** Whether a sender that holds the policy seen would deliver to the mail host (RFC 8461 §4.1 and §5). */
export function wouldDeliverTo(view: SenderView, mailHost: string): boolean {
  const { policy } = view;
  return policy?.mode !== "enforce" || matchesMx(mailHost, policy.mx);
}

type RecordSet = readonly (readonly string[])[];

interface Judged {
  readonly policy?: Policy;
  readonly problem?: string;
}

async function fetchFrom(
  bed: Testbed,
  target: HeldAnswer & { readonly resolver: Resolver; readonly host: string },
): Promise<PolicyFile | { readonly problem: string }> {
  const { resolver, host } = target;
  const addresses = target.address === undefined ? await resolver.resolve4(host).catch(codeOf) : [target.address];
  if (typeof addresses === "string") return { problem: `no address for ${host}: ${addresses}` };
  const [address = ""] = addresses;
  return await fetchPolicyFile({ host, address, port: bed.https.port, caPem: bed.caPem, timeoutMs }).catch(
    (error: unknown) => ({
      problem: `fetching the policy: ${error instanceof Error ? error.message : String(error)}`,
    }),
  );
}

/** What a sender makes of the answer to its request (RFC 8461 §3.3). */
export function judgePolicyFile(file: Pick<PolicyFile, "status" | "headers" | "body">): Judged {
  if (file.status !== 200) return { problem: `HTTP status ${file.status}` };
  if (!/^text\/plain\s*(;|$)/i.test(file.headers["content-type"] ?? "")) {
    return { problem: `content type ${file.headers["content-type"] ?? "missing"}` };
  }
  const policy = parsePolicy(file.body);
  return policy.ok ? { policy: policy.value } : { problem: policy.issues.map(formatIssue).join("\n") };
}

async function txtRecords(resolver: Resolver, name: string): Promise<RecordSet> {
  const records = await resolver.resolveTxt(name).catch(codeOf);
  return typeof records === "string" ? [] : records;
}

function noRecord(txt: RecordSet, issues: readonly string[]): string {
  return txt.length === 0 ? "no _mta-sts TXT record" : `no valid _mta-sts TXT record: ${issues.join("\n")}`;
}

function shown(records: RecordSet): string | undefined {
  return records.length === 0 ? undefined : records.map((strings) => strings.join("")).join("\n");
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

import { claimsOf, type Claims } from "./claims";
import { checkConfig, type CheckedConfig, type MtaStsConfig } from "./config";
import { judgeAnnounced } from "./config-ids";
import type { Report } from "./config-values";
import { parsed, toIssue, type Issue, type Parsed } from "./issue";
import { judgeStages, type Circumstances } from "./judge-stages";
import { durationFault } from "./max-age";
import { canonicalPolicy, formatPolicy } from "./policy";
import type { Policy } from "./policy-reading";
import { policyId } from "./policy-id";
import { stagesOf, type Stages } from "./stages";
import { formatStsRecord } from "./sts-record";
import { formatTlsRptRecord } from "./tls-rpt-record";

/** A DNS record as any resolver must be able to see it. */
export interface DnsRecord {
  /** Absolute, without a final dot. */
  readonly name: string;
  readonly type: "TXT" | "CNAME";
  /** The data without quoting or chunks. */
  readonly value: string;
  /** Seconds. */
  readonly ttl: number;
}

/** What the policy host must serve, byte by byte (RFC 8461 §3.3). */
export interface PolicySite {
  readonly host: string;
  readonly path: "/.well-known/mta-sts.txt";
  readonly url: string;
  readonly body: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly minTls: "1.2";
}

/** What the internet must observe, whatever serves it; and when a change that takes several deployments may go on. */
export interface DeploymentPlan extends Stages {
  readonly domain: string;
  /** As published: `maxAge` holds `revision` already. */
  readonly policy: Policy;
  readonly revision: number;
  readonly policyId: string;
  readonly site: PolicySite;
  readonly records: {
    readonly sts: DnsRecord;
    readonly tlsRpt?: DnsRecord;
  };
  /** What the arguments state about the past and the world, to be compared with the live domain. */
  readonly claims: Claims;
}

/** Seconds: short, because a change and a roll-back are both seen only after one TTL. */
export const RECORD_TTL = 300;

/** RFC 8461 §3.3 suggests that senders read 64 kilobytes; some take that for 64,000 bytes. */
const MAX_BODY_BYTES = 64_000;

/**
 * Everything that has to be published for a domain, or every problem with the configuration at once. The configuration may be
 * any value at run time, since it often comes from an untyped file: it is checked, never trusted, and nothing is thrown. What is
 * planned depends on the configuration and the TTLs alone; whether a step is too early depends on the present time.
 *
 * @example
 * import { planDeployment } from "@mtasts/core";
 *
 * const plan = planDeployment({
 *   domain: "example.com",
 *   mx: ["mail.example.com", "*.example.net"],
 *   tlsRpt: { rua: "mailto:tls-reports@example.org" },
 * });
 * if (plan.ok) {
 *   const { url, body }: { readonly url: string; readonly body: string } = plan.value.site;
 * }
 */
export function planDeployment(config: MtaStsConfig, circumstances: Circumstances = {}): Parsed<DeploymentPlan> {
  const issues: Issue[] = [];
  const report: Report = (fault, ...path) => {
    issues.push(toIssue(fault, path));
    return null;
  };
  const checked = checkConfig(config, report);
  const plan = checked === null ? undefined : planOf(checked, circumstances);
  if (plan !== undefined) review(plan, report);
  if (plan !== undefined && checked !== null) {
    judgeAnnounced(checked.announcedIds, plan, report);
    judgeStages(checked, plan, circumstances, report);
  }
  return parsed(plan, issues);
}

function planOf(config: CheckedConfig, { ttls = {} }: Circumstances): DeploymentPlan {
  const { domain, mode, maxAge, revision, rua } = config;
  const policy = canonicalPolicy({ mode, mx: publishedMx(config), maxAge });
  const body = formatPolicy(policy);
  const id = policyId(body);
  // RFC 8461 §3.1 (T1), RFC 8460 §3 (R1): the names that senders ask for
  const sts = txt(`_mta-sts.${domain}`, formatStsRecord({ id }), ttls.sts);
  const reports = rua.length === 0 ? undefined : formatTlsRptRecord({ rua });
  const tlsRpt = reports === undefined ? {} : { tlsRpt: txt(`_smtp._tls.${domain}`, reports, ttls.tlsRpt) };
  const stages = stagesOf(config, sts.ttl);
  const site = siteOf(domain, body);
  const records = { sts, ...tlsRpt };
  return { domain, policy, revision, policyId: id, site, records, claims: claimsOf(config), ...stages };
}

/** While the MX records move, mail may go to the hosts before and after. */
function publishedMx({ mx, mxMigration }: CheckedConfig): readonly string[] {
  if (mxMigration === undefined) return mx;
  return mxMigration.narrow ? mxMigration.to : [...mx, ...mxMigration.to];
}

function siteOf(domain: string, body: string): PolicySite {
  // RFC 8461 §3.2 (P1): the one place where senders look
  const host = `mta-sts.${domain}`;
  const path = "/.well-known/mta-sts.txt";
  // RFC 8461 §3.2: the media type is text/plain; §3.3: no cache may stand between the host and a sender
  const headers = { "content-type": "text/plain", "cache-control": "no-store" };
  return { host, path, url: `https://${host}${path}`, body, headers, minTls: "1.2" };
}

function txt(name: string, value: string, ttl = RECORD_TTL): DnsRecord {
  return { name, type: "TXT", value, ttl };
}

/** What can be said only about the whole. */
function review({ policy, site }: DeploymentPlan, report: Report): void {
  const { mode, maxAge } = policy;
  // The body is ASCII, so its length counts bytes.
  if (site.body.length > MAX_BODY_BYTES) report({ code: "policy-size" }, "mx");
  const duration = durationFault(maxAge, mode);
  if (duration !== undefined) report(duration, "maxAge");
}

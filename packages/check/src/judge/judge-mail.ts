import { matchesMx, type Policy } from "@mtasts/core";
import { isAddressAsHost, noMxRecord, noneCovered, notCovered, type CheckingFault } from "@mtasts/core/checking";
import { addressAliases, addressesOf, dataOf, isTemporary, ttlOf } from "../dns-reading";
import type { Seen, SeenHost } from "../look/seen";
import type { CheckIssue, MxHostReport, MxReport } from "../report";
import { finding } from "./finding";
import { judgeSmtp, smtpState } from "./judge-smtp";
import type { RecordJudgement } from "./judge-record";

export interface MailJudgement {
  readonly report: MxReport;
  readonly issues: readonly CheckIssue[];
}

/** Judges the MX hosts beside the policy (RFC 8461 §4.1), and what they answered. */
export function judgeMail(seen: Seen, policy: Policy | undefined, { state }: RecordJudgement): MailJudgement {
  const { mail, domain } = seen;
  const outcome = mxOutcome(seen);
  const smtp = smtpState(mail.hosts);
  const ttl = ttlOf(mail.reply);
  const covered = mail.hosts.map((host) => hostReport(host, policy));
  const servers = judgeSmtp(seen, { isEnforced: policy?.mode === "enforce", isBlocked: smtp === "blocked" });
  const hosts = covered.map((host, i) => ({ ...host, ...servers.reports[i] }));
  const isAnnounced = state !== "absent";
  const faults = [
    ...lookupFaults(outcome, mail.reply.rcode, { domain, isAnnounced, implicit: implicitFault(seen, policy) }),
    ...(mail.hostCount > mail.hosts.length ? [{ code: "mx-too-many", got: mail.hostCount } as const] : []),
    ...mail.hosts
      .filter(({ host }) => isAddressAsHost(host))
      .map(({ host }) => ({ code: "mx-record-address", got: host }) as const),
    ...(policy === undefined || policy.mode === "none" || outcome !== "hosts" ? [] : coverageFaults(hosts, policy)),
    ...(isAnnounced && smtp === "skipped" ? backupFaults(mail.hosts) : []),
  ];
  return {
    report: { outcome, rcode: mail.reply.rcode, ...(ttl === undefined ? {} : { ttl }), hosts, smtp },
    issues: [
      ...faults.map((fault) => finding(fault, "mx")),
      ...mail.hosts.flatMap((host, i) =>
        (outcome === "implicit" || isAddressAsHost(host.host) ? [] : nameFaults(host)).map((fault) =>
          finding(fault, "mx", "hosts", i),
        ),
      ),
      ...servers.issues,
    ],
  };
}

function mxOutcome({ domain, mail: { reply, hosts } }: Seen): MxReport["outcome"] {
  if (reply.rcode === "NXDOMAIN") return "nxdomain";
  if (isTemporary(reply)) return "temperror";
  if (dataOf(domain, reply).length === 0) return "implicit";
  return hosts.length === 0 ? "null" : "hosts";
}

function hostReport({ host, preference }: SeenHost, policy: Policy | undefined): MxHostReport {
  // RFC 8461 §4.1 (M1): the name in the MX record is compared, and one pattern suffices
  const coveredBy = policy?.mx.find((pattern) => matchesMx(host, [pattern]));
  return { host, preference, ...(coveredBy === undefined ? {} : { coveredBy }) };
}

function lookupFaults(
  outcome: MxReport["outcome"],
  rcode: string,
  { domain, isAnnounced, implicit }: LookupContext,
): readonly CheckingFault[] {
  if (outcome === "nxdomain") return [{ code: "domain-not-found", got: domain }];
  if (outcome === "temperror") return [{ code: "mx-dns-error", got: rcode }];
  if (!isAnnounced) return [];
  if (outcome === "null") return [{ code: "mx-null" }];
  return outcome === "implicit" ? [implicit] : [];
}

interface LookupContext {
  readonly domain: string;
  readonly isAnnounced: boolean;
  /** What to say where there is no MX record. */
  readonly implicit: CheckingFault;
}

/** One cause, and so one issue: that the domain has no address, or that the policy does not cover it, follows from it. */
function implicitFault({ domain, mail }: Seen, policy: Policy | undefined): CheckingFault {
  const isUnreachable = mail.hosts.every(
    ({ host, address }) =>
      addressesOf(host, address).length === 0 && !isTemporary(address.ipv4) && !isTemporary(address.ipv6),
  );
  if (isUnreachable) {
    const problem = "the domain has neither MX records nor an address, so it receives no mail";
    return { code: "mx-implicit", got: domain, problem };
  }
  return noMxRecord(domain, policy);
}

function coverageFaults(hosts: readonly MxHostReport[], { mx, mode }: Policy): readonly CheckingFault[] {
  const named = hosts.filter((host) => !isAddressAsHost(host.host));
  if (named.length === 0) return [];
  const uncovered = named.filter(({ coveredBy }) => coveredBy === undefined);
  // Where no host matches, no pattern is used either, and one of the two says it.
  if (uncovered.length === named.length)
    return [
      noneCovered(
        uncovered.map(({ host }) => host),
        mode,
      ),
    ];
  const unused = mx.filter((pattern) => !hosts.some(({ host }) => matchesMx(host, [pattern])));
  return [...uncovered.map(({ host }) => notCovered(host, mode)), ...unusedFaults(unused)];
}

/** A policy of 64 kilobytes has room for thousands of patterns, and nobody reads of each. */
const MAX_UNUSED_TOLD = 20;

function unusedFaults(patterns: readonly string[]): readonly CheckingFault[] {
  const left = patterns.length - MAX_UNUSED_TOLD;
  const told = patterns.slice(0, MAX_UNUSED_TOLD).map((got) => ({ code: "mx-pattern-unused", got }) as const);
  return left > 0 ? [...told, { code: "mx-pattern-unused", got: `${left} more` }] : told;
}

function backupFaults(hosts: readonly SeenHost[]): readonly CheckingFault[] {
  const preferences = new Set(hosts.map(({ preference }) => preference));
  return preferences.size > 1 ? [{ code: "mx-backup-untested", got: preferences.size }] : [];
}

function nameFaults({ host, address }: SeenHost): readonly CheckingFault[] {
  const isUnknown = isTemporary(address.ipv4) || isTemporary(address.ipv6);
  const aliases = addressAliases(host, address);
  const isMissing = addressesOf(host, address).length === 0 && !isUnknown;
  return [
    ...(aliases.length > 0 ? [{ code: "mx-is-cname", got: host } as const] : []),
    ...(isMissing ? [{ code: "mx-host-missing", got: host } as const] : []),
  ];
}

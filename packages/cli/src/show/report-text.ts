import {
  printable,
  type CertificateReport,
  type CheckReport,
  type MxHostReport,
  type SmtpReport,
  type Verdict,
} from "@mtasts/check";
import { indented, prose, type Line } from "../terminal/line";
import type { Paint } from "../terminal/paint";
import { table, type Cell } from "../terminal/table";
import { duration } from "@mtasts/core/lifecycle";
import { countOf } from "../severity";
import { issueLines, type AnyIssue } from "./issue-text";

/** What a sender concludes, why, and what to do about it. */
export function reportLines(report: CheckReport, differences: readonly AnyIssue[], paint: Paint): readonly Line[] {
  const { domain, verdict } = report;
  const issues = [...differences, ...report.issues];
  const isFlawed = issues.some(({ severity }) => severity !== "info");
  return [
    `${paint.bold(printable(domain))}: ${verdictStyle(verdict, paint)(verdict)}${isFlawed ? `, ${countOf(issues)}` : ""}`,
    prose(CONCLUSIONS[verdict]),
    "",
    ...indented(table(factsOf(report, paint)), 2),
    ...(issues.length === 0 ? [] : ["", ...issueLines(issues, paint)]),
  ];
}

const CONCLUSIONS: Readonly<Record<Verdict, string>> = {
  enforced: "Senders deliver only to hosts that match this policy.",
  testing: "Senders report hosts that do not match this policy, but still deliver to them.",
  none: "Senders ignore the policy: it is being retired.",
  absent: "Senders deliver without MTA-STS: no record announces a policy.",
  broken: "Senders deliver without MTA-STS: a policy is intended, but they cannot get a valid one.",
  unknown: "The check could not find out what senders see.",
};

/** The color of a verdict. */
export function verdictStyle(verdict: Verdict, paint: Paint): (text: string) => string {
  if (verdict === "enforced") return paint.good;
  return verdict === "broken" ? paint.error : verdict === "testing" ? paint.info : paint.warning;
}

function factsOf(report: CheckReport, paint: Paint): readonly (readonly Cell[])[] {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ["record", recordFacts(report)],
    ["policy", policyFacts(report)],
    ["host", hostFacts(report)],
    ["mx", mxFacts(report)],
    ["tls-rpt", tlsRptFacts(report)],
  ];
  return rows.flatMap(([title, facts]) =>
    facts.map((text, i) => [{ text: i === 0 ? title : "", style: paint.dim }, { text }]),
  );
}

function recordFacts({ record }: CheckReport): readonly string[] {
  if (record.outcome === "skipped") return [];
  if (record.texts.length === 0) return [nothing(record)];
  const ttl = record.ttl === undefined ? "" : `, TTL ${record.ttl}`;
  return someOf(record.texts.map((text, i) => (i === 0 ? `${text}${ttl}` : text)));
}

function policyFacts({ policy }: CheckReport): readonly string[] {
  if (policy.outcome === "skipped") return [];
  const read = policy.policy;
  if (read === undefined) return [`${OUTCOMES[policy.outcome]}: ${policy.url}`];
  return [
    `mode ${read.mode}, kept for ${duration(read.maxAge)}, ${read.mx.length} ${read.mx.length === 1 ? "pattern" : "patterns"}`,
    policy.url,
  ];
}

const OUTCOMES = {
  valid: "valid",
  invalid: "served, but not a valid policy",
  failed: "cannot be fetched",
  unknown: "unknown",
} as const;

function hostFacts({ policy }: CheckReport): readonly string[] {
  const { addresses, certificate, tlsVersion } = policy;
  if (addresses.length === 0) return [];
  const tls = tlsVersion === undefined ? [] : [tlsVersion];
  const facts = [
    addresses.slice(0, 4).join(", "),
    ...tls,
    ...(certificate === undefined ? [] : certificateFacts(certificate)),
  ];
  return [facts.join("; ")];
}

function certificateFacts({ isValid, problem, issuer, daysLeft, names }: CertificateReport): readonly string[] {
  const state = isValid ? `certificate for ${daysLeft} days` : `certificate not valid: ${problem ?? "refused"}`;
  return [state, `for ${names.slice(0, 3).join(", ")}`, `by ${issuer}`];
}

function mxFacts({ mx, policy }: CheckReport): readonly string[] {
  if (mx.outcome === "skipped") return [];
  if (mx.outcome === "null") return ["none: the domain accepts no mail (null MX)"];
  if (mx.hosts.length === 0) return [nothing(mx)];
  const hasPolicy = policy.policy !== undefined;
  const blocked =
    mx.smtp === "blocked" ? ["port 25 is blocked from here, so the hosts themselves were not checked"] : [];
  return [...mx.hosts.map((host) => mxFact(host, hasPolicy)), ...blocked];
}

function mxFact({ host, preference, coveredBy, smtp }: MxHostReport, hasPolicy: boolean): string {
  const cover = coveredBy === undefined ? (hasPolicy ? "; not covered" : "") : `; covered by ${coveredBy}`;
  return `${preference} ${host}${cover}${smtp === undefined ? "" : `; ${smtpFact(smtp)}`}`;
}

function smtpFact({ outcome, tlsVersion, certificate, detail }: SmtpReport): string {
  if (outcome !== "tls") return `${outcome}${detail === undefined ? "" : `: ${detail}`}`;
  return [tlsVersion ?? "TLS", ...(certificate === undefined ? [] : certificateFacts(certificate).slice(0, 1))].join(
    ", ",
  );
}

function tlsRptFacts({ tlsRpt }: CheckReport): readonly string[] {
  if (tlsRpt.outcome === "skipped") return [];
  return tlsRpt.texts.length === 0 ? [nothing(tlsRpt)] : someOf(tlsRpt.texts);
}

/** A name may hold hundreds of records, which the JSON has all of. */
function someOf(texts: readonly string[]): readonly string[] {
  const left = texts.length - MAX_TEXTS;
  return left > 0 ? [...texts.slice(0, MAX_TEXTS), `and ${left} more`] : texts;
}

const MAX_TEXTS = 5;

/** A query that failed says nothing of what there is. */
function nothing({ outcome, rcode }: { readonly outcome: string; readonly rcode: string }): string {
  return `${outcome === "temperror" ? "unknown" : "none"} (${rcode})`;
}

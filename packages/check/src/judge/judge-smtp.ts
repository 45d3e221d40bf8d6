import type { CheckingFault } from "@mtasts/core/checking";
import { certificateProblem, certificateReport, daysLeft } from "../certificate";
import type { Seen, SeenHost } from "../look/seen";
import type { SmtpReply } from "../ports";
import type { CheckIssue, MxReport, SmtpReport } from "../report";
import { finding } from "./finding";

/** Whether anything can be said of the hosts from here. */
export function smtpState(hosts: readonly SeenHost[]): MxReport["smtp"] {
  const replies = hosts.flatMap(({ smtp }) => (smtp === undefined || smtp.outcome === "no-address" ? [] : [smtp]));
  if (replies.length === 0) return "skipped";
  // Most networks block port 25; a mail server that is down looks the same, so that only one that answers tells them apart.
  const isSilent = ({ outcome }: SmtpReply): boolean => outcome === "unreachable" || outcome === "unknown";
  return replies.every(isSilent) ? "blocked" : "done";
}

/** What is known of the policy and of the network. */
interface Circumstances {
  readonly isEnforced: boolean;
  readonly isBlocked: boolean;
}

interface SmtpJudgement {
  /** One for each host; empty where no connection was asked for. */
  readonly reports: readonly { readonly smtp?: SmtpReport }[];
  readonly issues: readonly CheckIssue[];
}

/** Judges STARTTLS and the certificate of each host (RFC 8461 §4.2). */
export function judgeSmtp({ mail: { hosts }, now }: Seen, circumstances: Circumstances): SmtpJudgement {
  const judged = hosts.map(({ host, smtp }) =>
    smtp === undefined ? { faults: [] } : judgeHost(host, smtp, { ...circumstances, now }),
  );
  const blocked = circumstances.isBlocked ? [finding({ code: "smtp-blocked" }, "mx", "smtp")] : [];
  return {
    reports: judged.map(({ report }) => (report === undefined ? {} : { smtp: report })),
    issues: [
      ...blocked,
      ...judged.flatMap(({ faults }, i) => faults.map((fault) => finding(fault, "mx", "hosts", i, "smtp"))),
    ],
  };
}

interface HostJudgement {
  readonly report?: SmtpReport;
  readonly faults: readonly CheckingFault[];
}

function judgeHost(host: string, reply: SmtpReply, context: Circumstances & { readonly now: number }): HostJudgement {
  const { outcome, address, detail } = reply;
  const base: SmtpReport = {
    outcome,
    ...(address === undefined ? {} : { address }),
    ...(detail === undefined ? {} : { detail }),
  };
  if (reply.tls !== undefined && outcome === "tls") return judgeTls(host, base, { ...context, tls: reply.tls });
  const { fault, resultType } = FAILURES[outcome];
  return {
    report: resultType === undefined ? base : { ...base, resultType },
    faults: fault === undefined || context.isBlocked ? [] : [{ ...fault, got: detail ?? host }],
  };
}

/** What each way to fail is told, and what a sender would report (RFC 8460 §4.3.1). */
const FAILURES: Readonly<
  Record<
    SmtpReply["outcome"],
    { readonly fault?: CheckingFault; readonly resultType?: NonNullable<SmtpReport["resultType"]> }
  >
> = {
  tls: {},
  unknown: {},
  // The lookup of its name is told of already.
  "no-address": {},
  "no-starttls": { fault: { code: "mx-starttls" }, resultType: "starttls-not-supported" },
  "tls-failed": {
    fault: { code: "mx-starttls", problem: "the MX host offers STARTTLS, and the handshake fails" },
    resultType: "validation-failure",
  },
  "tls-version": { fault: { code: "mx-tls-version" }, resultType: "validation-failure" },
  injection: { fault: { code: "mx-starttls-injection" }, resultType: "validation-failure" },
  "smtp-error": { fault: { code: "mx-smtp-error" } },
  unreachable: { fault: { code: "mx-unreachable" } },
  "blocked-address": { fault: { code: "mx-host-address" } },
};

const EXPIRING_DAYS = 14;

function judgeTls(
  host: string,
  base: SmtpReport,
  { tls, now, isEnforced }: Circumstances & { readonly now: number; readonly tls: NonNullable<SmtpReply["tls"]> },
): HostJudgement {
  const { version: tlsVersion, certificate } = tls;
  const problem = certificateProblem(tls, host, now);
  const report: SmtpReport = {
    ...base,
    tlsVersion,
    ...(certificate === undefined ? {} : { certificate: certificateReport(certificate, now, problem) }),
    ...(problem === undefined ? {} : { resultType: problem.resultType }),
  };
  if (problem !== undefined) {
    const text = `the certificate of the MX host is not valid: ${problem.text}`;
    return { report, faults: [{ code: "mx-certificate", problem: text, severity: isEnforced ? "error" : "warning" }] };
  }
  const left = certificate === undefined ? Infinity : daysLeft(certificate.validTo, now);
  return {
    report,
    faults: left > EXPIRING_DAYS ? [] : [{ code: "mx-certificate-expiring", got: `${left} days left` }],
  };
}

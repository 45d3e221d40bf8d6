import { lintTlsRptRecord, readTlsRptAnswer } from "@mtasts/core";
import type { CheckingFault } from "@mtasts/core/checking";
import { toDnsAnswer, ttlOf, txtReport } from "../dns-reading";
import type { Seen } from "../look/seen";
import type { CheckIssue, TlsRptReport } from "../report";
import { finding, within } from "./finding";
import { isMixedUp, misplaced } from "./misplaced";
import { selectionIssues, sortTexts, type RecordKind } from "./txt-judgement";

const KIND = {
  part: "tlsRpt",
  prefix: "v=TLSRPTv1;",
  key: "tlsRpt",
} as const satisfies RecordKind;

/** Judges the `_smtp._tls` record and its destinations (RFC 8460 §3). */
export function judgeTlsRpt(seen: Seen): { readonly report: TlsRptReport; readonly issues: readonly CheckIssue[] } {
  const { tlsRpt } = seen.records;
  const answer = readTlsRptAnswer(toDnsAnswer(tlsRpt.name, tlsRpt.reply));
  const { counting, isMeant } = sortTexts(tlsRpt, KIND);
  // One that stands elsewhere is told of instead.
  const isMissing =
    answer.outcome === "none" && misplaced(seen, "tlsRpt").length === 0 && (!isMeant || lacks(answer.issues));
  const report = txtReport(tlsRpt.name, tlsRpt.reply, answer);
  return {
    report: answer.outcome === "record" ? { ...report, rua: answer.value.rua } : report,
    issues: [
      ...(isMissing ? [finding(missingFault(seen), "tlsRpt")] : []),
      ...within(
        "tlsRpt",
        selectionIssues(answer).filter(({ code }) => code !== "tlsrpt-missing"),
      ),
      ...within("tlsRpt", counting === undefined ? [] : lint(counting, seen)),
      ...surroundings(seen),
    ],
  };
}

function lacks(issues: readonly { readonly code: string }[]): boolean {
  return issues.some(({ code }) => code === "tlsrpt-missing");
}

function missingFault(seen: Seen): CheckingFault {
  const isMixed = isMixedUp(seen, "tlsRpt");
  return {
    code: "tlsrpt-missing",
    ...(isMixed ? { problem: "the name holds an MTA-STS record and no TLS-RPT record" } : {}),
  };
}

function lint(text: string, { domain, records }: Seen): ReturnType<typeof lintTlsRptRecord> {
  const ttl = ttlOf(records.tlsRpt.reply);
  return lintTlsRptRecord(text, { role: "checking", domain, ...(ttl === undefined ? {} : { ttl }) });
}

/** Records at the names of drafts, destinations that take no mail, and MX hosts that want reports about DANE. */
function surroundings(seen: Seen): readonly CheckIssue[] {
  const { records, mail } = seen;
  const deaf = records.reportDomains.filter(({ takesMail }) => !takesMail);
  const silent = mail.hosts.filter(
    ({ tlsRpt }) => tlsRpt !== undefined && readTlsRptAnswer(toDnsAnswer(tlsRpt.name, tlsRpt.reply)).outcome === "none",
  );
  return [
    ...misplaced(seen, "tlsRpt").map((name) => finding(ownerFault(name, records.tlsRpt.name), "tlsRpt")),
    ...deaf.map(({ domain }) => finding({ code: "tlsrpt-mailto-domain-no-mx", got: domain }, "tlsRpt", "rua")),
    ...silent.map(({ host }) => finding({ code: "tlsrpt-hosts", got: host }, "tlsRpt")),
  ];
}

function ownerFault(got: string, write: string): CheckingFault {
  // The names that drafts of RFC 8460 had
  return /^_smtp[-_]tlsrpt\./u.test(got)
    ? { code: "tlsrpt-old-name", got, write }
    : { code: "tlsrpt-wrong-owner", got, write };
}

import { lintTlsRptRecord, readTlsRptAnswer } from "@mtasts/core";
import { textsOf, toDnsAnswer, ttlOf, txtReport } from "../dns-reading";
import type { Seen } from "../look/seen";
import type { CheckIssue, TlsRptReport } from "../report";
import { finding, within } from "./finding";
import { selectionIssues, sortTexts, type RecordKind } from "./txt-judgement";

const KIND = {
  part: "tlsRpt",
  prefix: "v=TLSRPTv1;",
  meant: /(?:^|;)\W*v\s*=\W*TLS-?RPT/iu,
} as const satisfies RecordKind;

/** Judges the `_smtp._tls` record and its destinations (RFC 8460 §3). */
export function judgeTlsRpt(seen: Seen): { readonly report: TlsRptReport; readonly issues: readonly CheckIssue[] } {
  const { tlsRpt } = seen.records;
  const answer = readTlsRptAnswer(toDnsAnswer(tlsRpt.name, tlsRpt.reply));
  const { counting, isMeant } = sortTexts(tlsRpt, KIND);
  const isMissing = answer.outcome === "none" && !isMeant && textsOf(tlsRpt.name, tlsRpt.reply).length > 0;
  const report = txtReport(tlsRpt.name, tlsRpt.reply, answer);
  return {
    report: answer.outcome === "record" ? { ...report, rua: answer.value.rua } : report,
    issues: [
      ...(isMissing ? [finding({ code: "tlsrpt-missing" }, "tlsRpt")] : []),
      ...within("tlsRpt", selectionIssues(answer)),
      ...within("tlsRpt", counting === undefined ? [] : lint(counting, seen)),
      ...surroundings(seen),
    ],
  };
}

function lint(text: string, { domain, records }: Seen): ReturnType<typeof lintTlsRptRecord> {
  const ttl = ttlOf(records.tlsRpt.reply);
  return lintTlsRptRecord(text, { role: "checking", domain, ...(ttl === undefined ? {} : { ttl }) });
}

/** Records at the names of drafts, destinations that take no mail, and MX hosts that want reports about DANE. */
function surroundings({ records, mail }: Seen): readonly CheckIssue[] {
  const old = records.oldTlsRpt.filter(({ name, reply }) => textsOf(name, reply).some((text) => KIND.meant.test(text)));
  const deaf = records.reportDomains.filter(({ takesMail }) => !takesMail);
  const silent = mail.hosts.filter(
    ({ tlsRpt }) => tlsRpt !== undefined && readTlsRptAnswer(toDnsAnswer(tlsRpt.name, tlsRpt.reply)).outcome === "none",
  );
  return [
    ...old.map(({ name }) => finding({ code: "tlsrpt-old-name", got: name, write: records.tlsRpt.name }, "tlsRpt")),
    ...deaf.map(({ domain }) => finding({ code: "tlsrpt-mailto-domain-no-mx", got: domain }, "tlsRpt", "rua")),
    ...silent.map(({ host }) => finding({ code: "tlsrpt-hosts", got: host }, "tlsRpt")),
  ];
}

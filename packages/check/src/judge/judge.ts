import type { Seen } from "../look/seen";
import type { CheckReport, PolicyReport, Verdict } from "../report";
import { finding } from "./finding";
import { judgeAliases } from "./judge-aliases";
import { judgeDns } from "./judge-dns";
import { judgeMail } from "./judge-mail";
import { judgePolicy } from "./judge-policy";
import { judgeRecord, type RecordJudgement } from "./judge-record";
import { judgeTlsRpt } from "./judge-tls-rpt";

type Judgement = Pick<CheckReport, "verdict" | "record" | "policy" | "mx" | "tlsRpt" | "issues">;

/** What all that was seen means: a pure function of it. */
export function judge(seen: Seen): Judgement {
  const record = judgeRecord(seen);
  const policy = judgePolicy(seen, record);
  const mail = judgeMail(seen, policy.report.policy, record);
  const tlsRpt = judgeTlsRpt(seen);
  const unavailable = judgeDns(seen);
  const missing = mail.report.outcome === "nxdomain" && record.state === "absent" ? MISSING_WITH_THE_DOMAIN : NONE;
  const incomplete = seen.isCutShort ? [finding({ code: "check-incomplete" })] : [];
  return {
    verdict: verdictOf(record, policy.report),
    record: record.report,
    policy: policy.report,
    mx: mail.report,
    tlsRpt: tlsRpt.report,
    issues:
      unavailable === undefined
        ? [
            ...incomplete,
            ...record.issues,
            ...policy.issues,
            ...mail.issues,
            ...tlsRpt.issues,
            ...judgeAliases(seen),
          ].filter(({ code }) => !missing.has(code))
        : [unavailable],
  };
}

/** Below a name that does not exist there is nothing (RFC 8020 §2), and one issue says so. */
const MISSING_WITH_THE_DOMAIN: ReadonlySet<string> = new Set(["txt-missing", "tlsrpt-missing"]);
const NONE: ReadonlySet<string> = new Set();

/** What a sender without a cached policy would conclude (RFC 8461 §3.3 and §5). */
function verdictOf({ state }: RecordJudgement, { outcome, policy }: PolicyReport): Verdict {
  if (state === "unknown") return "unknown";
  if (state === "absent") return "absent";
  // RFC 8461 §3.1 (T11): without one record that counts there is no policy, whatever is served
  if (state === "wrong") return "broken";
  if (outcome === "unknown") return "unknown";
  // RFC 8461 §3.3 (F8): a record that leads to no policy counts as none
  return policy === undefined ? "broken" : VERDICTS[policy.mode];
}

const VERDICTS = { enforce: "enforced", testing: "testing", none: "none" } as const;

import { lintPolicy, policyId, readPolicy, type Policy } from "@mtasts/core";
import type { CheckingFault } from "@mtasts/core/checking";
import { isPublicSuffix } from "@mtasts/core/public-suffix";
import { certificateProblem, certificateReport, daysLeft } from "../certificate";
import { addressAliases, addressesOf, isTemporary } from "../dns-reading";
import type { Seen, SeenPolicy } from "../look/seen";
import type { FetchAttempt, FetchResponse, TlsFacts } from "../ports";
import type { CheckIssue, PolicyReport } from "../report";
import { finding, within } from "./finding";
import { headerFaults, headerOf } from "./headers";
import { judgeFetch } from "./judge-fetch";
import type { RecordJudgement } from "./judge-record";

export interface PolicyJudgement {
  readonly report: PolicyReport;
  readonly issues: readonly CheckIssue[];
}

/** Judges the policy host and what it serves (RFC 8461 §3.2 and §3.3), in the light of what the record announces. */
export function judgePolicy(seen: Seen, { state }: RecordJudgement): PolicyJudgement {
  const { policy } = seen;
  const attempt = decisiveAttempt(policy);
  const judged = attempt === undefined ? withoutAttempt(policy) : judgeAttempt(seen, attempt);
  const report = { ...baseReport(policy), ...judged.report };
  if (state !== "absent") return { report, issues: [...judged.issues, ...absence(judged, state)] };
  // Nobody has announced a policy, so that a host without one is as it should be, and so is one that answers every name.
  return judged.report.text?.includes("STSv1") === true
    ? { report, issues: [finding({ code: "policy-without-txt" }, "policy"), ...judged.issues] }
    : { report, issues: [] };
}

/** What an attempt adds to a report, and what it is told. */
interface Judged {
  readonly report: Pick<PolicyReport, "outcome"> & Partial<PolicyReport>;
  readonly issues: readonly CheckIssue[];
  /** Whether there is no file at all, rather than one that cannot be had. */
  readonly isMissing?: boolean;
}

function baseReport({ host, address, fetches }: SeenPolicy): Omit<PolicyReport, "outcome"> {
  const attempts = fetches.flatMap((fetch) => fetch.attempts);
  return {
    url: `https://${host}/.well-known/mta-sts.txt`,
    host,
    aliases: addressAliases(host, address),
    addresses: addressesOf(host, address),
    attempts: attempts.map((one) => ({
      address: one.address,
      outcome: one.outcome === "response" ? one.outcome : one.kind,
      durationMs: one.durationMs,
    })),
  };
}

/** The attempt that says most of what a sender would get: the best of both families. */
function decisiveAttempt({ fetches }: SeenPolicy): FetchAttempt | undefined {
  const last = fetches.flatMap(({ attempts }) => attempts.at(-1) ?? []);
  const rank = (attempt: FetchAttempt): number =>
    attempt.outcome === "response" ? (attempt.status === 200 ? 0 : 1) : attempt.kind === "no-route" ? 3 : 2;
  return [...last].sort((a, b) => rank(a) - rank(b))[0];
}

/** No connection was tried: there is no address, or the time was over. */
function withoutAttempt({ host, address }: SeenPolicy): Judged {
  const { ipv4, ipv6 } = address;
  if (addressesOf(host, address).length > 0) return { report: { outcome: "unknown" }, issues: [] };
  const broken = [ipv4, ipv6].find(isTemporary);
  // RFC 8461 §3.3: only a definite answer says that there is no host
  if (broken !== undefined) {
    const fault = { code: "fetch-host-dns-error", got: broken.rcode } as const;
    return { report: { outcome: "unknown" }, issues: [finding(fault, "policy")] };
  }
  const issues = [finding({ code: "fetch-host-missing", got: host }, "policy")];
  return { report: { outcome: "failed", resultType: "sts-policy-fetch-error" }, issues, isMissing: true };
}

/** RFC 8461 §3.3 (A6): a record that leads to no policy is a failure that senders report. */
function absence({ isMissing }: Judged, state: RecordJudgement["state"]): readonly CheckIssue[] {
  return isMissing === true && state === "found" ? [finding({ code: "txt-without-policy" }, "policy")] : [];
}

function judgeAttempt(seen: Seen, attempt: FetchAttempt): Judged {
  const { policy, now } = seen;
  const { state, isUntrusted, faults } = judgeFetch(attempt, addressAliases(policy.host, policy.address));
  const shared: CheckIssue[] = [...faults, ...expiryFaults(attempt.tls, now), ...familyFaults(policy, attempt)].map(
    (fault) => finding(fault, "policy"),
  );
  const seenTls = tlsReport(attempt.tls, policy.host, now);
  if (state !== "text" || attempt.outcome !== "response") {
    const resultType = isUntrusted ? "sts-webpki-invalid" : "sts-policy-fetch-error";
    const failed =
      state === "unknown" ? ({ outcome: "unknown" } as const) : ({ outcome: "failed", resultType } as const);
    const isMissing = attempt.outcome === "response" && (attempt.status === 404 || attempt.status === 410);
    const wrongPaths = policy.elsewhere.map((got) => finding({ code: "fetch-wrong-path", got }, "policy"));
    // A file that stands elsewhere is the cause of all that would be told of its absence.
    if (wrongPaths.length > 0)
      return { report: { ...seenTls, ...answerReport(attempt), ...failed }, issues: wrongPaths };
    const blocked = botFaults(policy).map((fault) => finding(fault, "policy"));
    return { report: { ...seenTls, ...answerReport(attempt), ...failed }, issues: [...shared, ...blocked], isMissing };
  }
  const text = judgeText(seen, attempt);
  return { report: { ...seenTls, ...answerReport(attempt), ...text.report }, issues: [...shared, ...text.issues] };
}

function answerReport(attempt: FetchAttempt): Partial<PolicyReport> {
  if (attempt.outcome !== "response") return {};
  const contentType = headerOf(attempt, "content-type");
  return { status: attempt.status, ...(contentType === undefined ? {} : { contentType }) };
}

function tlsReport(tls: TlsFacts | undefined, host: string, now: number): Partial<PolicyReport> {
  if (tls === undefined) return {};
  const { version: tlsVersion, certificate } = tls;
  if (certificate === undefined) return { tlsVersion };
  return { tlsVersion, certificate: certificateReport(certificate, now, certificateProblem(tls, host, now)) };
}

/** As long as certificates of a few weeks leave for a repair. */
const EXPIRING_DAYS = 14;

function expiryFaults(tls: TlsFacts | undefined, now: number): readonly CheckingFault[] {
  const left = tls?.certificate === undefined ? undefined : daysLeft(tls.certificate.validTo, now);
  if (left === undefined || left < 0 || left > EXPIRING_DAYS) return [];
  return [{ code: "fetch-tls-expiring", got: `${left} days left` }];
}

/** Where one family of addresses gives what the other does not. */
function familyFaults({ fetches }: SeenPolicy, best: FetchAttempt): readonly CheckingFault[] {
  if (best.outcome !== "response" || best.status !== 200) return [];
  return fetches.flatMap(({ attempts }): readonly CheckingFault[] => {
    const last = attempts.at(-1);
    if (last === undefined || last === best) return [];
    if (last.outcome === "response" && last.status === 200) {
      const isSame = sameBytes(last.body, best.body);
      return isSame ? [] : [{ ...DIFFERENT, got: last.address }];
    }
    // This network may lack the family altogether, which says nothing of the host.
    const isOurs = last.outcome === "failure" && last.kind === "no-route";
    return isOurs ? [] : [{ code: "fetch-ipv6-broken", got: last.address }];
  });
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

const DIFFERENT = {
  code: "fetch-stale",
  severity: "warning",
  problem: "the addresses of the policy host serve different files",
} as const satisfies CheckingFault;

function botFaults({ asBrowser }: SeenPolicy): readonly CheckingFault[] {
  return asBrowser?.outcome === "response" && asBrowser.status === 200 ? [{ code: "fetch-bot-blocked" }] : [];
}

/** The text of an answer with status 200. */
function judgeText(seen: Seen, response: FetchResponse): Judged {
  const { domain, mail, expectedText } = seen;
  const { body } = response;
  const policy = readPolicy(body);
  // A byte order mark is a part of what was served.
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(body);
  const lints = lintPolicy(body, {
    role: "checking",
    domain,
    mxHosts: mail.hosts.map(({ host }) => host),
    isPublicSuffix,
  });
  if (!policy.ok && isPage(text)) {
    const page = finding({ code: "fetch-html", ...titleOf(text) }, "policy");
    return { report: { text, ...INVALID }, issues: [page] };
  }
  const isStale = expectedText !== undefined && expectedText !== text;
  const faults: readonly CheckingFault[] = [
    ...(isStale ? [{ code: "fetch-stale" } as const] : []),
    ...headerFaults(response),
  ];
  return {
    report: { text, ...(policy.ok ? validPolicy(policy.value, text) : INVALID) },
    issues: [...faults.map((fault) => finding(fault, "policy")), ...within("policy", lints)],
  };
}

/** A page has every fault of a policy that is not there, and each of them would be bad advice. */
function isPage(text: string): boolean {
  return /^\ufeff?\s*<(?:!doctype|html|head|body|\?xml|!--)/iu.test(text);
}

function titleOf(text: string): Pick<CheckingFault, "got"> {
  const [, title] = /<title[^>]*>([^<]{1,100})/iu.exec(text.slice(0, 10_000)) ?? [];
  return title === undefined ? {} : { got: title.trim() };
}

const INVALID = { outcome: "invalid", resultType: "sts-policy-invalid" } as const;

function validPolicy(policy: Policy, text: string): Judged["report"] {
  return { outcome: "valid", policy, idOfText: policyId(text) };
}

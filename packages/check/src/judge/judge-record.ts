import { lintStsRecord, readStsAnswer } from "@mtasts/core";
import { lowerCase, type CheckingFault } from "@mtasts/core/checking";
import { addressAliases, addressesOf, aliasesOf, textsOf, toDnsAnswer, ttlOf, txtReport } from "../dns-reading";
import type { Seen, SeenTxt } from "../look/seen";
import type { CheckIssue, RecordReport } from "../report";
import { finding, within } from "./finding";
import { isMixedUp, misplaced } from "./misplaced";
import { selectionIssues, sortTexts, type RecordKind } from "./txt-judgement";

/** What a sender concludes from the record, before it fetches anything. */
export interface RecordJudgement {
  readonly report: RecordReport;
  readonly issues: readonly CheckIssue[];
  /**
   * - `found`: it goes on to fetch the policy.
   * - `absent`: nobody has announced a policy.
   * - `wrong`: somebody wanted to, and senders find no record that counts.
   * - `unknown`: the query failed.
   */
  readonly state: "found" | "absent" | "wrong" | "unknown";
}

const KIND = { part: "record", prefix: "v=STSv1;", key: "sts" } as const satisfies RecordKind;

/** Judges the `_mta-sts` record and what surrounds it (RFC 8461 §3.1). */
export function judgeRecord(seen: Seen): RecordJudgement {
  const { sts } = seen.records;
  const answer = readStsAnswer(toDnsAnswer(sts.name, sts.reply));
  const { counting, isMeant } = sortTexts(sts, KIND);
  // One that stands elsewhere is told of instead.
  const isMissing =
    answer.outcome === "none" && misplaced(seen, "sts").length === 0 && (!isMeant || lacks(answer.issues));
  const report = txtReport(sts.name, sts.reply, answer);
  return {
    report: answer.outcome === "record" ? { ...report, id: answer.value.id } : report,
    issues: [
      ...(isMissing ? [finding(missingFault(seen), "record")] : []),
      ...within(
        "record",
        selectionIssues(answer).filter(({ code }) => code !== "txt-missing"),
      ),
      ...within("record", counting === undefined ? [] : lint(counting, seen)),
      ...surroundings(seen),
      ...(answer.outcome === "record" && sts.reply.dnssec === "unsigned"
        ? [finding({ code: "txt-not-dnssec" }, "record")]
        : []),
    ],
    state: STATES[answer.outcome] ?? (isMeant ? "wrong" : "absent"),
  };
}

const STATES = { record: "found", temperror: "unknown", none: undefined } as const;

function lacks(issues: readonly { readonly code: string }[]): boolean {
  return issues.some(({ code }) => code === "txt-missing");
}

function missingFault(seen: Seen): CheckingFault {
  const isMixed = isMixedUp(seen, "sts");
  return {
    code: "txt-missing",
    ...(isMixed ? { problem: "the name holds a TLS-RPT record and no MTA-STS record" } : {}),
  };
}

function lint(text: string, { domain, records }: Seen): ReturnType<typeof lintStsRecord> {
  const ttl = ttlOf(records.sts.reply);
  return lintStsRecord(text, { role: "checking", domain, ...(ttl === undefined ? {} : { ttl }) });
}

/** Records at other names, aliases, and wildcards. */
function surroundings(seen: Seen): readonly CheckIssue[] {
  const { parent, sts } = seen.records;
  // RFC 8461 §3.1 (T1): senders ask at _mta-sts and the domain
  const issues: CheckIssue[] = misplaced(seen, "sts").map((name) =>
    finding(
      {
        code: "txt-wrong-owner",
        problem: "an MTA-STS record stands at a name at which senders do not look",
        got: name,
        write: sts.name,
      },
      "record",
    ),
  );
  if (isWildcard(seen)) issues.push(finding({ code: "txt-wildcard-answer", got: `*.${seen.domain}` }, "record"));
  if (hasAliasAndText(sts)) issues.push(finding({ code: "txt-cname-and-txt" }, "record"));
  if (parent !== undefined && announces(parent)) {
    issues.push(finding({ code: "parent-policy", got: parent.name }, "record"));
  }
  if (isHalfDelegated(seen)) issues.push(finding({ code: "delegation-half" }, "record"));
  return issues;
}

function announces({ name, reply }: SeenTxt): boolean {
  return textsOf(name, reply).some((text) => text.startsWith("v=STSv1"));
}

/** Names that nobody has published answer as the record does, or announce a policy. */
function isWildcard({ records: { random, sts } }: Seen): boolean {
  const texts = textsOf(random.name, random.reply);
  const published = new Set(textsOf(sts.name, sts.reply));
  return texts.some((text) => text.startsWith("v=STSv1") || published.has(text));
}

function hasAliasAndText({ name, reply }: SeenTxt): boolean {
  const isHere = (owner: string): boolean => lowerCase(owner) === name;
  const here = reply.records.filter((record) => isHere(record.name));
  return here.some(({ type }) => type === "CNAME") && here.some(({ type }) => type === "data");
}

/**
 * The other half, an own record beside a policy host that is an alias, is what everybody has whose host is a CDN: there the
 * owner writes both, so it is not told of.
 */
function isHalfDelegated({ domain, records: { sts }, policy }: Seen): boolean {
  const [target] = aliasesOf(sts.name, sts.reply);
  const leadsOut = target !== undefined && !target.endsWith(`.${domain}`);
  const hasOwnHost =
    addressesOf(policy.host, policy.address).length > 0 && addressAliases(policy.host, policy.address).length === 0;
  return leadsOut && hasOwnHost;
}

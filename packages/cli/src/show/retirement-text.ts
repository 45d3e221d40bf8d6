import { printable, type Verdict } from "@mtasts/check";
import { MAX_AGE_LIMIT } from "@mtasts/core";
import { prose, type Line } from "../terminal/line";
import type { Paint } from "../terminal/paint";
import { table } from "../terminal/table";
import { duration, moment, type RetirementFacts, type RetirementPlan } from "@mtasts/core/lifecycle";
import { issueLines, type AnyIssue } from "./issue-text";

/** A retirement under way, or still to begin. */
export interface Retirement {
  readonly domain: string;
  readonly verdict: Verdict;
  readonly facts: RetirementFacts;
  readonly plan: RetirementPlan;
  readonly differences: readonly AnyIssue[];
}

/** One thing to do. */
export interface RetirementStep {
  /** ISO 8601 and UTC; left out for what can be done at once. */
  readonly notBefore?: string;
  readonly action: string;
}

/** What has to happen, with dates, and where the dates come from. */
export function retirementLines(retirement: Retirement, isKnown: boolean, paint: Paint): readonly Line[] {
  const { domain, facts, plan, differences } = retirement;
  const { present } = facts;
  const issues = [...differences, ...plan.issues.filter(({ code }) => !TOLD.has(code))];
  const steps = stepsOf(retirement).map(({ notBefore, action }, i) => [
    { text: `${i + 1}.` },
    { text: notBefore ?? "now", style: paint.bold },
    { text: action },
  ]);
  return [
    prose(`${paint.bold(printable(domain))}: ${summaryOf(plan)}`),
    `Live now: ${presentLine(retirement)}, TTL of the record ${present.txtTtl}`,
    ...reasonLines(plan, facts, isKnown).map(prose),
    "",
    ...table(steps),
    "",
    prose(`Add a margin of ${duration(plan.slack)} for slow resolvers and servers.`),
    ...(issues.length === 0 ? [] : ["", ...issueLines(issues, paint)]),
  ];
}

/** What the lines above say already, in the words of this command; the advice of these issues is for programs. */
const TOLD: ReadonlySet<string> = new Set(["removal-too-early", "history-unknown"]);

function summaryOf({ waitSeconds, notBefore }: RetirementPlan): string {
  return waitSeconds === 0
    ? "the record may be removed now"
    : `keep the record and the host until ${moment(notBefore)}`;
}

function presentLine({ verdict, facts: { present } }: Retirement): string {
  return verdict === "absent" || verdict === "broken"
    ? "no policy that senders can fetch"
    : `mode ${present.mode}, max_age ${present.maxAge}`;
}

function reasonLines(
  { waitSeconds }: RetirementPlan,
  { present }: RetirementFacts,
  isKnown: boolean,
): readonly string[] {
  if (isKnown) {
    return waitSeconds === 0
      ? ["No sender can still hold an enforced policy."]
      : [`Senders may hold an enforced policy for another ${duration(waitSeconds)} (${waitSeconds} seconds).`];
  }
  return [
    "The max_age of earlier policies is not visible from outside, and senders keep a policy for as long as its max_age.",
    `Without that, the only safe bound is the maximum of ${MAX_AGE_LIMIT} seconds plus the TTL of ${present.txtTtl}.`,
    "If you know the longest max_age ever served in mode enforce, pass it as --longest-max-age (0 if there was none).",
  ];
}

/** RFC 8461 §8.3: none first; then the record, and the host last, so that nothing is announced that cannot be fetched. */
export function stepsOf({ facts, plan, domain }: Retirement): readonly RetirementStep[] {
  const { mode, txtTtl } = facts.present;
  const notBefore = plan.waitSeconds === 0 ? {} : { notBefore: moment(plan.notBefore) };
  const begin: readonly RetirementStep[] =
    mode === "none"
      ? []
      : [
          {
            action:
              'serve mode "none" with max_age 86400, then announce its new id; note the time at which the record changed',
          },
        ];
  return [
    ...begin,
    { ...notBefore, action: `remove the TXT record _mta-sts.${domain}` },
    { notBefore: moment(plan.notBefore + txtTtl), action: `remove the name mta-sts.${domain}, then its host` },
  ];
}

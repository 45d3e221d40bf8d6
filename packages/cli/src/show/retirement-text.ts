import { printable, type Verdict } from "@mtasts/check";
import { MAX_AGE_LIMIT } from "@mtasts/core";
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
export function retirementLines(retirement: Retirement, isKnown: boolean, paint: Paint): readonly string[] {
  const { domain, facts, plan, differences } = retirement;
  const { present } = facts;
  const steps = stepsOf(retirement).map(({ notBefore, action }, i) => [
    { text: `${i + 1}.` },
    { text: notBefore ?? "now", style: paint.bold },
    { text: action },
  ]);
  return [
    `${paint.bold(printable(domain))}: ${presentLine(retirement)}, TTL of the record ${present.txtTtl}`,
    ...reasonLines(plan, facts, isKnown),
    "",
    ...table(steps),
    "",
    `Add ${duration(plan.slack)} of slack for resolvers and servers that are slower than they should be.`,
    ...(plan.issues.length + differences.length === 0
      ? []
      : ["", ...issueLines([...differences, ...plan.issues], paint)]),
  ];
}

function presentLine({ verdict, facts: { present } }: Retirement): string {
  return verdict === "absent" || verdict === "broken"
    ? "no policy can be had"
    : `mode ${present.mode}, max_age ${present.maxAge}`;
}

function reasonLines(
  { waitSeconds }: RetirementPlan,
  { present }: RetirementFacts,
  isKnown: boolean,
): readonly string[] {
  if (isKnown) {
    return waitSeconds === 0
      ? ["No sender can hold a policy that is enforced any more."]
      : [`Senders may hold a policy that is enforced for another ${duration(waitSeconds)} (${waitSeconds} seconds).`];
  }
  return [
    "Nobody can see from outside which max_age was served before, and senders keep a policy for as long as it said.",
    `The only certain bound is the largest there is: ${MAX_AGE_LIMIT} seconds, and the TTL of ${present.txtTtl}.`,
    "If you know the longest max_age that was ever served in mode enforce, tell it with --longest-max-age (0 for none).",
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
              'serve mode "none" with max_age 86400, and then announce its new id; note when the record was seen to change',
          },
        ];
  return [
    ...begin,
    { ...notBefore, action: `remove the TXT record _mta-sts.${domain}` },
    { notBefore: moment(plan.notBefore + txtTtl), action: `remove the name mta-sts.${domain}, and then its host` },
  ];
}

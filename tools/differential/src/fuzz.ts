import type { Case, Difference } from "./case.js";
import { generate } from "./generate.js";
import type { Oracle } from "./oracle.js";
import { random } from "./random.js";
import { rules } from "./rules.js";
import { readSeeds } from "./seeds.js";
import { compare, coreVerdict, moxVerdict } from "./verdict.js";

/** How far to go, and from where. */
export interface FuzzOptions {
  readonly cases: number;
  /** The same seed gives the same cases. */
  readonly seed: number;
}

/** What came out. */
export interface FuzzReport {
  /** Cases of each kind, and how many of them both sides accepted. */
  readonly kinds: Readonly<Record<Case["kind"], { readonly cases: number; readonly accepted: number }>>;
  /** Differences by the name of the rule that explains them. */
  readonly explained: Readonly<Record<string, number>>;
  /** The first differences that no rule explains. */
  readonly unexplained: readonly Difference[];
}

const BATCH = 2_000;

/** Enough to see a pattern in them. */
const MAX_UNEXPLAINED = 100;

/** Asks both sides about generated cases, and sorts their differences by the rules. */
export async function fuzz(oracle: Oracle, { cases, seed }: FuzzOptions): Promise<FuzzReport> {
  const choices = random(seed);
  const seeds = readSeeds();
  const kinds = { policy: nothing(), sts: nothing(), tlsrpt: nothing(), mx: nothing() };
  const explained: Record<string, number> = Object.fromEntries(rules.map(({ name }) => [name, 0]));
  const unexplained: Difference[] = [];

  for (let done = 0; done < cases && unexplained.length < MAX_UNEXPLAINED; done += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, cases - done) }, () => generate(choices, seeds));
    const answers = await oracle.ask(batch);
    for (const [i, answer] of answers.entries()) {
      const one = batch[i];
      if (one === undefined) continue;
      const core = coreVerdict(one);
      const difference = compare(one, core, moxVerdict(one, answer));
      kinds[one.kind].cases += 1;
      if (core.accepted && answer.ok) kinds[one.kind].accepted += 1;
      if (difference === undefined) continue;
      const rule = rules.find(({ explains }) => explains(difference));
      if (rule === undefined) unexplained.push(difference);
      else explained[rule.name] = (explained[rule.name] ?? 0) + 1;
    }
  }
  return { kinds, explained, unexplained };
}

function nothing(): { cases: number; accepted: number } {
  return { cases: 0, accepted: 0 };
}

import type { Finding } from "./problem.js";
import type { Recording } from "./recording.js";

/** What was created for one plan, and for another with other values. */
export interface Runs<T> {
  readonly update: Recording<T>;
  readonly other: Recording<T>;
}

/** Whatever is created must hang below the construct, and be the same whatever the values are. */
export function childFindings<T>({ update, other }: Runs<T>): Finding[] {
  const strays = [...update.strays, ...other.strays].map((id): Finding => ({
    rule: "parent",
    at: id,
    problem: "is created outside of the construct",
    write: "create it in the scope that was given",
  }));
  const keys = other.children.map(({ key }) => key);
  const derived = update.children.filter(({ key }) => !keys.includes(key));
  const changing = derived.map(({ key }): Finding => ({
    rule: "child-name-derived",
    at: key,
    problem: "has another id for another plan",
    write: "never derive the ids of children from values",
  }));
  return [...strays, ...changing];
}

/** A run that ended with an exception tells nothing else. */
export function attempt<T>(run: () => T, when: string): T | Finding {
  try {
    return run();
  } catch (error) {
    return {
      rule: "throws",
      problem: `throws ${when}`,
      got: error instanceof Error ? error.message : String(error),
      write: "never look into a token while creating resources",
    };
  }
}

import type { Finding } from "./problem.js";
import type { Recording } from "./recording.js";

/** What was created in an update, in another with other values, and in a preview that knows no value. */
export interface Runs<T> {
  readonly update: Recording<T>;
  readonly other: Recording<T>;
  readonly preview: Recording<T>;
}

/** Whatever is created must hang below the component, and be the same whatever the values are. */
export function childFindings<T>({ update, other, preview }: Runs<T>, keyOf: (name: string) => string): Finding[] {
  const [names, otherNames, previewNames] = [update, other, preview].map(namesOf) as [string[], string[], string[]];
  const strays = [...update.strays, ...other.strays].map((name): Finding => ({
    rule: "parent",
    at: keyOf(name),
    problem: "is created outside of the component",
    write: "pass on the opts that were given, with their parent",
  }));
  const isShort = previewNames.length < names.length;
  const late = names.filter((name) => isShort && !previewNames.includes(name));
  const inApply = late.map((name): Finding => ({
    rule: "child-in-apply",
    at: keyOf(name),
    problem: "is missing from a preview in which values are unknown",
    write: "create it outside of apply, and give it the outputs as they are",
  }));
  const derived = names.filter((name) => !otherNames.includes(name) && !late.includes(name));
  const changing = derived.map((name): Finding => ({
    rule: "child-name-derived",
    at: keyOf(name),
    problem: "has another name in another run",
    write: "derive the names of children from the given name alone",
  }));
  return [...strays, ...inApply, ...changing];
}

function namesOf<T>({ children, strays }: Recording<T>): string[] {
  return [...children.map(({ name }) => name), ...strays];
}

/** A run that ended with an exception tells nothing else. */
export async function attempt<T>(run: () => Promise<T>, when: string): Promise<T | Finding> {
  try {
    return await run();
  } catch (error) {
    return {
      rule: "throws",
      problem: `throws ${when}`,
      got: error instanceof Error ? error.message : String(error),
      write: "never look into an output while creating resources",
    };
  }
}

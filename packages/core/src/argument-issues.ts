import { toIssue, type Fault, type Issue } from "./issue";
import { isObject } from "./late-value";
import { didYouMean } from "./spelling";

/** What the value of one argument must be, where it is no part of the configuration itself. */
export interface ArgumentRule {
  /** Whether the value, which may be anything, will do. An argument that is left out is asked for as `undefined`. */
  readonly accepts: (value: unknown) => boolean;
  /** What is wrong otherwise: "must be a function". */
  readonly problem: string;
  /** An example of a right value, as code. */
  readonly like: string;
}

/**
 * Everything wrong with an object of arguments that a compiler did not look at: values of the wrong type, and names that
 * do not exist.
 *
 * @param given - The arguments, which may be any value at run time.
 * @param rules - The arguments that there are, by their names.
 * @param path - Where the object stands.
 *
 * @example
 * import { argumentIssues, formatIssues } from "@mtasts/core";
 *
 * const isText = (value: unknown): boolean => typeof value === "string";
 * const rules = { zoneId: { accepts: isText, problem: "must be a string", like: '"Z0123456789ABCDEFGHIJ"' } };
 * const report: string = formatIssues(argumentIssues({ zoneid: "Z1" }, rules, ["dns"]));
 */
export function argumentIssues(
  given: unknown,
  rules: Readonly<Record<string, ArgumentRule>>,
  path: Issue["path"] = [],
): readonly Issue[] {
  if (!isObject(given)) return [toIssue(objectFault(given, rules), path)];
  const names = Object.keys(rules);
  const mistyped = Object.entries(rules)
    .filter(([name, { accepts }]) => !accepts(given[name]))
    .map(([name, { problem, like }]) =>
      toIssue({ code: "argument-type", got: given[name], problem, like }, [...path, name]),
    );
  const unknown = Object.keys(given)
    .filter((name) => given[name] !== undefined && !names.includes(name))
    .map((name) => toIssue(unknownNameFault(name, names), [...path, name]));
  return [...mistyped, ...unknown];
}

function objectFault(given: unknown, rules: Readonly<Record<string, ArgumentRule>>): Fault {
  const [first] = Object.entries(rules);
  const like = first === undefined ? "{}" : `{ ${first[0]}: ${first[1].like} }`;
  return { code: "argument-type", got: given, problem: "must be an object", like };
}

/** The fault of a name that is none of these, with the one that was probably meant. */
export function unknownNameFault(name: string, names: readonly string[]): Fault {
  const write = didYouMean(name, names);
  const problem = `there is no such argument${names.length === 0 ? "" : `, only ${names.join(", ")}`}`;
  return { code: "argument-unknown", problem, ...(write === undefined ? {} : { write }) };
}

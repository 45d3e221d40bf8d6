import { toIssue, type Issue } from "../../issue";
import { isLateValue, isObject } from "../../late-value";
import { transformRules, type TransformedChild } from "./children";
import { judgeChange, type Change } from "./judge";

/** What a transform made of the arguments of a child. */
export interface Transformed<A extends object> {
  /** The arguments to use; the child's own where the transform failed. */
  readonly args: A;
  /** Why the component has to refuse them. Paths begin at the child's arguments. */
  readonly issues: readonly Issue[];
}

/**
 * Applies a transform, and judges what it changed. It throws nothing, whatever the transform does.
 *
 * @param child - The kind of child.
 * @param transform - The function; anything else changes nothing, and is reported with the options that it is among.
 * @param args - The arguments of the child, spelled as in either framework.
 * @param how - Where the function stands among the options; `onlyKnown` leaves changes of values alone that are known only later, because they have been judged before.
 *
 * @example
 * import { applyTransform } from "@mtasts/core/adapter";
 *
 * const own = { enabled: true, comment: "MTA-STS" };
 * const off = applyTransform("distribution", (args: object) => ({ ...args, enabled: false }), own, { path: ["transform"] });
 * const isRefused: boolean = off.issues.length > 0;
 */
export function applyTransform<A extends object>(
  child: TransformedChild,
  transform: unknown,
  args: A,
  how: Pick<Change, "path" | "onlyKnown">,
): Transformed<A> {
  if (typeof transform !== "function") return { args, issues: [] };
  const { path } = how;
  const own = copyOf(args);
  try {
    const changed: unknown = (transform as (args: A) => unknown)(copyOf(args));
    if (!isObject(changed) || isLateValue(changed)) return { args, issues: [failure(resultProblem(changed), path)] };
    const issues = judgeChange(transformRules[child], { ...how, own, changed, name: "" });
    return { args: changed as A, issues };
  } catch (error) {
    return { args, issues: [failureOf(error, path)] };
  }
}

/** What is reported where a function of a program throws. */
export function failureOf(error: unknown, path: Issue["path"]): Issue {
  return failure(`throws an error: ${messageOf(error)}`, path);
}

function resultProblem(changed: unknown): string {
  if (isObject(changed)) return "returns something that is known only later, instead of the arguments";
  return `returns ${changed === undefined ? "nothing" : Array.isArray(changed) ? "a list" : typeof changed} instead of the arguments`;
}

function failure(problem: string, path: Issue["path"]): Issue {
  return toIssue({ code: "transform-failed", problem }, path);
}

const SHOWN_LENGTH = 200;

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : typeof error === "string" ? error : "no reason given";
  return text.replace(/\s+/gu, " ").slice(0, SHOWN_LENGTH);
}

/** A copy that a transform can change as it likes. What belongs to a framework, such as an output, stays the same object. */
function copyOf<T>(value: T): T {
  if (Array.isArray(value)) return value.map((element: unknown) => copyOf(element)) as T;
  if (!isObject(value) || isLateValue(value) || !isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copyOf(part)])) as T;
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

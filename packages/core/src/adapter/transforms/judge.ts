import { toIssue, type Issue } from "../../issue";
import { isLateValue } from "../../late-value";
import { terraformName } from "./argument-names";
import type { ArgumentUse, ChildRules } from "./rules";

/** Arguments, or a part of them, before and after a transform. */
export interface Change {
  readonly own: unknown;
  readonly changed: unknown;
  /** Where it stands, in the framework's own spelling. */
  readonly path: Issue["path"];
  /** The same in Terraform's spelling, without indices. */
  readonly name: string;
  /**
   * Whether changes of what is known only later are left alone, because they have been judged when it was known.
   *
   * @default false
   */
  readonly onlyKnown?: boolean;
}

/**
 * What a transform changed that has to stay as it is. Values that are known only during a deployment are compared by identity:
 * one that is replaced by another is refused, since it cannot be judged before something is created.
 */
export function judgeChange(rules: ChildRules, change: Change): readonly Issue[] {
  const use = rules.arguments[change.name];
  if (isSame(change.own, change.changed) || (change.onlyKnown === true && holdsLate(change.own))) return [];
  return use === undefined ? unlistedIssues(rules, change) : listedIssues(use, change);
}

function listedIssues(use: ArgumentUse, change: Change): readonly Issue[] {
  switch (use.use) {
    case "free":
    case "read":
      return [];
    case "kept":
      return [refusal(change, `must not change, because ${use.why}`)];
    case "absent":
      return isEmpty(change.changed) ? [] : [refusal(change, `must be left out, because ${use.why}`)];
    case "limited":
      return limitIssues(use, change);
  }
}

/** What has no rule of its own: its parts have, or it is fixed where the component sets it. */
function unlistedIssues(rules: ChildRules, change: Change): readonly Issue[] {
  if (change.own === undefined && !isAbove(change.name, rules.arguments)) return [];
  const parts = partsOf(change);
  if (parts !== undefined) return parts.flatMap((part) => judgeChange(rules, part));
  return change.own === undefined ? [] : [refusal(change, `must not change, because ${rules.why}`)];
}

function limitIssues(use: Extract<ArgumentUse, { readonly use: "limited" }>, change: Change): readonly Issue[] {
  const { own, changed } = change;
  if (!isLateValue(changed) && use.accepts(changed, own)) return [];
  return [refusal(change, `must be ${use.allowed}, because ${use.why}`)];
}

/** Whether a rule concerns a part of what has this name. Anything else a program adds is not entered, however deep it is. */
function isAbove(name: string, uses: ChildRules["arguments"]): boolean {
  return Object.keys(uses).some((path) => path.startsWith(`${name}.`));
}

/** The parts of an object, or of a list of objects; nothing where the value is one whole. */
function partsOf({ own, changed, path, name, ...how }: Change): readonly Change[] | undefined {
  if (isListOfObjects(own)) {
    if (!Array.isArray(changed)) return undefined;
    const list: readonly unknown[] = changed;
    // What is appended stands for nothing that the component uses.
    return own.map((element, i) => ({ ...how, own: element, changed: list[i], path: [...path, i], name }));
  }
  const [before, after] = [objectOf(own), objectOf(changed)];
  if (before === undefined || after === undefined) return undefined;
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].map((key) => ({
    ...how,
    own: before[key],
    changed: after[key],
    path: [...path, key],
    name: name === "" ? terraformName(key) : `${name}.${terraformName(key)}`,
  }));
}

function refusal({ own, changed, path }: Change, problem: string): Issue {
  const write = isShowable(own) ? { write: own } : {};
  const fault = isLateValue(changed)
    ? { problem: `${problem}, and the value given is known only during the deployment` }
    : { problem, got: changed };
  return toIssue({ code: "transform-breaks-invariant", ...fault, ...write }, path);
}

/** A replacement that a message can offer in full. A secret is never among them, since it is not known at once. */
function isShowable(value: unknown): value is string | number | readonly string[] {
  if (Array.isArray(value)) return value.length > 0 && value.every((one) => typeof one === "string" && isShowable(one));
  if (typeof value === "string") return /^[ -~]{1,80}$/u.test(value) && !isLateValue(value);
  return typeof value === "number" && !isLateValue(value);
}

/** Whether nothing has changed, as far as that is known now. */
function isSame(own: unknown, changed: unknown): boolean {
  if (Object.is(own, changed)) return true;
  if (isLateValue(own) || isLateValue(changed)) return false;
  if (!Array.isArray(own) || !Array.isArray(changed)) return false;
  return own.length === changed.length && own.every((element, i) => isSame(element, changed[i]));
}

/** Whether the value, or an element of the list, is known only later. */
function holdsLate(value: unknown): boolean {
  return isLateValue(value) || (Array.isArray(value) && value.some(isLateValue));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0);
}

function isListOfObjects(value: unknown): value is readonly object[] {
  return Array.isArray(value) && value.length > 0 && value.every((element) => objectOf(element) !== undefined);
}

/** The object, or an empty one where there is none; nothing where there is a value of another kind. */
function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (value === undefined) return {};
  if (typeof value !== "object" || value === null || Array.isArray(value) || isLateValue(value)) return undefined;
  return value as Readonly<Record<string, unknown>>;
}

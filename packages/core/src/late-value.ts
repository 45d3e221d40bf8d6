import type { Fault } from "./issue";

/** What a placeholder for a later value leaves in a text, in lower case, since configurations are often lower-cased. */
const MARKS = ["${", "%{", "tftoken[", "calling [tostring] on an [output<"] as const;

/** The methods by which promises, outputs and tokens are told from plain data. */
const LATE_METHODS = ["then", "apply", "resolve"] as const;

/** Frameworks also encode references as numbers; all of them lie far beyond anything that a policy can hold. */
const ABSURD = 1e100;

/**
 * Whether the value stands for something that is known only during a deployment: a Terraform token or expression, a number
 * that encodes one, a Pulumi output or its text, a promise. Hashing it would give an id that never changes again.
 */
export function isLateValue(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value) && Math.abs(value) > ABSURD;
  if (typeof value === "string") return isLateText(value.toLowerCase());
  return isObject(value) && LATE_METHODS.some((name) => typeof value[name] === "function");
}

/** The fault of a value that has the wrong type, unless it will have another one later. */
export function typeFault(value: unknown, wanted: Pick<Fault, "problem" | "write" | "like">): Fault {
  return isLateValue(value)
    ? { code: "unknown-at-plan-time", got: value }
    : { code: "argument-type", got: value, ...wanted };
}

/** Whether the value is an object that is no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isLateText(text: string): boolean {
  // A number that encodes a reference may have become text on its way: "-1.8881545897087503e+289".
  return MARKS.some((mark) => text.includes(mark)) || (text.includes("e+") && isLateValue(Number(text)));
}

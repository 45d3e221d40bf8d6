import type { Fault } from "./issue";
import { isLateValue, typeFault } from "./late-value";

/** How the fault of a wrong type goes on. */
export type Wanted = Pick<Fault, "problem" | "write" | "like">;

/** Takes a fault and the place it concerns; returns null, the value of whatever was refused, so that a check can end with it. */
export type Report = (fault: Fault, ...path: (string | number)[]) => null;

export const SECONDS: Wanted = { problem: "must be a number of seconds", like: "86400" };

/** Where a value stands, and who is told what is wrong with it. */
export interface Place {
  readonly path: readonly (string | number)[];
  readonly report: Report;
}

/** The value, if it is a number now. */
export function checkNumber(value: unknown, wanted: Wanted, { path, report }: Place): number | null {
  if (typeof value === "number" && !isLateValue(value)) return value;
  return report(typeFault(value, asCount(value, wanted)), ...path);
}

/** What stands in place of a number, as the number that was probably meant. */
function asCount(value: unknown, wanted: Wanted): Wanted {
  const isNumeral = typeof value === "string" && /^[0-9]{1,8}$/.test(value);
  return isNumeral ? { ...wanted, write: Number(value) } : wanted;
}

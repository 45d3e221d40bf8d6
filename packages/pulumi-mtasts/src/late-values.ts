import * as pulumi from "@pulumi/pulumi";
import { lateRefusal } from "./fail.js";

/** Whether the value is known only later. */
export function isLate(value: unknown): value is pulumi.Output<unknown> | Promise<unknown> {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

/** Whether the value is an object, and no list, that is there at once, whatever it holds. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isLate(value);
}

/** Whether nothing in the value is known only later. */
export function isPlain(value: unknown): boolean {
  if (isLate(value)) return false;
  return typeof value !== "object" || value === null || Object.values(value).every(isPlain);
}

/** The same value, in which a promise that fails says on whose behalf, and without a stack. An output cannot be caught. */
export function withCleanRejections(name: string, value: unknown): unknown {
  if (value instanceof Promise) {
    return value.catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw lateRefusal(`MtaSts "${name}": an argument could not be resolved: ${reason}`);
    });
  }
  if (Array.isArray(value)) return value.map((item) => withCleanRejections(name, item));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withCleanRejections(name, item)]));
}

/**
 * Runs the function even while the value is unknown, or holds unknown values, as in a preview.
 *
 * PROVIDER pulumi 3: `apply` has a second parameter for that, which its types do not tell.
 */
export function applyToUnknown<T, U>(output: pulumi.Output<T>, func: (value: T) => U): pulumi.Output<pulumi.Unwrap<U>> {
  const apply = output.apply.bind(output) as unknown as (
    run: typeof func,
    runWithUnknowns: true,
  ) => pulumi.Output<pulumi.Unwrap<U>>;
  return apply(func, true);
}

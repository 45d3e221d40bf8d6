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

/** The same value, in which a promise or an output that fails says on whose behalf, and without a stack. */
export function withCleanRejections(name: string, value: unknown): unknown {
  if (isLate(value)) return cleanlyFailing(value, `MtaSts "${name}": an argument could not be resolved`);
  if (Array.isArray(value)) return value.map((item) => withCleanRejections(name, item));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withCleanRejections(name, item)]));
}

/** An option of a host or a DNS provider, which says so where it fails. */
export function cleanOption<T>(port: string, name: string, value: pulumi.Input<T>): pulumi.Input<T> {
  if (!isLate(value)) return value;
  return cleanlyFailing(value, `${port}: ${name} could not be resolved`) as pulumi.Output<T>;
}

/** Each late value is wrapped once, so that its failure is one error, and told once. */
const wrapped = new WeakMap<object, pulumi.Output<unknown>>();

function cleanlyFailing(value: pulumi.Output<unknown> | Promise<unknown>, problem: string): pulumi.Output<unknown> {
  const known = wrapped.get(value) ?? rejectingWith(pulumi.output(value) as Parts, failureOf(problem));
  wrapped.set(value, known);
  return known;
}

function failureOf(problem: string): (error: unknown) => never {
  let failure: pulumi.RunError | undefined;
  return (error) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw (failure ??= lateRefusal(`${problem}: ${reason}`));
  };
}

/** What an output is made of. */
interface Parts extends pulumi.Output<unknown> {
  readonly promise: (withUnknowns: true) => Promise<unknown>;
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
  readonly resources: () => ReadonlySet<pulumi.Resource>;
  readonly allResources: () => Promise<ReadonlySet<pulumi.Resource>>;
}

type OutputConstructor = new (
  resources: ReadonlySet<pulumi.Resource>,
  promise: Promise<unknown>,
  isKnown: Promise<boolean>,
  isSecret: Promise<boolean>,
  allResources: Promise<ReadonlySet<pulumi.Resource>>,
) => pulumi.Output<unknown>;

/**
 * The same output, but for its error. The original one's would be told after most of a minute.
 *
 * PROVIDER pulumi 3: an output cannot be caught, only taken apart and put together again.
 */
function rejectingWith(output: Parts, fail: (error: unknown) => never): pulumi.Output<unknown> {
  return new (pulumi.Output as unknown as OutputConstructor)(
    output.resources(),
    output.promise(true).catch(fail),
    output.isKnown.catch(fail),
    output.isSecret.catch(fail),
    output.allResources().catch(fail),
  );
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

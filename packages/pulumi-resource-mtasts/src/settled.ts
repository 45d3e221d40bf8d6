import * as pulumi from "@pulumi/pulumi";
import { applyToUnknown } from "pulumi-mtasts/remote";

/** A value that a program gave. */
export interface Settled {
  /** What a TypeScript program would have given: an output only where something is known later, is secret, or depends on a resource. */
  readonly given: unknown;
  /** The same with every value in place of its output; `pulumi.unknown` where a preview does not know it. */
  readonly known: unknown;
}

/** What the SDK keeps to itself. */
interface Parts extends pulumi.Output<unknown> {
  readonly promise: (withUnknowns: true) => Promise<unknown>;
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
  readonly allResources: () => Promise<ReadonlySet<pulumi.Resource>>;
}

/**
 * Waits for a value of another language and takes it apart. Languages wrap in their own ways: plain values may come as outputs, and
 * the whole of an object as one output because a part of it is. Whether an argument is plain decides what is protected, and which
 * members an object has must be known at once, so outputs are pushed down to the values that need them.
 */
export async function settle(value: unknown): Promise<Settled> {
  if (pulumi.Output.isInstance(value)) return await settleOutput(value as Parts);
  if (Array.isArray(value)) {
    const items = await Promise.all(value.map(settle));
    return { given: items.map(({ given }) => given), known: items.map(({ known }) => known) };
  }
  return isPlainObject(value) ? await settleMembers(Object.entries(value)) : { given: value, known: value };
}

/** What the output holds, once it is there; `pulumi.unknown` where a preview does not know it. */
export async function knownValue<T>(output: pulumi.Output<T>): Promise<T | undefined> {
  return (await (output as unknown as Parts).promise(true)) as T | undefined;
}

async function settleOutput(output: Parts): Promise<Settled> {
  const [known, isKnown, isSecret, resources] = await Promise.all([
    output.promise(true),
    output.isKnown,
    output.isSecret,
    output.allResources(),
  ]);
  if (isKnown && !isSecret && resources.size === 0) return await settle(known);
  if (isPlainObject(known)) {
    const member = (name: string) => applyToUnknown(output, (object) => (object as typeof known)[name]);
    return await settleMembers(Object.keys(known).map((name) => [name, member(name)]));
  }
  // A list may hold outputs of its own.
  return { given: output, known: await (pulumi.output(output) as Parts).promise(true) };
}

/** Other languages write null for what is left out. */
async function settleMembers(members: readonly (readonly [string, unknown])[]): Promise<Settled> {
  const settled = await Promise.all(members.map(async ([name, value]) => [name, await settle(value)] as const));
  const present = settled.filter(([, { known }]) => known !== null && known !== undefined);
  return {
    given: Object.fromEntries(present.map(([name, { given }]) => [name, given])),
    known: Object.fromEntries(present.map(([name, { known }]) => [name, known])),
  };
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

import * as pulumi from "@pulumi/pulumi";
import type { ConformanceOptions } from "./problem.js";

/** A resource below the component, with the options that it was given. */
export interface Child {
  readonly type: string;
  readonly name: string;
  readonly resource: pulumi.Resource;
  readonly opts: pulumi.CustomResourceOptions;
  /** As the engine gets them. Empty where it never did. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What an implementation did when it was asked once. */
export interface Recording<T> {
  readonly returned: T;
  readonly children: readonly Child[];
  /** The names of resources that it created outside of the component. */
  readonly strays: readonly string[];
}

/** What an implementation is asked with. */
export interface Stage {
  /** Stands for the component. */
  readonly parent: pulumi.Resource;
  /** Something to depend on. */
  readonly earlier: pulumi.Resource;
  /** The value as an output: unknown in a preview. */
  readonly late: <T>(value: T) => pulumi.Output<T>;
}

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** A resource of the check itself. */
export class Prop extends pulumi.CustomResource {
  constructor(name: string, props: pulumi.Inputs = {}, opts: pulumi.CustomResourceOptions = {}) {
    super("conformance:index:Prop", name, props, opts);
  }
}

/** How a program is run. */
export interface RunOptions extends Pick<ConformanceOptions, "outputs"> {
  readonly preview: boolean;
}

/** Makes an implementation, asks it, and waits until everything that it began is registered. */
export async function record<P, T>(
  make: () => P,
  ask: (implementation: P, stage: Stage) => T,
  options: RunOptions,
): Promise<Recording<T>> {
  // What making it creates, such as a provider or a zone, belongs to the user's program and needs no parent.
  const before = await program(options, () => void make());
  const seen: Omit<Child, "inputs">[] = [];
  const { returned, registered } = await program(options, () => ask(make(), stageOf(seen, options)));
  const children = seen.map((child) => ({ ...child, inputs: registered.find(isSame(child))?.inputs ?? {} }));
  const strays = registered.filter((one) => !ofCheck(one) && ![...seen, ...before.registered].some(isSame(one)));
  return { returned, children, strays: strays.map(({ name }) => name) };
}

/** What an output resolved to by the end of the program; `undefined` where it is unknown. */
export function valueOf<T>(value: pulumi.Input<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    pulumi.all([value as unknown]).apply(([known]) => {
      resolve(known);
    });
    // An unknown value never comes.
    setImmediate(resolve, undefined);
  });
}

const PARENT = "conformance:index:Parent";
const EARLIER = "conformance-earlier";

function stageOf(seen: Omit<Child, "inputs">[], { preview }: RunOptions): Stage {
  const watch: pulumi.ResourceTransformation = ({ resource, type, name, opts }) => {
    if (type !== PARENT) seen.push({ resource, type, name, opts: { ...opts } });
    return undefined;
  };
  return {
    parent: new pulumi.ComponentResource(PARENT, "parent", {}, { transformations: [watch] }),
    earlier: new Prop(EARLIER),
    late: <T>(value: T) => pulumi.output(preview ? pulumi.unknown : value) as pulumi.Output<T>,
  };
}

/** How many turns without a new resource end a program. */
const QUIET_TURNS = 5;

async function program<T>({ preview, outputs }: RunOptions, run: () => T) {
  const registered: Registered[] = [];
  const mocks: pulumi.runtime.Mocks = {
    newResource({ type, name, inputs, id }) {
      const resource = { type, name, inputs: inputs as Readonly<Record<string, unknown>> };
      // A resource with an id is looked up, not created.
      if ((id ?? "") === "") registered.push(resource);
      const added = preview ? {} : outputs?.(resource);
      return { id: preview ? undefined : (id ?? "") || `${name}-id`, state: { ...added, ...resource.inputs } };
    },
    call: ({ inputs }) => inputs as Record<string, unknown>,
  };
  await pulumi.runtime.setMocks(mocks, "project", "stack", preview);
  try {
    return { returned: run(), registered };
  } finally {
    // Whatever was begun ends before the next program, even where it ended in an exception.
    for (let quiet = 0, count = 0; quiet < QUIET_TURNS;) {
      await new Promise(setImmediate);
      await pulumi.runtime.disconnect();
      quiet = count === registered.length ? quiet + 1 : 0;
      count = registered.length;
    }
  }
}

function isSame(one: { readonly type: string; readonly name: string }) {
  return ({ type, name }: { readonly type: string; readonly name: string }) => type === one.type && name === one.name;
}

function ofCheck({ type, name }: Registered): boolean {
  return type === PARENT || name === EARLIER || type.startsWith("pulumi:providers:");
}

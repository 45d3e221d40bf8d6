import { tmpdir } from "node:os";
import { Construct } from "constructs";
import { App, Lazy, TerraformResource, TerraformStack } from "../framework.js";
import type { ChildOptions } from "../ports.js";
import { Resource } from "../resource.js";

/** A resource below the construct. */
export interface Child {
  /** The id below the construct, with those of constructs between. */
  readonly key: string;
  readonly type: string;
  readonly resource: TerraformResource;
  /** As Terraform gets them. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** What an implementation did when it was asked once. */
export interface Recording<T> {
  readonly returned: T;
  readonly children: readonly Child[];
  /** The ids of resources that it created outside of the construct. */
  readonly strays: readonly string[];
}

/** What an implementation is asked with. */
export interface Stage {
  /** Stands for the construct. */
  readonly scope: Construct;
  /** Something to depend on. */
  readonly earlier: TerraformResource;
  /** The text as a token. */
  readonly late: (text: string) => string;
}

/** A resource of the check itself. */
export class Prop extends Resource {
  static override readonly tfResourceType = "conformance_prop";
}

/** The address of what a child was told to depend on. */
export const EARLIER = "conformance_prop.earlier";

/** The protection that a child is asked to pass on. */
export const PROTECTED: ChildOptions = { lifecycle: { preventDestroy: true } };

/** Whether Terraform refuses to destroy it. */
export function isProtected({ attributes }: Child): boolean {
  const lifecycle = attributes["lifecycle"] as Readonly<Record<string, unknown>> | undefined;
  return lifecycle?.["prevent_destroy"] === true;
}

/** Makes an implementation in a stack of its own, asks it, and looks at what has come of it. */
export function record<P, T>(make: (scope: Construct) => P, ask: (implementation: P, stage: Stage) => T): Recording<T> {
  // A folder that exists: the app makes it otherwise, and nothing is ever written.
  const stack = new TerraformStack(new App({ outdir: tmpdir(), stackTraces: false }), "conformance");
  const implementation = make(stack);
  const scope = new Construct(stack, "conformance");
  const earlier = new Prop(stack, "earlier", {});
  const before = new Set(resourcesBelow(stack));
  const late = (text: string): string => Lazy.stringValue({ produce: () => text });
  const returned = ask(implementation, { scope, earlier, late });

  const { resource: synthesised = {} } = stack.toTerraform() as { readonly resource?: Synthesised };
  const made = resourcesBelow(stack).filter((resource) => !before.has(resource));
  const [own, strays] = [true, false].map((isOwn) =>
    made.filter(({ node }) => node.scopes.includes(scope) === isOwn),
  ) as [TerraformResource[], TerraformResource[]];
  const children = own.map((resource): Child => {
    const { terraformResourceType: type, friendlyUniqueId: name, node } = resource;
    const key = node.path.slice(scope.node.path.length + 1);
    return { key, type, resource, attributes: synthesised[type]?.[name] ?? {} };
  });
  return { returned, children, strays: strays.map(({ node }) => node.id) };
}

type Synthesised = Readonly<Record<string, Readonly<Record<string, Child["attributes"]>>>>;

function resourcesBelow(stack: TerraformStack): readonly TerraformResource[] {
  return stack.node.findAll().filter((construct) => TerraformResource.isTerraformResource(construct));
}

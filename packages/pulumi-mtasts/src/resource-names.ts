import type { ComponentNames } from "@mtasts/core/adapter";
import * as pulumi from "@pulumi/pulumi";
import * as state from "@pulumi/pulumi/runtime/state.js";
import { applyToUnknown } from "./late-values.js";

/** A component that was made, and is not registered yet. */
export interface Made {
  readonly component: pulumi.ComponentResource;
  readonly opts: pulumi.ComponentResourceOptions;
}

/** What the SDK keeps of a resource for itself. */
interface Kept {
  readonly __pulumiType?: string;
  readonly __name?: string;
  readonly __aliases?: readonly pulumi.Input<string>[];
  readonly __parentResource?: pulumi.Resource;
}

/** A resource's URN, and those that it may have had. */
interface Urns {
  readonly own: string;
  readonly earlier: readonly string[];
}

/**
 * The names under which the engine finds the component in its state. Every alias of a parent goes with every one of its own, so
 * there may be names that the engine would not find: an alias is never taken for forgotten.
 *
 * @returns Undefined where the names are not known, as with transforms that the engine applies later.
 */
export async function resourceNames({ component, opts }: Made): Promise<ComponentNames | undefined> {
  if (opts.transforms !== undefined || hasCallbacks()) return undefined;
  const urns = await known(urnsOf(component));
  if (urns === undefined) return undefined;
  const all = [urns.own, ...urns.earlier];
  return { urn: urns.own, names: distinct(all.map(nameIn)), places: distinct(all.map(placeIn)) };
}

// PROVIDER pulumi 3: what the engine asks back while it registers resources, such as the transforms of a whole stack.
function hasCallbacks(): boolean {
  const { getStore } = state as unknown as { readonly getStore: () => { readonly callbacks?: unknown } };
  return getStore().callbacks !== undefined;
}

/** With aliases of a parent, the places of its children change, and their names where they begin with the parent's. */
function urnsOf(resource: pulumi.Resource): pulumi.Output<Urns | undefined> {
  // PROVIDER pulumi 3: these are no part of its types; without them nothing can be said.
  const { __pulumiType: type, __name: name, __aliases: aliases, __parentResource: parent } = resource as Kept;
  if (type === undefined || name === undefined || aliases === undefined) return pulumi.output(undefined);
  const isTop = parent === undefined || (parent as Kept).__pulumiType === STACK;
  const above = isTop ? pulumi.output<Urns | undefined>({ own: "", earlier: [] }) : urnsOf(parent);
  const parentName = (parent as Kept | undefined)?.__name ?? "";
  const present = pulumi.output({ own: pulumi.createUrn(name, type, parent), given: [...aliases], over: above });
  return present.apply(({ own, given, over }) => {
    if (over === undefined) return undefined;
    const inherited = over.earlier.map((urn) => `${placeIn(urn)}$${type}::${renamed(name, parentName, nameIn(urn))}`);
    return { own, earlier: [...given, ...inherited] };
  });
}

const STACK = "pulumi:pulumi:Stack";

/** By the SDK's rule a child that is called after its parent was called after its parent's earlier name. */
function renamed(name: string, parent: string, earlier: string): string {
  return parent !== "" && name.startsWith(parent) ? earlier + name.slice(parent.length) : name;
}

async function known(output: pulumi.Output<Urns | undefined>): Promise<Urns | undefined> {
  return await new Promise((resolve) => {
    applyToUnknown(output, (value) => {
      resolve(pulumi.containsUnknowns(value) ? undefined : value);
    });
  });
}

function nameIn(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

function placeIn(urn: string): string {
  return urn.slice(0, urn.lastIndexOf("::"));
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

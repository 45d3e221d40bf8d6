import type { Child } from "../stack-state";

/** A resource of the component as the engine keeps it, whatever the program is called and written in. */
export interface Kept {
  readonly urn: string;
  readonly inputs: unknown;
  readonly options: unknown;
}

/** The component and its children, without what differs from one stack to the next: its names, and those that the engine makes up. */
export function keptOf(resources: readonly Child[]): readonly Kept[] {
  return resources
    .filter(({ urn }) => urn.includes("mtasts:index:MtaSts"))
    .map((resource) => {
      const { urn, inputs, outputs: _, ...options } = anonymous(resource) as Child & Options;
      const { created, modified, provider, id, sourcePosition, stackTrace, ...kept } = options;
      return { urn, inputs, options: { ...kept, ...inOrder(kept) } };
    })
    .sort((a, b) => (a.urn < b.urn ? -1 : 1));
}

/** Dependencies are a set: the engine lists them as they happened to be told. */
function inOrder({ dependencies = [], propertyDependencies = {} }: Options): Options {
  const sorted = Object.entries(propertyDependencies).map(([property, urns]) => [property, [...(urns ?? [])].sort()]);
  const byProperty = Object.fromEntries(sorted) as Record<string, readonly string[]>;
  return { dependencies: [...dependencies].sort(), propertyDependencies: byProperty };
}

interface Options {
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly created?: unknown;
  readonly modified?: unknown;
  readonly id?: unknown;
  readonly sourcePosition?: unknown;
  readonly stackTrace?: unknown;
}

function anonymous(resource: unknown): unknown {
  const text = JSON.stringify(resource)
    .replaceAll(/urn:pulumi:[^:]+::[^:]+::/gu, "urn:")
    .replaceAll(/(?<=pulumi:pulumi:Stack::)[\w-]+/gu, "<stack>")
    .replaceAll(/(?<=:certificate\/)[0-9a-f-]{36}\b/gu, "<random>")
    .replaceAll(/(?<=mail-(?:bucket|origin-access-control)-)[0-9a-f]{7}\b/gu, "<random>");
  return JSON.parse(text) as unknown;
}

import type { Deployment } from "./deployment";

/** A resource as the engine remembers it. */
export interface Child {
  readonly urn: string;
  readonly type: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Everything in the stack. */
export async function resourcesOf({ mustPulumi }: Deployment): Promise<readonly Child[]> {
  const { output } = await mustPulumi("stack", "export");
  const { resources = [] } = (JSON.parse(output) as Checkpoint).deployment;
  return resources;
}

/** The component's children. */
export async function childrenOf(deployment: Deployment): Promise<readonly Child[]> {
  return (await resourcesOf(deployment)).filter(({ parent = "" }) => parent.includes("mtasts:index:MtaSts::"));
}

/** The key of a child of the component "mail", or of one that is called otherwise. */
export function keyOf({ urn }: Pick<Child, "urn">, component = "mail"): string {
  return urn.slice(urn.lastIndexOf(`::${component}-`) + `::${component}-`.length);
}

/** The keys of the children that the engine would refuse to delete. */
export async function protectedChildren(deployment: Deployment): Promise<readonly string[]> {
  const guarded = (await resourcesOf(deployment)).filter(({ protect }) => protect === true);
  return guarded.map((resource) => keyOf(resource)).sort();
}

interface Checkpoint {
  readonly deployment: { readonly resources?: readonly Child[] };
}

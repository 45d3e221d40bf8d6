import type { Deployment } from "./deployment";

interface Checkpoint {
  readonly deployment: { readonly resources?: readonly { readonly urn: string; readonly protect?: boolean }[] };
}

/** The keys of the children that the engine would refuse to delete. */
export async function protectedChildren({ mustPulumi }: Deployment): Promise<readonly string[]> {
  const { output } = await mustPulumi("stack", "export");
  const { resources = [] } = (JSON.parse(output) as Checkpoint).deployment;
  return resources
    .filter(({ protect }) => protect === true)
    .map(({ urn }) => urn.slice(urn.lastIndexOf("::mail-") + "::mail-".length))
    .sort();
}

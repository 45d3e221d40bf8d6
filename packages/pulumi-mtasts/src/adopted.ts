import * as pulumi from "@pulumi/pulumi";
import type { RecordKey } from "./ports.js";
import { suffixed } from "./zones.js";

/** A record that may be in the engine's state already, or be imported by this deployment. */
export interface RecordChild {
  readonly component: string;
  readonly key: RecordKey;
  /** Pulumi's type of the record. */
  readonly type: string;
  /** What the names of the zone's records have in addition. */
  readonly nameSuffix?: string | undefined;
}

function nameOf({ component, key, nameSuffix }: RecordChild): string {
  return suffixed(`${component}-${key}`, component, nameSuffix);
}

/** The URN that a record has when it is imported without a parent. */
export function importedUrn(child: RecordChild): string {
  return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${child.type}::${nameOf(child)}`;
}

/** By this a record that was imported without a parent, before the component existed, becomes the component's own. */
export const importedAlias: pulumi.Alias = { parent: undefined } as unknown as pulumi.Alias;

/**
 * Whether the component's own `transforms` or `transformations` import the record, or name what it was before. They are pure, so
 * they can be asked before the child exists; a function that cannot be asked does not adopt it.
 */
export async function isAdopted(child: RecordChild, given: pulumi.ComponentResourceOptions): Promise<boolean> {
  const name = nameOf(child);
  const probe = { custom: true, type: child.type, name, props: {}, opts: {} };
  const functions = [...(given.transforms ?? []), ...(given.transformations ?? [])] as readonly Probe[];
  const answers = await Promise.all(functions.map(async (ask) => await asked(ask, probe)));
  return answers.some(isAdoption);
}

type Probe = (args: object) => unknown;

async function asked(ask: Probe, probe: object): Promise<unknown> {
  try {
    return await ask({ ...probe });
  } catch {
    return undefined;
  }
}

function isAdoption(answer: unknown): boolean {
  const opts = (answer as { readonly opts?: pulumi.CustomResourceOptions } | undefined)?.opts;
  return opts?.import !== undefined || (opts?.aliases ?? []).length > 0;
}

import type { TwinDeployment } from "./twin";

/** One thing that the two frameworks do not ask for alike. */
export interface Difference {
  /** What it is about, such as `distribution.origin[0].domain_name`, `sts-record after host-record`. */
  readonly at: string;
  readonly pulumi: unknown;
  readonly cdktf: unknown;
}

/** Every difference, attribute by attribute. */
export function differences(pulumi: TwinDeployment, cdktf: TwinDeployment): readonly Difference[] {
  const ours = statements(pulumi);
  const theirs = statements(cdktf);
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .map((at) => ({ at, pulumi: ours.get(at), cdktf: theirs.get(at) }))
    .filter((one) => one.pulumi !== one.cdktf)
    .sort((one, other) => (one.at < other.at ? -1 : 1));
}

type Leaf = string | number | boolean | undefined;

/** Everything that is said of a deployment, each by its place. */
function statements(deployment: TwinDeployment): ReadonlyMap<string, Leaf> {
  const { policyId, policyText, policyUrl, records, warnings, resources, r2Objects } = deployment;
  const { mxMigration, retirement } = deployment;
  return new Map<string, Leaf>([
    ...leaves("outputs", { policyId, policyText, policyUrl, records, mxMigration, retirement }),
    ...leaves("warnings", warnings),
    ...leaves("r2Objects", r2Objects),
    ...resources.flatMap(({ key, attributes, after, ...options }) => [
      ...leaves(key, attributes),
      ...after.map((other): readonly [string, Leaf] => [`${key} after ${other}`, true]),
      ...Object.entries(options).map(([name, value]): readonly [string, Leaf] => [`${key} ${name}`, value]),
    ]),
  ]);
}

function leaves(at: string, value: unknown): readonly (readonly [string, Leaf])[] {
  if (typeof value !== "object" || value === null) return [[at, value as Leaf]];
  const parts = Object.entries(value).map(([name, item]): readonly [string, unknown] => [
    Array.isArray(value) ? `${at}[${name}]` : `${at}.${name}`,
    item,
  ]);
  // Something empty is there as well.
  if (parts.length === 0) return [[at, Array.isArray(value) ? "[]" : "{}"]];
  return parts.flatMap(([place, item]) => leaves(place, item));
}

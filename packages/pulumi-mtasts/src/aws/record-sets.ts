import type * as pulumi from "@pulumi/pulumi";

/** One name and type in a hosted zone. */
export interface RecordSetName {
  readonly zoneId: string;
  readonly name: string;
  readonly type: string;
}

/**
 * The ids for an import of the record sets of this name and type: one, or several where the zone has routing policies.
 *
 * @throws Error where the provider cannot list the zone: for lack of permission, or because its version is too old.
 */
export async function recordSetsAt(
  { zoneId, name, type }: RecordSetName,
  opts: pulumi.InvokeOptions,
): Promise<readonly string[]> {
  const nameRegex = `^${name.replaceAll(".", String.raw`\.`)}\\.?$`;
  // PROVIDER aws 6: its first versions do not have this function.
  const { getRecords } = await import("@pulumi/aws/route53/getRecords.js");
  const { resourceRecordSets: sets } = await getRecords({ zoneId, nameRegex }, opts);
  return sets.filter((set) => set.type === type).map(({ setIdentifier }) => idOf([zoneId, name, type], setIdentifier));
}

function idOf(parts: readonly string[], setIdentifier: string | undefined): string {
  return [...parts, ...(setIdentifier === undefined || setIdentifier === "" ? [] : [setIdentifier])].join("_");
}

import type * as pulumi from "@pulumi/pulumi";

/** One name and type in a hosted zone. */
export interface RecordSetName {
  readonly zoneId: string;
  readonly name: string;
  readonly type: string;
}

// PROVIDER aws 6: its first versions have neither the function nor its types, so the compiler must not look for the file.
const file = ["@pulumi/aws", "route53", "getRecords.js"].join("/");

interface Listing {
  readonly getRecords: (
    args: { readonly zoneId: string; readonly nameRegex: string },
    opts: pulumi.InvokeOptions,
  ) => Promise<{ readonly resourceRecordSets: readonly RecordSet[] }>;
}

interface RecordSet {
  readonly type: string;
  readonly setIdentifier?: string;
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
  const { getRecords } = (await import(file)) as Listing;
  const { resourceRecordSets: sets } = await getRecords({ zoneId, nameRegex }, opts);
  return sets.filter((set) => set.type === type).map(({ setIdentifier }) => idOf([zoneId, name, type], setIdentifier));
}

function idOf(parts: readonly string[], setIdentifier: string | undefined): string {
  return [...parts, ...(setIdentifier === undefined || setIdentifier === "" ? [] : [setIdentifier])].join("_");
}

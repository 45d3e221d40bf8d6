/** Terraform's plan as JSON, as far as it is read here. */
export interface Plan {
  readonly resource_changes: readonly {
    readonly address: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: unknown;
      readonly after: unknown;
    };
  }[];
}

/** An attribute that a plan would change. */
export interface Difference {
  /** The child's key, and the path to the attribute: `distribution.origin.0.origin_access_control_id`. */
  readonly place: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What a plan would do, child by child: none of those that it leaves alone. */
export function actionsOf({ resource_changes: changes }: Plan): Readonly<Record<string, string>> {
  const busy = changes.filter(({ change }) => change.actions.join() !== "no-op");
  return Object.fromEntries(busy.map(({ address, change }) => [keyOf(address), change.actions.join(" ")]));
}

/** Every attribute that a plan would change. */
export function differencesOf({ resource_changes: changes }: Plan): readonly Difference[] {
  return changes
    .filter(({ change }) => change.actions.join() !== "no-op")
    .flatMap(({ address, change: { before, after } }) => differences(keyOf(address), before, after));
}

/** The construct's child in `aws_s3_bucket.mail_bucket_39215638`. */
function keyOf(address: string): string {
  return /\.mail_(.*)_[0-9A-F]{8}$/u.exec(address)?.[1] ?? address;
}

function differences(place: string, before: unknown, after: unknown): readonly Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isContainer(before) || !isContainer(after) || isEmpty(before) || isEmpty(after)) {
    return [{ place, before, after }];
  }
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => differences(`${place}.${name}`, before[name], after[name]));
}

type Container = Readonly<Record<string, unknown>>;

function isContainer(value: unknown): value is Container {
  return typeof value === "object" && value !== null;
}

function isEmpty(value: Container): boolean {
  return Object.keys(value).length === 0;
}

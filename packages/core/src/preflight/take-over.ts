/** A record that exists already, and the child that is to become it. */
export interface TakeOver {
  /** Pulumi's type of the record. */
  readonly type: string;
  /** The child's name, such as "mail-sts-record". */
  readonly child: string;
  /** The ids under which the provider knows the records at the name; none where it could not be asked. */
  readonly ids: readonly string[];
  /** How an id looks that could not be looked up. */
  readonly idForm: string;
  /** The component's URN, where the engine's state has the component. */
  readonly parent?: { readonly name: string; readonly urn: string };
}

/**
 * How to give a record that exists to the stack instead of creating a second one. Imported without a parent, it is found by the
 * component's next deployment through an alias.
 */
export function takeOverAdvice({ type, child, ids, idForm, parent }: TakeOver): string {
  if (ids.length > 1) return `delete all but one of ${ids.slice(0, MAX_IDS).join(", ")}, and import that one`;
  const [id = idForm] = ids;
  const below = parent === undefined ? "" : ` --parent "${parent.name}=${parent.urn}"`;
  const command = `pulumi import ${type} ${child} "${id}"${below} --protect=false --generate-code=false --yes`;
  return `to keep the record, run ${command}; or delete it, and deploy again after its TTL`;
}

const MAX_IDS = 5;

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

/** A record that exists already, and the resource of a Terraform plan that is to become it. */
export interface TerraformTakeOver {
  /** The address of the resource in the plan. */
  readonly address: string;
  /** The id to import, in the provider's form; what the plan does not show is in angle brackets. */
  readonly id: string;
  /**
   * Where to find what the plan does not show.
   *
   * @default - the id is complete
   */
  readonly lookUp?: string;
}

/** How to give a record that exists to a Terraform configuration instead of creating a second one. */
export function terraformTakeOver({ address, id, lookUp }: TerraformTakeOver): string {
  const command = `terraform import ${inShell(address)} ${inShell(id)}`;
  const where = lookUp === undefined ? "" : ` (${lookUp})`;
  return `to keep the record, run ${command}${where}; or delete it, and deploy again after its TTL`;
}

/** One word of a command line; the key of an instance may hold anything. */
function inShell(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

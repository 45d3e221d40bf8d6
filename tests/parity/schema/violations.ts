import type { Arguments } from "../twin";
import type { AttributeSchema, AttributeType, BlockSchema, BlockTypeSchema } from "./provider-schema";

/** What Terraform reads itself, in every resource. */
const metaArguments = new Set(["depends_on", "lifecycle", "provider", "provisioner", "alias"]);

/** Everything in which a configuration is not what the provider takes, each with its place. */
export function violations(
  at: string,
  given: Arguments,
  { attributes = {}, block_types = {} }: BlockSchema,
): readonly string[] {
  const missing = Object.entries(attributes)
    .filter(([name, { required }]) => required === true && given[name] === undefined)
    .map(([name]) => `${at}.${name} is missing`);
  const blocks = Object.entries(block_types).flatMap(([name, type]) =>
    blockViolations(`${at}.${name}`, given[name], type),
  );
  const wrong = Object.entries(given).flatMap(([name, value]) => {
    if (metaArguments.has(name) || block_types[name] !== undefined) return [];
    const attribute = attributes[name];
    return attribute === undefined
      ? [`${at}.${name} does not exist`]
      : valueViolations(`${at}.${name}`, value, attribute);
  });
  return [...missing, ...blocks, ...wrong];
}

function valueViolations(at: string, value: unknown, { type, required, optional }: AttributeSchema): readonly string[] {
  if (required !== true && optional !== true) return [`${at} is what the provider says`];
  return fits(value, type) ? [] : [`${at} is no ${JSON.stringify(type)}: ${JSON.stringify(value)}`];
}

/** Repeatable blocks are lists, single ones objects: so a type says which they are. */
function blockViolations(at: string, value: unknown, { nesting_mode, min_items, max_items, block }: BlockTypeSchema) {
  if (value === undefined) return (min_items ?? 0) > 0 ? [`${at} is missing`] : [];
  const isSingle = nesting_mode === "single" || max_items === 1;
  if (isSingle) return isObject(value) ? violations(at, value, block) : singleViolations(at, value, block);
  if (!Array.isArray(value)) return [`${at} is no list`];
  return value.flatMap((item: unknown, i) =>
    isObject(item) ? violations(`${at}[${i}]`, item, block) : [`${at}[${i}] is no block`],
  );
}

/** Terraform takes a list of one as well. */
function singleViolations(at: string, value: unknown, block: BlockSchema): readonly string[] {
  const [only, ...others] = Array.isArray(value) ? (value as readonly unknown[]) : [];
  return isObject(only) && others.length === 0 ? violations(`${at}[0]`, only, block) : [`${at} is no single block`];
}

/** Whether the value is of the type, as it stands: an expression may become anything. */
function fits(value: unknown, type: AttributeType): boolean {
  if (typeof value === "string" && /^\$\{.*\}$/su.test(value)) return true;
  if (typeof type === "string") return fitsPrimitive(value, type);
  const [kind, inner] = type;
  if (kind === "list" || kind === "set") {
    return Array.isArray(value) && value.every((item) => fits(item, inner as AttributeType));
  }
  if (!isObject(value)) return false;
  if (kind === "map") return Object.values(value).every((item) => fits(item, inner as AttributeType));
  const members = inner as Readonly<Record<string, AttributeType>>;
  return Object.entries(value).every(([name, item]) => members[name] !== undefined && fits(item, members[name]));
}

function fitsPrimitive(value: unknown, type: string): boolean {
  if (type === "bool") return typeof value === "boolean";
  return typeof value === type;
}

function isObject(value: unknown): value is Arguments {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

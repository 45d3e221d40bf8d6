import { type Path } from "../cloud/validate.js";
import { type Attribute, type Schema } from "../cloud/schema.js";
import { type Attributes, isAbsent, isList, isObject, type Value } from "../cloud/value.js";

/** Plurals that adding an s would get wrong. */
const plurals: Readonly<Record<string, string>> = { alias: "aliases", renewal_summary: "renewal_summaries" };

/** Pulumi's name of an attribute: camel case, and plural where it holds several. */
export function pulumiName(name: string, { kind }: Attribute): string {
  const several = kind === "list" || kind === "set" || kind === "blocks";
  const plural = several ? (plurals[name] ?? (name.endsWith("s") ? name : `${name}s`)) : name;
  return plural.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Attributes under Pulumi's names; absent ones are left out, the keys of maps stay as they are. */
export function toPulumi(schema: Schema, attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([name]) => !isAbsent(attributes[name]))
      .map(([name, attribute]) => [
        pulumiName(name, attribute),
        nested(attribute, attributes[name], (inner, value) => toPulumi(inner, value)),
      ]),
  );
}

/** Pulumi's properties under Terraform's names; what the schema does not know keeps its name, for the check to find. */
export function fromPulumi(schema: Schema, properties: Attributes): Attributes {
  const names = new Map(Object.entries(schema).map(([name, attribute]) => [pulumiName(name, attribute), name]));
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([property]) => !property.startsWith("__"))
      .map(([property, value]) => {
        const name = names.get(property);
        const attribute = name === undefined ? undefined : schema[name];
        if (name === undefined || attribute === undefined) return [property, value];
        return [name, nested(attribute, value, (inner, one) => fromPulumi(inner, one))];
      }),
  );
}

/** A path in Pulumi's notation: `origins[0].domainName`. */
export function pulumiPath(schema: Schema, path: Path): string {
  let level: Schema | undefined = schema;
  let rendered = "";
  for (const step of path) {
    if (typeof step === "number") {
      rendered += `[${step}]`;
      continue;
    }
    const attribute: Attribute | undefined = level?.[step];
    const name = attribute === undefined ? step : pulumiName(step, attribute);
    const plain = /^[A-Za-z_]\w*$/.test(name);
    rendered += plain ? `${rendered === "" ? "" : "."}${name}` : `[${JSON.stringify(name)}]`;
    level = attribute?.nested;
  }
  return rendered;
}

function nested(
  { nested: inner }: Attribute,
  value: Value,
  convert: (inner: Schema, value: Attributes) => Value,
): Value {
  if (inner === undefined) return value;
  if (isObject(value)) return convert(inner, value);
  if (isList(value)) return value.map((item) => (isObject(item) ? convert(inner, item) : item));
  return value;
}

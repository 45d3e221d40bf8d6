import { createHash, randomBytes } from "node:crypto";
import { type Attribute, isConfigurable, type Schema } from "../cloud/schema.js";
import { type Attributes, equal, hasUnknown, isAbsent, isList, isObject, isZero, type Value } from "../cloud/value.js";

/** An argument that Pulumi fills in from the resource's name when the program does not. */
interface AutoName {
  readonly property: string;
  readonly randomSuffix: boolean;
  readonly maxLength: number;
  readonly lowerCase: boolean;
}

const autoNames: Readonly<Record<string, AutoName>> = {
  aws_s3_bucket: { property: "bucket", randomSuffix: true, maxLength: 63, lowerCase: true },
  aws_s3_object: { property: "key", randomSuffix: false, maxLength: 1024, lowerCase: false },
  aws_cloudfront_origin_access_control: { property: "name", randomSuffix: true, maxLength: 64, lowerCase: false },
};

/** Where the inputs note which of them the provider made up. */
const defaultsKey = "__defaults";

export interface NamedResource {
  readonly type: string;
  readonly name: string;
  readonly seed: Uint8Array;
}

/** The inputs with the automatic name, which stays the same from one deployment to the next. */
export function withAutoName(news: Attributes, olds: Attributes, resource: NamedResource): Attributes {
  const rule = autoNames[resource.type];
  const given = rule === undefined || !isAbsent(news[rule.property]) || !isAbsent(news["bucketPrefix"]);
  if (given) return { ...news, [defaultsKey]: [] };
  const { property } = rule;
  const kept = isAutoNamed(resource.type, olds) ? olds[property] : undefined;
  return { ...news, [property]: kept ?? automatic(rule, resource), [defaultsKey]: [property] };
}

/** Whether the resource's name is one that the provider chose. */
export function isAutoNamed(type: string, inputs: Attributes): boolean {
  const rule = autoNames[type];
  const defaults = inputs[defaultsKey];
  return rule !== undefined && isList(defaults) && defaults.includes(rule.property);
}

/** Whether the name is the program's own, so that a replacement can't stand beside the original. */
export function isNamedByProgram(type: string, inputs: Attributes): boolean {
  return autoNames[type]?.randomSuffix === true && !isAutoNamed(type, inputs);
}

function automatic({ randomSuffix, maxLength, lowerCase }: AutoName, { name, seed }: NamedResource): string {
  const base = lowerCase ? name.toLowerCase() : name;
  if (!randomSuffix) return base;
  const random = seed.length > 0 ? createHash("sha256").update(seed).digest("hex") : randomBytes(4).toString("hex");
  return `${base.slice(0, maxLength - 8)}-${random.slice(0, 7)}`;
}

/** A document given as an object becomes the text that the provider takes. */
export function withDocuments(schema: Schema, config: Attributes): Attributes {
  const entries = Object.entries(config).map(([name, value]): [string, Value] => {
    const isDocument = schema[name]?.kind === "string" && isObject(value) && !hasUnknown(value);
    return [name, isDocument ? JSON.stringify(value) : value];
  });
  return Object.fromEntries(entries);
}

/** The inputs as a refresh leaves them: those that the program gave, with the values that were found. */
export function refreshedInputs(schema: Schema, inputs: Attributes, state: Attributes): Attributes {
  const entries = Object.entries(inputs).map(([name, value]): [string, Value] => {
    const attribute = schema[name];
    return [name, attribute === undefined ? value : refreshed(attribute, value, state[name])];
  });
  return Object.fromEntries(entries);
}

function refreshed(attribute: Attribute, input: Value, found: Value): Value {
  if (isZero(input) && isZero(found)) return input;
  if (typeof input === "string" && typeof found === "string") {
    const same = attribute.normalize?.(input) === found || attribute.equivalent?.(input, found) === true;
    return same ? input : found;
  }
  const { nested } = attribute;
  if (nested !== undefined && isObject(input) && isObject(found)) return refreshedInputs(nested, input, found);
  return isList(input) && isList(found) ? refreshedList(nested, input, found) : found;
}

function refreshedList(nested: Schema | undefined, input: readonly Value[], found: readonly Value[]): Value {
  if (nested === undefined) return equal([...input].sort(), [...found].sort()) ? input : found;
  return found.map((item, i) => {
    if (!isObject(item)) return item;
    const before = input[i];
    return isObject(before) ? refreshedInputs(nested, before, item) : importedInputs(nested, item);
  });
}

/** The inputs that would make a resource found by its id: every argument that differs from its default. */
export function importedInputs(schema: Schema, state: Attributes): Attributes {
  const entries = Object.entries(schema)
    .filter(([, attribute]) => isConfigurable(attribute))
    .filter(
      ([name, { default: usual, mode }]) => mode === "required" || !(isZero(state[name]) || equal(state[name], usual)),
    )
    .map(([name, { nested }]): [string, Value] => {
      const value = state[name];
      if (nested === undefined) return [name, value];
      if (isObject(value)) return [name, importedInputs(nested, value)];
      return [
        name,
        isList(value) ? value.map((item) => (isObject(item) ? importedInputs(nested, item) : item)) : value,
      ];
    });
  return Object.fromEntries(entries);
}

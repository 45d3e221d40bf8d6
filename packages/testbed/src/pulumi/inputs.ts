import { type Attribute, isConfigurable, type Schema } from "../cloud/schema.js";
import { type Attributes, equal, hasUnknown, isList, isObject, isZero, type Value } from "../cloud/value.js";

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

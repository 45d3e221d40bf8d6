import { type Attributes, equal, isAbsent, isList, isObject, type Value } from "../cloud/value.js";
import { type Field } from "./layout.js";

/**
 * The prior state with the objects of each set in the order of those of the configuration that they resemble most: the
 * model compares them by their places, and a set has none.
 */
export function inOrderOf(layout: readonly Field[], prior: Attributes, config: Attributes): Attributes {
  const entries = layout
    .filter(({ nesting }) => nesting !== undefined)
    .map((field): [string, Value] => [field.name, ordered(field, prior[field.name], config[field.name])]);
  return { ...prior, ...Object.fromEntries(entries) };
}

function ordered({ nesting, fields }: Field, prior: Value, config: Value): Value {
  if (isObject(prior) && isObject(config)) return inOrderOf(fields, prior, config);
  if (!isList(prior) || !isList(config)) return prior;
  const left = [...prior];
  const matched = config.map((wanted, i) => {
    if (left.length === 0) return undefined;
    const [taken] = left.splice(nesting === "set" ? closest(left, wanted) : 0, 1);
    return ordered({ ...placeholder, fields, name: String(i) }, taken, wanted);
  });
  return [...matched.filter((item) => item !== undefined), ...left];
}

/** An element of a list or set is laid out as an attribute with a single object in it. */
const placeholder = {
  attribute: { kind: "block", mode: "optional" },
  place: "attribute",
  nesting: "single",
  maxItems: 1,
} as const;

/** The place of the value that has most of the wanted one's attributes. */
function closest(values: readonly Value[], wanted: Value): number {
  const likeness = values.map((value) => {
    if (!isObject(value) || !isObject(wanted)) return equal(value, wanted) ? 1 : 0;
    return Object.entries(wanted).filter(([name, item]) => !isAbsent(item) && equal(item, value[name])).length;
  });
  return likeness.indexOf(Math.max(...likeness));
}

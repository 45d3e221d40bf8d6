import { decode, encode, ExtData, ExtensionCodec } from "@msgpack/msgpack";
import { type Attributes, isAbsent, isList, isObject, UNKNOWN, type Value } from "../cloud/value.js";
import { type Field } from "./layout.js";

/** Unknown values are an extension of type 0, or of type 12 with what is known about them all the same. */
const extensions = new ExtensionCodec();
for (const type of [0, 12]) extensions.register({ type, encode: () => null, decode: () => UNKNOWN });

const unknownOnTheWire = new ExtData(0, Uint8Array.of(0));

/** The attributes in a message; undefined where it says that there is nothing. */
export function fromWire(layout: readonly Field[], bytes: Uint8Array): Attributes | undefined {
  return fromPlain(layout, decode(bytes, { extensionCodec: extensions }) as Value);
}

/** The attributes in a plain object that is laid out as Terraform does, such as a state file's. */
export function fromPlain(layout: readonly Field[], value: Value): Attributes | undefined {
  if (!isObject(value)) return undefined;
  return Object.fromEntries(layout.map((field) => [field.name, modelValue(field, value[field.name])]));
}

function modelValue({ attribute, place, nesting, fields }: Field, value: Value): Value {
  if (nesting === undefined || value === UNKNOWN || isAbsent(value)) return value;
  if (!isList(value)) return fromPlain(fields, value);
  // A block that is not there is an empty list to the engine.
  if (place === "block" && value.length === 0) return undefined;
  const items = value.map((item) => (item === UNKNOWN ? item : fromPlain(fields, item)));
  return attribute.kind === "block" ? items[0] : items;
}

export function toWire(layout: readonly Field[], attributes: Attributes | undefined): Uint8Array {
  return encode(attributes === undefined ? null : plainObject(layout, attributes), { extensionCodec: extensions });
}

/** Every field is there, if only as null: the engine knows no absent ones. */
function plainObject(layout: readonly Field[], attributes: Attributes): Readonly<Record<string, unknown>> {
  return Object.fromEntries(layout.map((field) => [field.name, plainValue(field, attributes[field.name])]));
}

function plainValue({ place, nesting, fields }: Field, value: Value): unknown {
  if (value === UNKNOWN) return unknownOnTheWire;
  if (nesting === undefined) return plain(value);
  if (isAbsent(value)) return place === "block" ? [] : null;
  const object = (item: Value): unknown => (isObject(item) ? plainObject(fields, item) : plain(item));
  if (nesting === "single") return object(value);
  return (isList(value) ? value : [value]).map(object);
}

function plain(value: Value): unknown {
  if (value === UNKNOWN) return unknownOnTheWire;
  if (isAbsent(value)) return null;
  if (isList(value)) return value.map(plain);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

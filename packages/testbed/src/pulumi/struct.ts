import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { type Attributes, isAbsent, isList, isObject, UNKNOWN, type Value } from "../cloud/value.js";

/** How Pulumi's wire format writes a value that is not known yet. */
const unknownOnTheWire = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** The key that marks an object as one of Pulumi's special values. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** The properties of a message; secrets come without their wrapping. */
export function fromStruct(struct: Struct | undefined): Attributes {
  const decoded = decode(struct?.toJavaScript() ?? {});
  return isObject(decoded) ? decoded : {};
}

export function toStruct(attributes: Attributes): Struct {
  return Struct.fromJavaScript(encode(attributes) as Record<string, JavaScriptValue>);
}

function decode(value: Value): Value {
  if (value === unknownOnTheWire) return UNKNOWN;
  if (isList(value)) return value.map(decode);
  if (!isObject(value)) return value;
  const signature = value[signatureKey];
  if (signature === secretSignature) return decode(value["value"]);
  if (signature !== undefined)
    throw new Error("the emulated provider takes no assets, archives or resource references");
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, decode(inner)]));
}

function encode(value: Value): Value {
  if (value === UNKNOWN) return unknownOnTheWire;
  if (isList(value)) return value.map(encode);
  if (!isObject(value)) return value;
  const present = Object.entries(value).filter(([, inner]) => !isAbsent(inner));
  return Object.fromEntries(present.map(([key, inner]) => [key, encode(inner)]));
}

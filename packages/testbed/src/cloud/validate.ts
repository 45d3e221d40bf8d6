import { type Attribute, isConfigurable, type Schema } from "./schema.js";
import { type Attributes, isAbsent, isList, isObject, UNKNOWN, type Value } from "./value.js";

export type Path = readonly (string | number)[];

/** Something wrong with a configuration, found before any call. */
export interface Problem {
  readonly path: Path;
  readonly message: string;
}

/** Required arguments, kinds and enumerations; unknown values pass. */
export function validate(schema: Schema, config: Attributes, at: Path = []): readonly Problem[] {
  const strange = Object.keys(config)
    .filter((name) => schema[name] === undefined && !isAbsent(config[name]))
    .map((name) => problem([...at, name], `An argument named "${name}" is not expected here.`));
  const known = Object.entries(schema).flatMap(([name, attribute]) =>
    validateAttribute(attribute, config[name], [...at, name]),
  );
  return [...strange, ...known];
}

function validateAttribute(attribute: Attribute, value: Value, path: Path): readonly Problem[] {
  const name = String(path.at(-1));
  if (isAbsent(value)) return attribute.mode === "required" ? [problem(path, missing(name))] : [];
  if (value === UNKNOWN) return [];
  if (!isConfigurable(attribute)) return [problem(path, `Value for unconfigurable attribute "${name}"`)];
  const wrong = wrongKind(attribute, value);
  if (wrong !== undefined) return [problem(path, `Incorrect attribute value type: "${name}": ${wrong} required`)];
  if (attribute.mode === "required" && value === "")
    return [problem(path, `expected "${name}" to not be an empty string`)];
  if (attribute.oneOf !== undefined && typeof value === "string" && !attribute.oneOf.includes(value)) {
    const allowed = attribute.oneOf.map((one) => JSON.stringify(one)).join(" ");
    return [problem(path, `expected ${name} to be one of [${allowed}], got ${value}`)];
  }
  return validateNested(attribute, value, path);
}

function validateNested({ kind, nested, mode }: Attribute, value: Value, path: Path): readonly Problem[] {
  if (nested === undefined) return [];
  if (isObject(value)) return validate(nested, value, path);
  if (!isList(value)) return [];
  if (kind === "blocks" && mode === "required" && value.length === 0) {
    return [problem(path, `At least 1 "${String(path.at(-1))}" blocks are required.`)];
  }
  return value.flatMap((item, i) => (isObject(item) ? validate(nested, item, [...path, i]) : []));
}

function wrongKind({ kind }: Attribute, value: Value): string | undefined {
  switch (kind) {
    case "string":
      return typeof value === "string" ? undefined : "string";
    case "number":
      return typeof value === "number" ? undefined : "number";
    case "bool":
      return typeof value === "boolean" ? undefined : "bool";
    case "map":
    case "block":
      return isObject(value) ? undefined : "object";
    case "list":
    case "set":
    case "blocks":
      return isList(value) ? undefined : "list";
  }
}

function missing(name: string): string {
  return `Missing required argument: The argument "${name}" is required, but no definition was found.`;
}

function problem(path: Path, message: string): Problem {
  return { path, message };
}

import { type Attribute, type Schema } from "../cloud/schema.js";

/** A type as Terraform writes it. */
export type Type =
  | "string"
  | "number"
  | "bool"
  | readonly ["list" | "set" | "map", Type]
  | readonly ["object", Readonly<Record<string, Type>>];

/** How an attribute of the model stands in Terraform's configuration and state. */
export interface Field {
  readonly name: string;
  readonly attribute: Attribute;
  readonly place: "attribute" | "block";
  /** How objects lie in it; absent for plain values. */
  readonly nesting?: "single" | "list" | "set";
  /** How many blocks there can be; 0 for any number. */
  readonly maxItems: number;
  /** What the objects hold. */
  readonly fields: readonly Field[];
}

/** How the plugins of a provider are written, which shows in its schemas. */
export interface Style {
  /**
   * "sdk": what the user nests are blocks, and one that occurs once is a list of one. "framework": nested attributes, and
   * a default makes an attribute computed too.
   */
  readonly plugin: "sdk" | "framework";
  /** Repeated blocks whose order does not matter, as `<type>.<block>`. */
  readonly sets: ReadonlySet<string>;
  /** Repeated blocks of which there can be so many, as `<type>.<block>`. */
  readonly limits: Readonly<Record<string, number>>;
}

export function layoutOf(schema: Schema, style: Style, path: string): readonly Field[] {
  return Object.entries(schema).map(([name, attribute]) => fieldOf(name, attribute, style, `${path}.${name}`));
}

function fieldOf(name: string, attribute: Attribute, style: Style, path: string): Field {
  const { nested, kind, mode } = attribute;
  if (nested === undefined) return { name, attribute, place: "attribute", maxItems: 0, fields: [] };
  const several = style.sets.has(path) ? "set" : "list";
  return {
    name,
    attribute,
    place: style.plugin === "sdk" && mode !== "computed" ? "block" : "attribute",
    nesting: style.plugin === "framework" && kind === "block" ? "single" : several,
    maxItems: kind === "block" ? 1 : (style.limits[path] ?? 0),
    fields: layoutOf(nested, style, path),
  };
}

export function typeOf({ attribute, nesting, fields }: Field): Type {
  if (nesting !== undefined) {
    const object = ["object", Object.fromEntries(fields.map((field) => [field.name, typeOf(field)]))] as const;
    return nesting === "single" ? object : [nesting, object];
  }
  switch (attribute.kind) {
    case "string":
    case "number":
    case "bool":
      return attribute.kind;
    case "list":
    case "set":
    case "map":
      return [attribute.kind, "string"];
    case "block":
    case "blocks":
      throw new Error("a block without attributes of its own");
  }
}

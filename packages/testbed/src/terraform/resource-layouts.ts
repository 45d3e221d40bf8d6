import { type Resource } from "../cloud/resources-api.js";
import { resourceTypes } from "../cloud/resources/index.js";
import { computed, optionalComputed, type Schema } from "../cloud/schema.js";
import { type Attributes, text } from "../cloud/value.js";
import { type Field, layoutOf } from "./layout.js";
import { type TerraformPackage } from "./provider-package.js";

/** A kind of resource as Terraform knows it: with its id among the attributes. */
export interface ResourceLayout {
  readonly type: string;
  readonly layout: readonly Field[];
  /** The attribute that holds the id. */
  readonly idAttribute: string;
}

/** Every resource of the provider, by its type. */
export function resourceLayouts(pkg: TerraformPackage): ReadonlyMap<string, ResourceLayout> {
  const prefix = `${pkg.source.slice(pkg.source.indexOf("/") + 1)}_`;
  const own = resourceTypes.filter(({ type }) => type.startsWith(prefix));
  return new Map(own.map(({ type, schema }) => [type, resourceLayout(pkg, type, schema)]));
}

function resourceLayout(pkg: TerraformPackage, type: string, schema: Schema): ResourceLayout {
  const idAttribute = pkg.idAttributes[type];
  const id = pkg.style.plugin === "sdk" ? optionalComputed("string") : computed("string");
  const whole = idAttribute === undefined ? { ...schema, id } : schema;
  return { type, layout: layoutOf(whole, pkg.style, type), idAttribute: idAttribute ?? "id" };
}

/** A state as the model has it, with the id apart. */
export function toResource({ idAttribute }: ResourceLayout, attributes: Attributes): Resource {
  return { id: text(attributes, idAttribute), state: withoutId(attributes) };
}

/** A state as Terraform has it, with the id among the attributes. */
export function fromResource({ layout }: ResourceLayout, { id, state }: Resource): Attributes {
  return layout.some(({ name }) => name === "id") ? { ...state, id } : state;
}

export function withoutId({ id: _, ...attributes }: Attributes): Attributes {
  return attributes;
}

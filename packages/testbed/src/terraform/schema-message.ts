import { isComputed } from "../cloud/schema.js";
import { type Field, type Style, typeOf } from "./layout.js";
import { type AttributeMessage, type BlockMessage, NESTING, type NestedBlockMessage } from "./protocol.js";

/** The schema of a resource, a block or a provider, as the protocol tells it. */
export function blockMessage(layout: readonly Field[], style: Style): BlockMessage {
  const [blocks, attributes] = [layout.filter(isBlock), layout.filter((field) => !isBlock(field))];
  return {
    attributes: attributes.map((field) => attributeMessage(field, style)),
    block_types: blocks.map((field) => nestedBlockMessage(field, style)),
  };
}

const isBlock = ({ place }: Field): boolean => place === "block";

function nestedBlockMessage(field: Field, style: Style): NestedBlockMessage {
  return {
    type_name: field.name,
    block: blockMessage(field.fields, style),
    nesting: NESTING[field.nesting ?? "list"],
    min_items: field.attribute.mode === "required" ? 1 : 0,
    max_items: field.maxItems,
  };
}

function attributeMessage(field: Field, style: Style): AttributeMessage {
  const { name, attribute, nesting, fields } = field;
  const defaulted = style.plugin === "framework" && attribute.default !== undefined;
  const modes = {
    required: attribute.mode === "required",
    optional: attribute.mode === "optional" || attribute.mode === "optional-computed",
    computed: isComputed(attribute) || defaulted,
  };
  if (nesting === undefined || style.plugin === "sdk") {
    return { name, type: Buffer.from(JSON.stringify(typeOf(field))), ...modes };
  }
  const attributes = fields.map((inner) => attributeMessage(inner, style));
  return { name, nested_type: { attributes, nesting: NESTING[nesting] }, ...modes };
}

import { randomBytes } from "node:crypto";
import { type ResourceType } from "../../resource-type.js";
import { computed, optional, required } from "../../schema.js";
import { number, optionalText, text } from "../../value.js";

/** Bytes drawn once. The engine's memory is the only place where they are kept. */
export const randomId: ResourceType = {
  type: "random_id",
  schema: {
    b64_std: computed("string"),
    b64_url: computed("string"),
    byte_length: required("number", { forceNew: true }),
    dec: computed("string"),
    hex: computed("string"),
    keepers: optional("map", { forceNew: true, local: true }),
    prefix: optional("string", { forceNew: true }),
  },
  check: (config) =>
    (number(config, "byte_length") ?? 1) >= 1
      ? []
      : [{ path: ["byte_length"], message: "Attribute byte_length value must be at least 1" }],
  create: (_context, planned) =>
    Promise.resolve(randomBytes(number(planned, "byte_length") ?? 1).toString("base64url")),
  read(_context, id, state) {
    const bytes = Buffer.from(id, "base64url");
    const prefix = text(state, "prefix");
    return {
      byte_length: bytes.length,
      b64_std: prefix + bytes.toString("base64"),
      b64_url: prefix + id,
      dec: prefix + BigInt(`0x${bytes.toString("hex")}`).toString(),
      hex: prefix + bytes.toString("hex"),
      prefix: optionalText(state, "prefix"),
    };
  },
  delete: () => Promise.resolve(),
  importState(id) {
    const comma = id.lastIndexOf(",");
    return { id: id.slice(comma + 1), state: comma < 0 ? {} : { prefix: id.slice(0, comma) } };
  },
};

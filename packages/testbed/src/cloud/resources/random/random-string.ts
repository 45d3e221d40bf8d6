import { randomInt } from "node:crypto";
import { type ResourceType } from "../../resource-type.js";
import { computed, optional, required } from "../../schema.js";
import { type Attributes, flag, number, optionalText } from "../../value.js";

const usedByDefault = optional("bool", { default: true, forceNew: true, local: true });
const atLeast = optional("number", { default: 0, forceNew: true, local: true });

const specials = "!@#$%&*()-_=+[]{}<>:?";

/** Letters, digits and signs drawn once. The engine's memory is the only place where they are kept. */
export const randomString: ResourceType = {
  type: "random_string",
  schema: {
    keepers: optional("map", { forceNew: true, local: true }),
    length: required("number", { forceNew: true }),
    lower: usedByDefault,
    min_lower: atLeast,
    min_numeric: atLeast,
    min_special: atLeast,
    min_upper: atLeast,
    numeric: usedByDefault,
    override_special: optional("string", { forceNew: true, local: true }),
    result: computed("string"),
    special: usedByDefault,
    upper: usedByDefault,
  },
  create: (_context, planned) => Promise.resolve(drawn(planned)),
  read: (_context, id) => ({ length: id.length, result: id }),
  delete: () => Promise.resolve(),
  importState: (id) => ({ id, state: {} }),
};

function drawn(planned: Attributes): string {
  const kinds = [
    { name: "lower", signs: "abcdefghijklmnopqrstuvwxyz" },
    { name: "upper", signs: "ABCDEFGHIJKLMNOPQRSTUVWXYZ" },
    { name: "numeric", signs: "0123456789" },
    { name: "special", signs: optionalText(planned, "override_special") ?? specials },
  ];
  const least = kinds.flatMap(({ name, signs }) =>
    Array.from({ length: number(planned, `min_${name}`) ?? 0 }, () => oneOf(signs)),
  );
  const all = kinds.flatMap(({ name, signs }) => (flag(planned, name) ? [signs] : [])).join("");
  const rest = Array.from({ length: (number(planned, "length") ?? 0) - least.length }, () => oneOf(all));
  return shuffled([...least, ...rest]).join("");
}

function oneOf(signs: string): string {
  return signs.charAt(randomInt(signs.length));
}

function shuffled(signs: readonly string[]): readonly string[] {
  return signs
    .map((sign) => ({ sign, rank: randomInt(2 ** 47) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ sign }) => sign);
}

import { randomInt } from "node:crypto";
import { type ResourceType } from "../../resource-type.js";
import { optional } from "../../schema.js";
import { number, optionalText, text } from "../../value.js";

const words = ["able", "bold", "calm", "deep", "easy", "fair", "glad", "holy", "keen", "mild", "neat", "pure"];
const animals = ["ant", "bat", "cat", "cod", "doe", "elk", "fox", "gnu", "hen", "jay", "owl", "yak"];

/** A name drawn once. The engine's memory is the only place where it is kept. */
export const randomPet: ResourceType = {
  type: "random_pet",
  schema: {
    keepers: optional("map", { forceNew: true, local: true }),
    length: optional("number", { default: 2, forceNew: true, local: true }),
    prefix: optional("string", { forceNew: true, local: true }),
    separator: optional("string", { default: "-", forceNew: true, local: true }),
  },
  create(_context, planned) {
    const length = number(planned, "length") ?? 2;
    const name = Array.from({ length }, (_, i) => (i === length - 1 ? oneOf(animals) : oneOf(words)));
    const prefix = optionalText(planned, "prefix");
    return Promise.resolve([...(prefix === undefined ? [] : [prefix]), ...name].join(text(planned, "separator")));
  },
  read: () => ({}),
  delete: () => Promise.resolve(),
};

function oneOf(choices: readonly string[]): string {
  return choices[randomInt(choices.length)] ?? "";
}

import { createHash, randomBytes } from "node:crypto";
import { type Attributes, isAbsent, isList } from "../cloud/value.js";

/** An argument that Pulumi fills in from the resource's name when the program does not. */
export interface AutoName {
  readonly property: string;
  readonly randomSuffix: boolean;
  readonly maxLength: number;
  readonly lowerCase: boolean;
}

/** Where the inputs note which of them the provider made up. */
const defaultsKey = "__defaults";

export interface NamedResource {
  readonly rule: AutoName | undefined;
  readonly name: string;
  readonly seed: Uint8Array;
}

/** The inputs with the automatic name, which stays the same from one deployment to the next. */
export function withAutoName(news: Attributes, olds: Attributes, { rule, name, seed }: NamedResource): Attributes {
  const given = rule === undefined || !isAbsent(news[rule.property]) || !isAbsent(news["bucketPrefix"]);
  if (given) return { ...news, [defaultsKey]: [] };
  const { property } = rule;
  const kept = isAutoNamed(rule, olds) ? olds[property] : undefined;
  return { ...news, [property]: kept ?? automatic(rule, name, seed), [defaultsKey]: [property] };
}

/** Whether the name is the program's own, so that a replacement can't stand beside the original. */
export function isNamedByProgram(rule: AutoName | undefined, inputs: Attributes): boolean {
  return rule?.randomSuffix === true && !isAutoNamed(rule, inputs);
}

function isAutoNamed({ property }: AutoName, inputs: Attributes): boolean {
  const defaults = inputs[defaultsKey];
  return isList(defaults) && defaults.includes(property);
}

function automatic({ randomSuffix, maxLength, lowerCase }: AutoName, name: string, seed: Uint8Array): string {
  const base = lowerCase ? name.toLowerCase() : name;
  if (!randomSuffix) return base;
  const random = seed.length > 0 ? createHash("sha256").update(seed).digest("hex") : randomBytes(4).toString("hex");
  return `${base.slice(0, maxLength - 8)}-${random.slice(0, 7)}`;
}

import { type Value } from "./value.js";

/**
 * What an attribute holds. `list` and `set` hold plain values; `block` is a block that occurs at most once (an object),
 * `blocks` one that repeats (an array of objects).
 */
export type Kind = "string" | "number" | "bool" | "map" | "list" | "set" | "block" | "blocks";

/** Who sets it: the user must, the user may, the service alone, or the service where the user does not. */
export type Mode = "required" | "optional" | "computed" | "optional-computed";

export interface Attribute {
  readonly kind: Kind;
  readonly mode: Mode;
  readonly default?: Value;
  /** A change replaces the resource. */
  readonly forceNew?: boolean;
  /** The only values allowed. */
  readonly oneOf?: readonly string[];
  /** The service never tells it: the state keeps what was configured, and an edit elsewhere can't show. */
  readonly local?: boolean;
  /** Until the next read the state has it as it was given, however the service spells it. */
  readonly asGiven?: boolean;
  /** The attributes of a block. */
  readonly nested?: Schema;
  /** Brings a configured value into the form that the state has, before the two are compared. */
  readonly normalize?: (value: string) => string;
  /** Whether two texts mean the same, so that there is nothing to change. */
  readonly equivalent?: (a: string, b: string) => boolean;
}

export type Schema = Readonly<Record<string, Attribute>>;

type Details = Omit<Attribute, "kind" | "mode">;

export const required = (kind: Kind, details: Details = {}): Attribute => ({ kind, mode: "required", ...details });
export const optional = (kind: Kind, details: Details = {}): Attribute => ({ kind, mode: "optional", ...details });
export const computed = (kind: Kind, details: Details = {}): Attribute => ({ kind, mode: "computed", ...details });
export const optionalComputed = (kind: Kind, details: Details = {}): Attribute => ({
  kind,
  mode: "optional-computed",
  ...details,
});

export function isConfigurable(attribute: Attribute): boolean {
  return attribute.mode !== "computed";
}

export function isComputed(attribute: Attribute): boolean {
  return attribute.mode === "computed" || attribute.mode === "optional-computed";
}

/** Of each regional resource: which region it lives in, by default the provider's. */
export const region: Attribute = optionalComputed("string", { forceNew: true });

export const tags: Schema = { tags: optional("map"), tags_all: computed("map") };

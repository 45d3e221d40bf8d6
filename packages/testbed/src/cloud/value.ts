/** Stands for a value that only the apply will tell; a plan carries it in place of the value. */
export const UNKNOWN: unique symbol = Symbol("unknown");

/** What an attribute of a resource can hold. */
export type Value = undefined | null | string | number | boolean | typeof UNKNOWN | readonly Value[] | Attributes;

/** A resource's or a block's attributes, by Terraform's snake_case names. */
export interface Attributes {
  readonly [name: string]: Value;
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isObject(value: Value): value is Attributes {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isAbsent(value: Value): value is undefined | null {
  return value === undefined || value === null;
}

/** Absent, or the zero value of its kind, which older providers can't tell from absent. */
export function isZero(value: Value): boolean {
  if (isAbsent(value) || value === "" || value === false || value === 0) return true;
  if (isList(value)) return value.length === 0;
  return isObject(value) && Object.values(value).every(isZero);
}

/** Whether an unknown hides anywhere in the value. */
export function hasUnknown(value: Value): boolean {
  if (value === UNKNOWN) return true;
  if (isList(value)) return value.some(hasUnknown);
  return isObject(value) && Object.values(value).some(hasUnknown);
}

export function equal(a: Value, b: Value): boolean {
  if (isAbsent(a) || isAbsent(b)) return isAbsent(a) && isAbsent(b);
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, i) => equal(item, b[i]));
  if (!isObject(a) || !isObject(b)) return a === b;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => equal(a[key], b[key]));
}

export function text(attributes: Attributes, name: string): string {
  const value = attributes[name];
  return typeof value === "string" ? value : "";
}

/** The string, or undefined where it is absent or empty. */
export function optionalText(attributes: Attributes, name: string): string | undefined {
  return text(attributes, name) || undefined;
}

export function flag(attributes: Attributes, name: string): boolean {
  return attributes[name] === true;
}

export function number(attributes: Attributes, name: string): number | undefined {
  const value = attributes[name];
  return typeof value === "number" ? value : undefined;
}

export function texts(attributes: Attributes, name: string): readonly string[] {
  const value = attributes[name];
  return isList(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

export function block(attributes: Attributes, name: string): Attributes | undefined {
  const value = attributes[name];
  return isObject(value) ? value : undefined;
}

export function blocks(attributes: Attributes, name: string): readonly Attributes[] {
  const value = attributes[name];
  return isList(value) ? value.filter(isObject) : [];
}

export function textMap(attributes: Attributes, name: string): Readonly<Record<string, string>> {
  const entries = Object.entries(block(attributes, name) ?? {});
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

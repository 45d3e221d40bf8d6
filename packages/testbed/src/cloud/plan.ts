import { type Attribute, isComputed, type Schema } from "./schema.js";
import {
  type Attributes,
  equal,
  hasUnknown,
  isAbsent,
  isList,
  isObject,
  isZero,
  UNKNOWN,
  type Value,
} from "./value.js";
import { type Path } from "./validate.js";

/** One difference between what there is and what is wanted. */
export interface Change {
  readonly path: Path;
  readonly kind: "add" | "update" | "delete";
  readonly replaces: boolean;
}

export interface Plan {
  /** The state that an apply will leave, as far as it is known. */
  readonly planned: Attributes;
  readonly changes: readonly Change[];
}

/** What applying `config` would make of `prior`; without a prior state, of nothing. */
export function planChange(schema: Schema, config: Attributes, prior?: Attributes): Plan {
  const planned = plannedState(schema, config, prior);
  return { planned, changes: prior === undefined ? [] : changes(schema, prior, planned, []) };
}

function plannedState(schema: Schema, config: Attributes, prior: Attributes | undefined): Attributes {
  const entries = Object.entries(schema).map(([name, attribute]): [string, Value] => [
    name,
    plannedValue(attribute, config[name], prior === undefined ? UNKNOWN : prior[name]),
  ]);
  return Object.fromEntries(entries.filter(([, value]) => !isAbsent(value)));
}

/** `prior` is unknown where there was nothing before: the service will then choose what the user does not. */
function plannedValue(attribute: Attribute, configured: Value, prior: Value): Value {
  if (isAbsent(configured)) {
    if (attribute.default !== undefined) return attribute.default;
    if (!isComputed(attribute)) return undefined;
    return prior;
  }
  if (typeof configured === "string") return plannedText(attribute, configured, prior);
  const { nested } = attribute;
  if (nested === undefined) return configured;
  if (isObject(configured)) return plannedState(nested, configured, isObject(prior) ? prior : undefined);
  if (!isList(configured)) return configured;
  return configured.map((item, i) => {
    const before = isList(prior) ? prior[i] : undefined;
    return isObject(item) ? plannedState(nested, item, isObject(before) ? before : undefined) : item;
  });
}

function plannedText({ normalize, equivalent }: Attribute, configured: string, prior: Value): Value {
  if (typeof prior === "string" && equivalent?.(configured, prior) === true) return prior;
  return normalize?.(configured) ?? configured;
}

function changes(schema: Schema, prior: Attributes, planned: Attributes, at: Path): readonly Change[] {
  return Object.entries(schema).flatMap(([name, attribute]) =>
    changesOf(attribute, prior[name], planned[name], [...at, name]),
  );
}

function changesOf(attribute: Attribute, prior: Value, planned: Value, path: Path): readonly Change[] {
  if (attribute.mode === "computed" || sameValue(attribute, prior, planned)) return [];
  const { nested } = attribute;
  const replaces = attribute.forceNew === true;
  if (isZero(prior)) return [{ path, kind: "add", replaces }];
  if (isAbsent(planned)) return [{ path, kind: "delete", replaces }];
  if (nested !== undefined && isObject(prior) && isObject(planned)) return changes(nested, prior, planned, path);
  if (isList(prior) && isList(planned)) return listChanges(attribute, prior, planned, path);
  if (isObject(prior) && isObject(planned)) return mapChanges(attribute, prior, planned, path);
  return [{ path, kind: "update", replaces }];
}

function sameValue(attribute: Attribute, prior: Value, planned: Value): boolean {
  if (attribute.default === undefined && isZero(prior) && isZero(planned)) return true;
  if (attribute.kind === "set") return equal(sorted(prior), sorted(planned));
  if (attribute.nested !== undefined) return false;
  return equal(prior, planned);
}

function listChanges(attribute: Attribute, prior: readonly Value[], planned: readonly Value[], path: Path) {
  const { nested } = attribute;
  const replaces = attribute.forceNew === true;
  const before = attribute.kind === "set" ? aligned(prior, planned) : prior;
  return Array.from({ length: Math.max(before.length, planned.length) }).flatMap((_, i): readonly Change[] => {
    const old = before[i];
    const now = planned[i];
    const here = [...path, i];
    if (isAbsent(old)) return [{ path: here, kind: "add", replaces }];
    if (isAbsent(now)) return [{ path: here, kind: "delete", replaces }];
    if (nested !== undefined && isObject(old) && isObject(now)) return changes(nested, old, now, here);
    return equal(old, now) ? [] : [{ path: here, kind: "update", replaces }];
  });
}

function mapChanges(attribute: Attribute, prior: Attributes, planned: Attributes, path: Path): readonly Change[] {
  const replaces = attribute.forceNew === true;
  return [...new Set([...Object.keys(prior), ...Object.keys(planned)])].flatMap((key): readonly Change[] => {
    const old = prior[key];
    const now = planned[key];
    if (equal(old, now)) return [];
    return [{ path: [...path, key], kind: isAbsent(old) ? "add" : isAbsent(now) ? "delete" : "update", replaces }];
  });
}

/** A set's old members in the order of the new ones, so that a mere change of order is none. */
function aligned(prior: readonly Value[], planned: readonly Value[]): readonly Value[] {
  const gone = prior.filter((item) => !planned.some((now) => equal(item, now)));
  const kept = planned.map((item) => (prior.some((old) => equal(old, item)) ? item : gone.shift()));
  return [...kept, ...gone];
}

function sorted(value: Value): Value {
  if (!isList(value) || hasUnknown(value)) return value;
  return value.map((item) => JSON.stringify(item)).sort();
}

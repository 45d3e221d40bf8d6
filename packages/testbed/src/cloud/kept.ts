/** Where a service holds its state, by name: what `keep` writes down and `bringBack` fills again. */
export type Stores = Readonly<Record<string, Map<string, object> | Set<string>>>;

const marks = { map: "$map", set: "$set", bytes: "$bytes" } as const;

/** Writes stores down as plain JSON values, in the order in which they were filled. */
export function keep(stores: Stores): unknown {
  return plain(stores);
}

/**
 * Fills stores with what `keep` wrote. A store that the writing lacks is emptied.
 *
 * @throws TypeError where the writing is not one of these stores.
 */
export function bringBack(stores: Stores, written: unknown): void {
  const values = revived(written);
  if (!isRecord(values)) throw new TypeError("the kept state is not an object");
  for (const [name, store] of Object.entries(stores)) {
    store.clear();
    const value = values[name];
    if (value === undefined) continue;
    if (store instanceof Set && value instanceof Set) for (const item of value) store.add(String(item));
    else if (store instanceof Map && value instanceof Map) fill(store, value, name);
    else throw new TypeError(`the kept state has no store "${name}"`);
  }
}

function fill(store: Map<string, object>, value: ReadonlyMap<unknown, unknown>, name: string): void {
  for (const [key, item] of value) {
    if (typeof item !== "object" || item === null)
      throw new TypeError(`the kept store "${name}" has no entry "${String(key)}"`);
    store.set(String(key), item);
  }
}

function plain(value: unknown): unknown {
  if (value instanceof Map) {
    const entries: ReadonlyMap<unknown, unknown> = value;
    return { [marks.map]: [...entries].map(([key, item]) => [key, plain(item)]) };
  }
  if (value instanceof Set) return { [marks.set]: [...value] };
  if (value instanceof Uint8Array) return { [marks.bytes]: Buffer.from(value).toString("base64") };
  if (Array.isArray(value)) return value.map((item: unknown) => plain(item));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

function revived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => revived(item));
  if (!isRecord(value)) return value;
  const { [marks.map]: entries, [marks.set]: items, [marks.bytes]: bytes } = value;
  if (Array.isArray(entries)) return new Map(entries.map((entry: unknown) => pairOf(entry)));
  if (Array.isArray(items)) return new Set(items);
  if (typeof bytes === "string") return Buffer.from(bytes, "base64");
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revived(item)]));
}

function pairOf(entry: unknown): readonly [unknown, unknown] {
  if (!Array.isArray(entry) || entry.length !== 2) throw new TypeError("a kept map has an entry without a value");
  return [entry[0], revived(entry[1])];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

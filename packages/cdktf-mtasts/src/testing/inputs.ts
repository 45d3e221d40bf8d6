/** One plain value somewhere within the attributes of a resource. */
export interface Leaf {
  /** Such as `records[0]`. */
  readonly path: string;
  readonly value: string | number | boolean;
}

/** All plain values of attributes. */
export function leavesOf(value: unknown, path = ""): readonly Leaf[] {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return [{ path, value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    leavesOf(item, Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`),
  );
}

/** The texts among them. */
export function textsOf(leaves: readonly Leaf[]): readonly string[] {
  return leaves.flatMap(({ value }) => (typeof value === "string" ? [value] : []));
}

/** Whether these are the data of a record: as they are, or as DNS writes them. */
export function holdsRecordData(leaves: readonly Leaf[], type: "TXT" | "CNAME", value: string): boolean {
  const texts = textsOf(leaves);
  if (texts.includes(value)) return true;
  if (type === "CNAME") return texts.includes(`${value}.`);
  return [...texts.map(characterStrings), ...listsOf(leaves)].some(
    (strings) => strings.join("") === value && strings.every(({ length }) => length <= 255),
  );
}

/** The first text that differs from the data in quotes, backslashes and white space alone. */
export function wronglyQuoted(leaves: readonly Leaf[], value: string): string | undefined {
  const bare = (text: string): string => text.replace(/["'\\\s]/gu, "");
  const lists = listsOf(leaves).map((strings) => strings.join(""));
  return [...textsOf(leaves), ...lists].find((text) => bare(text) === bare(value));
}

/** The character-strings of a TXT (RFC 1035 §3.3), quoted in full as in a zone file, or only between one and the next. */
function characterStrings(text: string): readonly string[] {
  const quoted = /^"[^"]*"(?:\s*"[^"]*")*$/u.test(text);
  return quoted ? [...text.matchAll(/"([^"]*)"/gu)].map(([, string = ""]) => string) : text.split('""');
}

/** Lists of texts, each element being one or several character-strings. */
function listsOf(leaves: readonly Leaf[]): readonly (readonly string[])[] {
  const lists = new Map<string, readonly string[]>();
  for (const { path, value } of leaves) {
    const list = /^(.*)\[\d+\]$/u.exec(path)?.[1];
    if (list === undefined || typeof value !== "string") continue;
    lists.set(list, [...(lists.get(list) ?? []), ...characterStrings(value)]);
  }
  return [...lists.values()];
}

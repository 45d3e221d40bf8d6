import { reference } from "./twin";

/** Each resource's key by its address. */
export type Addresses = ReadonlyMap<string, string>;

const ADDRESS = /\b[a-z0-9_]+\.mail_[\w-]+/gu;

/** The value, in which expressions have become what they will be: `<key.attribute>` for what another resource gives. */
export function readReferences(value: unknown, addresses: Addresses): unknown {
  if (typeof value === "string") return readText(value, addresses);
  if (Array.isArray(value)) return value.map((item) => readReferences(item, addresses));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, readReferences(item, addresses)]));
}

/** The keys of the resources that are mentioned anywhere in the value. */
export function referencedKeys(value: unknown, addresses: Addresses): readonly string[] {
  const found = JSON.stringify(value).match(ADDRESS) ?? [];
  return [...new Set(found.map((address) => addresses.get(address) ?? address))].sort();
}

function readText(text: string, addresses: Addresses): string {
  return text.replace(/\$\{(.*?)\}/gu, (_, expression: string) => evaluate(expression, addresses));
}

/** The few functions that the construct uses. Anything else stays as it is, and so is found to differ. */
function evaluate(expression: string, addresses: Addresses): string {
  const [, trimmed] = /^trimsuffix\((.*), "\."\)$/u.exec(expression) ?? [];
  if (trimmed !== undefined) return evaluate(trimmed, addresses).replace(/\.$/u, "");
  const [, list, attribute] = /^element\(tolist\((.*)\), 0\)\.(\w+)$/u.exec(expression) ?? [];
  // ACM's names end in a dot.
  if (list !== undefined) return `${evaluate(`${list}.0.${attribute ?? ""}`, addresses)}.`;
  const [, address = "", path = ""] = /^([a-z0-9_]+\.mail_[\w-]+)\.([\w.]+)$/u.exec(expression) ?? [];
  const key = addresses.get(address);
  return key === undefined ? `\${${expression}}` : reference(key, path);
}

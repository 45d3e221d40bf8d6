import { isRecord } from "../json";
import { lowerCase } from "../host-name";
import { readPolicy } from "../policy";
import type { Seen } from "./distribution";
import { literalIn, policyTextIn } from "./publications";
import { openTextAmong, textAmong, UNKNOWN, type Values } from "./resource-change";

/** What a holder of the policy serves: its bytes, where they are known, and what is wrong with them. */
export interface Holding {
  readonly text: string | typeof UNKNOWN | undefined;
  readonly faults: readonly Seen[];
}

/** What an object store answers for an object. */
export function objectHolding(values: Values): Holding {
  const text = objectText(values);
  const isValid = typeof text === "string" && readPolicy(text).ok;
  const content: readonly Seen[] =
    text === UNKNOWN ? [{ facet: "content", isOpen: true }] : isValid ? [] : [{ facet: "content" }];
  return { text, faults: [...content, ...objectFaults(values)] };
}

function objectText(values: Values): string | typeof UNKNOWN | undefined {
  const given = openTextAmong(values, "content");
  if (given !== undefined) return given;
  const encoded = openTextAmong(values, "content_base64");
  if (typeof encoded === "string") return decoded(encoded) ?? UNKNOWN;
  // The bytes of a file are not in the plan.
  const isElsewhere =
    encoded === UNKNOWN || ["source", "source_hash"].some((name) => name in values && values[name] !== null);
  if (isElsewhere) return UNKNOWN;
  return "";
}

function decoded(base64: string): string | undefined {
  try {
    return atob(base64);
  } catch {
    return undefined;
  }
}

function objectFaults(values: Values): readonly Seen[] {
  const type = openTextAmong(values, "content_type");
  const encoding = openTextAmong(values, "content_encoding");
  const caching = openTextAmong(values, "cache_control");
  const storage = openTextAmong(values, "storage_class");
  const encryption = openTextAmong(values, "server_side_encryption");
  return [
    ...missing("contentType", type),
    ...missing("cacheControl", caching),
    ...wrong("contentType", type, isPlainText),
    ...wrong("contentEncoding", encoding, (text) => lowerCase(text) === "identity"),
    ...wrong("cacheControl", caching, keepsNothing),
    ...wrong("storageClass", storage, (text) => !/^(GLACIER|DEEP_ARCHIVE)$/i.test(text)),
    ...wrong("encryption", encryption, (text) => !text.startsWith("aws:kms")),
  ];
}

function wrong(
  facet: Seen["facet"],
  value: string | typeof UNKNOWN | undefined,
  isFine: (text: string) => boolean,
): readonly Seen[] {
  if (value === undefined) return [];
  if (value === UNKNOWN) return [{ facet, isOpen: true }];
  return isFine(value) ? [] : [{ facet, got: value }];
}

/** What a store then answers is its own default. */
function missing(facet: Seen["facet"], value: string | typeof UNKNOWN | undefined): readonly Seen[] {
  return value === undefined ? [{ facet, isMissing: true }] : [];
}

/** RFC 8461 §3.2: the media type, with or without parameters. */
function isPlainText(type: string): boolean {
  const end = type.indexOf(";");
  return lowerCase((end === -1 ? type : type.slice(0, end)).trim()) === "text/plain";
}

function keepsNothing(control: string): boolean {
  const directives = lowerCase(control)
    .split(",", 32)
    .map((each) => each.trim());
  return directives.some((each) => each === "no-store" || each === "no-cache" || each === "max-age=0");
}

/** What a Worker's source answers with: the policy in it, and the headers where they are written as this project's are. */
export function workerHolding(values: Values): Holding {
  const source = openTextAmong(values, "content", "source_content");
  if (source === UNKNOWN || (source === undefined && hasFile(values))) {
    return { text: UNKNOWN, faults: [{ facet: "workerPolicy", isOpen: true }] };
  }
  const text = policyTextIn(values);
  const isValid = text !== undefined && readPolicy(text).ok;
  const content: readonly Seen[] = isValid ? [] : [{ facet: "workerPolicy" }];
  return { text: text ?? "", faults: [...content, ...headerFaults(source ?? "")] };
}

/** Code that is uploaded from a file. */
function hasFile(values: Values): boolean {
  return ["content_file", "contentFile"].some((name) => values[name] !== undefined && values[name] !== null);
}

function headerFaults(source: string): readonly Seen[] {
  const start = source.indexOf(HEADERS);
  if (start === -1) return [];
  const end = source.indexOf("\n", start);
  const line = source.slice(start + HEADERS.length, end === -1 ? undefined : end);
  const headers = parsedObject(line.replace(/;\s*$/, ""));
  const type = headers === undefined ? undefined : textAmong(headers, "content-type");
  return wrong("workerHeaders", type, isPlainText);
}

const HEADERS = "const headers = ";

function parsedObject(text: string): Values | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The source without the policy, by which a change of code is told from one of the policy. */
export function codeOf(values: Values): string | undefined {
  const source = textAmong(values, "content", "source_content");
  const literal = source === undefined ? undefined : literalIn(source);
  if (source === undefined || literal === undefined) return undefined;
  const start = source.indexOf(literal);
  return source.slice(0, start) + source.slice(start + literal.length);
}

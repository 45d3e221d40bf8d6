import { open } from "node:fs/promises";
import { decodeText } from "@mtasts/core/checking";
import { undone } from "./exit-code";
import type { Io } from "./io";

/** More than any policy, any list of domains; of plans see below. */
export const MAX_TEXT_BYTES = 1_048_576;

/** Plans of large stacks have tens of megabytes. */
export const MAX_JSON_BYTES = 268_435_456;

/** The bytes of a file, or of standard input for `-`. @throws Failure in one line, for whatever cannot be read or is too large. */
export async function readBytes(io: Io, name: string, limit = MAX_TEXT_BYTES): Promise<Uint8Array> {
  try {
    return name === "-" ? await collect(io.stdin, limit) : await readFile(name, limit);
  } catch (error) {
    throw undone(`${nameOf(name)}: ${reason(error)}`);
  }
}

/** The same as text. */
export async function readText(io: Io, name: string, limit?: number): Promise<string> {
  const decoded = decodeText(await readBytes(io, name, limit));
  if (decoded === undefined) throw undone(`${nameOf(name)}: ${NO_TEXT}`);
  return decoded.text;
}

/** Of a file that is no text. */
export const NO_TEXT = "is no text in UTF-8";

/** Of a file with more bytes than are read. */
export function tooLarge(limit: number): string {
  return `is larger than ${limit} bytes`;
}

/** The same as JSON. */
export async function readJson(io: Io, name: string): Promise<unknown> {
  const text = await readText(io, name, MAX_JSON_BYTES);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw undone(`${nameOf(name)}: is no JSON`);
  }
}

/** How a file is called in messages. */
export function nameOf(name: string): string {
  return name === "-" ? "<stdin>" : name;
}

async function readFile(name: string, limit: number): Promise<Uint8Array> {
  const file = await open(name, "r");
  try {
    if ((await file.stat()).isDirectory()) throw new Error("is a directory");
    return await collect(file.createReadStream({ autoClose: false }), limit);
  } finally {
    await file.close();
  }
}

async function collect(source: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source) {
    length += chunk.length;
    if (length > limit) throw new Error(tooLarge(limit));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EACCES: "permission denied",
  EISDIR: "is a directory",
  ENOTDIR: "no such file",
  ELOOP: "too many symbolic links",
  ENAMETOOLONG: "no such file",
};

/** Why a file could not be read or written, in a few words. */
export function reason(error: unknown): string {
  const code = systemCode(error);
  if (code !== undefined) return REASONS[code] ?? code;
  return error instanceof Error ? error.message : String(error);
}

/** What the system calls the failure; not by the class of the error, which differs between realms. */
export function systemCode(error: unknown): string | undefined {
  const isCoded = typeof error === "object" && error !== null && "code" in error && "syscall" in error;
  return isCoded ? String(error.code) : undefined;
}

import { constants } from "node:fs";
import { lstat, mkdir, open, readFile } from "node:fs/promises";
import path from "node:path";
import type { GeneratedFile } from "@mtasts/core/generate";
import { undone } from "./exit-code";
import { reason, systemCode } from "./input";

/** A file that is there now. */
export interface WrittenFile {
  readonly path: string;
  /** `false` if it was there already, byte by byte. */
  readonly isNew: boolean;
}

/**
 * Writes the files below a folder; what differs from a file that is there is written by force only, and else nothing is. Nothing
 * is written through a symbolic link below the folder, by force or not: it would change a file somewhere else. The folder itself
 * may be one, since it was named.
 */
export async function writeFiles(
  folder: string,
  files: readonly GeneratedFile[],
  isForced: boolean,
): Promise<readonly WrittenFile[]> {
  try {
    const links = (await Promise.all(files.map((file) => linkOf(folder, file)))).flat();
    if (links.length > 0) throw new Error("is a symbolic link; remove it first", { cause: [...new Set(links)] });
    const states = await Promise.all(files.map((file) => stateOf(folder, file)));
    const other = states.filter(({ isThere, isSame }) => isThere && !isSame).map((state) => state.path);
    if (other.length > 0 && !isForced)
      throw new Error(`differs from what would be written; --force overwrites it`, { cause: other });
    for (const [i, { content }] of files.entries()) {
      const state = states[i];
      if (state === undefined || state.isSame) continue;
      await mkdir(path.dirname(state.path), { recursive: true });
      await write(state.path, content);
    }
    return states.map((state) => ({ path: state.path, isNew: !state.isSame }));
  } catch (error) {
    const named = error instanceof Error && Array.isArray(error.cause) ? error.cause.join(", ") : folder;
    throw undone(`${named}: ${reason(error)}`);
  }
}

/** A link that was made since the check is refused by the system; Windows has no such flag, which adds no bit there. */
async function write(target: string, content: string): Promise<void> {
  const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = constants;
  const file = await open(target, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW);
  try {
    await file.writeFile(content);
  } finally {
    await file.close();
  }
}

/** The first symbolic link on the way from the folder to the file, which may be the file itself. */
async function linkOf(folder: string, file: GeneratedFile): Promise<readonly string[]> {
  let step = folder;
  for (const name of file.path.split("/")) {
    step = path.join(step, name);
    const stats = await lstat(step).catch(absent);
    if (stats === undefined) return [];
    if (stats.isSymbolicLink()) return [step];
  }
  return [];
}

interface FileState {
  readonly path: string;
  readonly isThere: boolean;
  readonly isSame: boolean;
}

async function stateOf(folder: string, file: GeneratedFile): Promise<FileState> {
  const target = path.join(folder, ...file.path.split("/"));
  const present = await readFile(target, "utf8").catch(absent);
  return { path: target, isThere: present !== undefined, isSame: present === file.content };
}

function absent(error: unknown): undefined {
  if (systemCode(error) === "ENOENT") return undefined;
  throw error;
}

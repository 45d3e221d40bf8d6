import { mkdir, readFile, writeFile } from "node:fs/promises";
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

/** Writes the files below a folder; what differs from a file that is there is written by force only, and else nothing is. */
export async function writeFiles(
  folder: string,
  files: readonly GeneratedFile[],
  isForced: boolean,
): Promise<readonly WrittenFile[]> {
  try {
    const states = await Promise.all(files.map((file) => stateOf(folder, file)));
    const other = states.filter(({ isThere, isSame }) => isThere && !isSame).map((state) => state.path);
    if (other.length > 0 && !isForced)
      throw new Error(`differs from what would be written; --force overwrites it`, { cause: other });
    for (const [i, { content }] of files.entries()) {
      const state = states[i];
      if (state === undefined || state.isSame) continue;
      await mkdir(path.dirname(state.path), { recursive: true });
      await writeFile(state.path, content);
    }
    return states.map((state) => ({ path: state.path, isNew: !state.isSame }));
  } catch (error) {
    const named = error instanceof Error && Array.isArray(error.cause) ? error.cause.join(", ") : folder;
    throw undone(`${named}: ${reason(error)}`);
  }
}

interface FileState {
  readonly path: string;
  readonly isThere: boolean;
  readonly isSame: boolean;
}

async function stateOf(folder: string, file: GeneratedFile): Promise<FileState> {
  const target = path.join(folder, ...file.path.split("/"));
  const present = await readFile(target, "utf8").catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  });
  return { path: target, isThere: present !== undefined, isSame: present === file.content };
}

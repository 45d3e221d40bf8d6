import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";

/** What was in a file of the user's folder before, so that it can be put back. */
export interface GuestFile {
  /** What the engine left in it; undefined where there is none. */
  readonly content: () => string | undefined;
  /** Puts back what was there: nothing, or the same bytes. */
  readonly leave: () => void;
}

/**
 * Puts a file into the user's folder for as long as a command runs, since the engine looks for it there.
 *
 * @param content - What to put there; undefined leaves what is there, to be put back afterwards.
 */
export function putGuestFile(file: string, content: string | undefined): GuestFile {
  const before = existsSync(file) ? readFileSync(file) : undefined;
  if (content !== undefined) writeFileSync(file, content);
  return {
    content: () => (existsSync(file) ? readFileSync(file, "utf8") : undefined),
    leave: () => {
      if (before === undefined) rmSync(file, { force: true });
      else if (!readFileSafely(file)?.equals(before)) writeFileSync(file, before);
    },
  };
}

function readFileSafely(file: string): Buffer | undefined {
  return existsSync(file) ? readFileSync(file) : undefined;
}
